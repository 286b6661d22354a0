"""How pages look: templates of `pages/` drawn with one site's name, colours and woven band."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from config.dates import clock, long_date, short_date, weekday
from config.identity import masked
from config.look.bands import Part, Rows, path
from config.look.colours import Mode, roles
from config.look.icons import icon
from config.models import Band, Look, SiteName
from server.imports import MOST_ROWS
from server.store import LATER, LEAST_PASSWORD, UNDO_FOR
from server.trust import NUMBERS_SKIPPED, SETTLING_SECONDS
from server.views.page import Render, Template

PAGES = Path(__file__).with_name("pages")
STATIC = Path(__file__).with_name("static")
"""Styles, scripts and fonts, as they are served at /static."""

UNBREAKABLE = "KTP-el"
"""Words that a hyphen must not part at the end of a line."""

PRINTER_WORDS = {
    "ready": "Siap",
    "busy": "Sedang mencetak",
    "connecting": "Sedang menyambung",
    "disconnected": "Tidak terpasang",
    "unknown": "Tidak menjawab",
    "blocked": "Tertahan",
    "fault": "Rusak",
    "cover": "tutup terbuka",
    "paper_out": "kertas habis",
    "cutter": "pisau macet",
    "mechanical": "gangguan mekanik",
    "overheat": "terlalu panas",
    "ticket_not_taken": "slip belum diambil",
    "feed_button": "tombol kertas ditekan",
    "unrecoverable": "perlu servis",
    "offline": "luring",
    "other_printer": "tertukar dengan printer lain",
}
"""For what kiosks say of their printer: `ready`, `blocked:cover,paper_out`."""

RULES = {
    "least_password": LEAST_PASSWORD,
    "later_minutes": int(LATER.total_seconds() // 60),
    "most_rows": MOST_ROWS,
    "numbers_skipped": NUMBERS_SKIPPED,
    "settling_seconds": int(SETTLING_SECONDS),
    "undo_seconds": int(UNDO_FOR.total_seconds()),
}
"""Numbers that pages say because the program holds them."""


def render_of(*, name: SiteName, look: Look, band: Band | None, priority_icons: Mapping[str, str]) -> Render:
    """Draws pages for one site. `priority_icons`: icon by the priority group's id."""
    environment = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "site": name,
        "style": style(look, band),
        "mark": mark(band),
        "icon": inline_icon,
        "priority_icons": priority_icons,
        **RULES,
    }
    environment.filters |= {
        "clock": clock,
        "long_date": long_date,
        "weekday": weekday,
        "short_date": short_date,
        "masked": masked,
        "words": unbroken,
        "printer": printer_words,
        "epoch": epoch_ms,
        "ago": ago,
    }

    def render(template: Template, page: object) -> str:
        return environment.get_template(template).render(page=page)

    return render


# --- the site's look --------------------------------------------------------------------------------


def style(look: Look, band: Band | None) -> Markup:
    """Colour roles and bands as CSS custom properties; `data-mode` on the root overrules the browser."""
    light, dark = _properties(look.brand, "light"), _properties(look.brand, "dark")
    return _own(
        f":root{{color-scheme:light;{light}{_bands(band)}}}"
        f"@media(prefers-color-scheme:dark){{:root:not([data-mode=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-mode=dark]{{color-scheme:dark;{dark}}}"
    )


def mark(band: Band | None) -> Markup:
    """The woven mark; empty for a site without a band."""
    return _own(_svg(band.tanda, 'class="mark" aria-hidden="true" fill="currentColor" ') if band else "")


def _properties(brand: str, mode: Mode) -> str:
    return "".join(f"--{_dashed(role)}:{colour};" for role, colour in roles(brand, mode).items())


def _dashed(role: str) -> str:
    """`inkSoft` as `ink-soft`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in role)


def _bands(band: Band | None) -> str:
    """Masks of one period, lying (`--band-tepi`) and standing (`-v`), with their size in threads."""
    return _part("tepi", band.tepi if band else ()) + _part("kepala", band.kepala if band else ())


def _part(part: Part, lying: Rows) -> str:
    if not lying:
        return f"--band-{part}:none;--band-{part}-v:none;--{part}-period:1;--{part}-height:0;"
    if len(lying[0]) % 2:
        # Centred in an even length, an odd one would begin between two pixels, and blur.
        lying = tuple(2 * row for row in lying)
    standing = tuple("".join(row[x] for row in lying) for x in reversed(range(len(lying[0]))))
    return (
        f"--band-{part}:{_mask(lying)};--band-{part}-v:{_mask(standing)};"
        f"--{part}-period:{len(lying[0])};--{part}-height:{len(lying)};"
    )


def _mask(rows: Rows) -> str:
    return f'url("data:image/svg+xml,{quote(_svg(rows, ""))}")'


def _svg(rows: Rows, attributes: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}viewBox="0 0 {len(rows[0])} {len(rows)}" '
        f'shape-rendering="crispEdges"><path d="{path(rows)}"/></svg>'
    )


def _own(text: str) -> Markup:
    """Markup of our own making: colours, bands and icons, nothing that a person has typed."""
    return Markup(text)  # noqa: S704


# --- words and icons --------------------------------------------------------------------------------


def inline_icon(name: str) -> Markup:
    """Decoration beside a word: `aria-hidden`, in the colour of the text."""
    return _own(icon(name).replace("<svg ", '<svg class="icon" aria-hidden="true" ', 1))


def unbroken(text: str) -> Markup:
    whole = Markup('<span class="whole">{}</span>').format(UNBREAKABLE)
    return whole.join(text.split(UNBREAKABLE))


def printer_words(said: str | None) -> str:
    """`Tertahan: tutup terbuka, kertas habis`. A word that this server does not know stays as it was said."""
    if said is None:
        return "tidak diketahui"
    state, _, causes = said.partition(":")
    named = [PRINTER_WORDS.get(cause, cause) for cause in causes.split(",") if cause]
    word = PRINTER_WORDS.get(state, state)
    return f"{word}: {', '.join(named)}" if named else word


def ago(minutes: int) -> str:
    """`37 mnt`, `5 jam`, `2 hari`: whole units."""
    hours = minutes // 60
    return f"{minutes} mnt" if hours < 2 else f"{hours} jam" if hours < 48 else f"{hours // 24} hari"


def epoch_ms(moment: datetime) -> int:
    """For scripts."""
    return int(moment.timestamp() * 1000)
