"""What a service needs: its fee, time, queue, and the papers to bring."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock_range
from config.models import Service
from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, HelpWanted, Touched
from kiosk.visit.state import Facts, State
from kiosk.visit.ticket import estimate, waiting_ahead
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.facts import Fact, facts_across
from ui.screens.phrases import fee, people, printed_here, refusal
from ui.screens.requirements import ABSENT, PrintButton, PrintModel, print_button
from ui.texts import Texts, tied
from ui.theme import height as text_height

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Requirement:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of what is told of the service; facts stand on the first."""

    facts: tuple[Fact, ...]
    heading: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Props:
    agency: str
    service: str
    agency_name: str
    facts_across: int
    pages: tuple[Leaf, ...]
    refusal: str
    way: str
    """`ticket`, `document` (printed by this machine) or `walk_in` (no number)."""
    place: str
    printing: PrintButton


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Detail)
    facts, texts = state.facts, setting.texts
    service = facts.profile.services[state.visit.screen.service]
    sizes = setting.measures
    refused = refusal(facts, service, texts)
    printing = print_button(state, service.id, texts)
    told = _facts(facts, service, texts)
    plain = tuple(replace(fact, note="") for fact in told)
    name, agency = texts.of(service.name), texts.of(service.agency.name)
    whole = sizes.body_height - (sizes.button + 2 * sizes.u if printing.words else 0)
    pager = 0 if sizes.snug and printing.words else sizes.button + 3 * sizes.u

    def laid_out(agency: str, shown: tuple[Fact, ...]) -> _Layout:
        def above(facts: Sequence[Fact]) -> int:
            return _above((name, agency, _heading(service, texts)), facts, setting, banner=bool(refused))

        rooms = _Rooms(whole, above(shown), above(()), pager)
        return _Layout(agency, shown, *_pages(service, shown, rooms, setting))

    # What goes first where the facts leave no room for a paper: notes, whose agency it is, then the facts.
    ways = [(agency, told), (agency, plain), ("", plain), ("", ())]
    layouts = [laid_out(*way) for way in (ways[2:] if sizes.tight else ways)]
    best = next((one for one in layouts if one.holds), layouts[-1])
    return Props(
        agency=service.agency.short,
        service=name,
        agency_name=best.agency_name,
        facts_across=facts_across(len(best.facts), sizes.body_width, setting),
        pages=best.pages,
        refusal=refused,
        way=_way(facts, service),
        place=texts.of(service.agency.place),
        printing=printing,
    )


def _way(facts: Facts, service: Service) -> str:
    if printed_here(facts, service):
        return "document"
    return "ticket" if service.takes_ticket else "walk_in"


def _heading(service: Service, texts: Texts) -> str:
    count = len(service.requirements)
    if count == 0:
        ask = texts.translate("Detail", "Persyaratan: tanyakan petugas")
        return ask if service.takes_ticket else ""
    if count == 1:
        return texts.translate("Detail", "Siapkan 1 persyaratan ini")
    return texts.translate("Detail", "Siapkan {n} persyaratan ini").format(n=count)


def _facts(facts: Facts, service: Service, texts: Texts) -> tuple[Fact, ...]:
    unknown = texts.translate("Detail", "Tanyakan petugas")
    cost = fee(service, texts)
    minutes = service.minutes
    found = [
        Fact(
            "money",
            texts.translate("Detail", "Biaya"),
            cost or unknown,
            cost is not None,
            texts.of(service.fee_note),
        ),
        Fact(
            "clock",
            texts.translate("Detail", "Lama layanan"),
            unknown if minutes is None else duration(minutes, texts),
            minutes is not None,
            texts.of(service.time_note),
        ),
    ]
    waiting = waiting_ahead(facts, service) if service.takes_ticket else None
    if waiting is not None:
        name = texts.translate("Detail", "Antrean sekarang")
        found.append(Fact("users-three", name, people(waiting, texts), True, _about(facts, service, texts)))
    return tuple(fact for fact in found if fact.known or service.takes_ticket)


def _about(facts: Facts, service: Service, texts: Texts) -> str:
    said = estimate(facts, service, None)
    if said is None:
        return ""
    span = clock_range(said.earliest, said.latest, facts.profile.zone)
    return texts.translate("Detail", "dipanggil sekitar {span}").format(span=span)


def duration(minutes: int, texts: Texts) -> str:
    """`15 menit`, `2 jam`, `3 hari`; a service's minutes are of the clock, not of the office."""
    if minutes == 1440:
        return texts.translate("Detail", "1 hari")
    if minutes == 60:
        return texts.translate("Detail", "1 jam")
    if minutes % 1440 == 0:
        return texts.translate("Detail", "{n} hari").format(n=minutes // 1440)
    if minutes % 60 == 0:
        return texts.translate("Detail", "{n} jam").format(n=minutes // 60)
    return texts.translate("Detail", "{n} menit").format(n=minutes)


@dataclass(frozen=True, slots=True)
class _Rooms:
    """Heights in pixels: what there is, and what of it goes to other things than papers."""

    whole: int
    above_first: int
    above_others: int
    pager: int


@dataclass(frozen=True, slots=True)
class _Layout:
    agency_name: str
    facts: tuple[Fact, ...]
    pages: tuple[Leaf, ...]
    holds: bool
    """Whether each paper has the room that it needs, and one stands below the facts."""


def _pages(
    service: Service, facts: tuple[Fact, ...], rooms: _Rooms, setting: Setting
) -> tuple[tuple[Leaf, ...], bool]:
    """Papers as they fit below what stands above them, and above what prints them; and whether they hold."""
    sizes = setting.measures
    width = sizes.body_width - 5 * sizes.u
    heights = [requirement_height(tied(text), width, setting) for text in service.requirements]
    first, others = rooms.whole - rooms.above_first, rooms.whole - rooms.above_others
    cuts = [len(heights)]
    one_page = sum(heights) <= first
    if not one_page:
        cuts = _cuts(heights, first - rooms.pager, others - rooms.pager)
    numbered = tuple(Requirement(n, tied(text)) for n, text in enumerate(service.requirements, 1))
    heading = _heading(service, setting.texts)
    pages = tuple(
        Leaf(
            facts if start == 0 else (),
            heading if end > start or not numbered else "",
            numbered[start:end],
        )
        for start, end in pairwise((0, *cuts))
    )
    return pages, one_page or (heights[0] <= first - rooms.pager and max(heights) <= others - rooms.pager)


def _above(names: tuple[str, str, str], facts: Sequence[Fact], setting: Setting, *, banner: bool) -> int:
    """From the body's top to the first requirement, as `Detail.qml` stacks it; `names` are the service's, the
    agency's and the heading."""
    sizes, types = setting.measures, setting.fonts
    u, spacing = sizes.u, (1.5 if sizes.compact else 2.5) * sizes.u
    name, agency, heading = names
    value_font = types.strong if sizes.compact else types.title
    across = max(1, facts_across(len(facts), sizes.body_width, setting))
    width = (sizes.body_width - (across - 1) * 2 * u) // across
    rows = [facts[n : n + across] for n in range(0, len(facts), across)]

    def row_high(row: Sequence[Fact]) -> float:
        names = max(text_height(fact.name, types.small, width - 4 * u) for fact in row)
        values = max(text_height(fact.value, value_font, width) for fact in row)
        notes = max((text_height(fact.note, types.small, width) for fact in row if fact.note), default=0)
        return max(names, 3 * u) + values + notes + 2 * sizes.hairline

    agency_font = types.small if sizes.compact else types.running
    lined = 2 if facts else 1
    heights = (
        text_height(name, types.title, sizes.body_width) + u / 2,
        (text_height(agency, agency_font, sizes.body_width) if agency else 0) + spacing,
        lined * (sizes.hairline + spacing),
        sum(map(row_high, rows)) + max(0, len(rows) - 1) * u + (spacing if facts else 0),
        text_height(heading, types.strong, sizes.body_width) + spacing,
        11 * u + spacing if banner else 0,
    )
    return ceil(sum(heights))


def _cuts(heights: Sequence[int], first: int, others: int) -> list[int]:
    """Where pages end."""
    cuts: list[int] = []
    used, room = 0, first
    for n, height in enumerate(heights):
        if used and used + height > room:
            cuts.append(n)
            used, room = 0, others
        used += height
    return [*cuts, len(heights)]


def requirement_height(text: str, width: int, setting: Setting) -> int:
    """As `RequirementLine.qml` sets it: the text and 3 u, at least 9 u."""
    u, font = setting.measures.u, setting.fonts.running
    least = (7 if setting.measures.compact else 9) * u
    return max(least, ceil(text_height(text, font, width)) + 3 * u)


@QmlElement
class DetailModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._printing = PrintModel(post, self)
        self._props = Props("", "", "", 1, (Leaf((), "", ()),), "", "", "", ABSENT)
        self._page = 0
        self._facts = Rows(Fact, self)
        self._requirements = Rows(Requirement, self)

    def show(self, state: State, setting: Setting) -> None:
        assert state.visit is not None and isinstance(state.visit.screen, visit.Detail)
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._printing.show(props.printing)
            self._show_page(min(self._page, len(props.pages) - 1))

    def _show_page(self, page: int) -> None:
        self._page = page
        self._facts.show(self._props.pages[page].facts)
        self._requirements.show(self._props.pages[page].requirements)
        self.changed.emit()

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._props.service

    @Property(str, notify=changed)
    def agencyName(self) -> str:  # noqa: N802
        return self._props.agency_name

    @Property(Rows, notify=changed)
    def facts(self) -> Rows:
        return self._facts

    @Property(int, notify=changed)
    def factsAcross(self) -> int:  # noqa: N802
        return self._props.facts_across

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._props.pages[self._page].heading

    @Property(Rows, notify=changed)
    def requirements(self) -> Rows:
        return self._requirements

    @Property(str, notify=changed)
    def refusal(self) -> str:
        return self._props.refusal

    @Property(bool, notify=changed)
    def printedHere(self) -> bool:  # noqa: N802
        return self._props.way == "document"

    @Property(bool, notify=changed)
    def walkIn(self) -> bool:  # noqa: N802
        return self._props.way == "walk_in"

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._props.place

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(self._props.pages)

    @Slot(int)
    def turn(self, page: int) -> None:
        """Pages of one screen are no way to anywhere: the visit hears only that somebody is there."""
        self._show_page(min(max(page, 0), len(self._props.pages) - 1))
        self.post(Touched())

    @Property(PrintModel, notify=changed)
    def printing(self) -> PrintModel:
        return self._printing

    @Slot()
    def ask(self) -> None:
        self.post(HelpWanted("question"))

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())
