"""The board on the wall: what it shows, and how large."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlencode

from config.availability import opening
from config.dates import DAYS, equal_days, open_span
from config.models import Hours, Zone
from server.site import Site
from server.store import BoardView, Call, ZoneView
from server.views.page import Head
from server.voice.clips import CLIPS, Speech, Voice

PANEL_DIAGONAL_PX = 2203
MM_PER_INCH = 25.4
ROOMY_SCALE = 1.7
LARGEST_SCALE = 2.05
"""43 inches read at 8 metres. What asks for more hangs too far away: letters stay at this size."""

LAST_CALL_STANDS = timedelta(minutes=15)
"""After closing, a board still shows its last call for so long."""

NOTICE = "Ambil nomor di anjungan. Nomor tetap berlaku bila jaringan putus."
"""Where the site has nothing to say."""

PAUSES_IN_A_SENTENCE = 10

MOST_ZONES = 3
"""That one board shows by themselves; more would not be read."""


@dataclass(frozen=True, slots=True)
class CallLine:
    call: Call
    agency_name: str
    speech: Speech
    fresh_seconds: int
    """Since the call: what the weave has grown already."""


@dataclass(frozen=True, slots=True)
class HoursLine:
    name: str
    spans: tuple[str, ...]
    """`08.00–16.00` each; none: closed."""


@dataclass(frozen=True, slots=True)
class ZoneBlock:
    """A zone on a board that shows several. The cloth's call is one of `calls` and stands there alone."""

    name: str
    note: str
    calls: tuple[CallLine, ...]
    next_labels: tuple[str, ...]


BoardState = Literal["calling", "waiting", "before", "closed"]
"""`waiting`: open, and nobody was called today. `before`: it opens later today. `closed`: it opens at
`BoardBody.opens`, or nobody knows when."""


@dataclass(frozen=True, slots=True)
class BoardBody:
    seq: int
    day: date
    clock: datetime
    state: BoardState
    opens: datetime | None
    hours: tuple[HoursLine, ...]
    """Today's of all weeks with a name; after closing the site's own week."""
    now: CallLine | None
    last: tuple[CallLine, ...]
    next_labels: tuple[str, ...]
    zones: tuple[ZoneBlock, ...]
    """Two or three, instead of `last` and `next_labels`; none on a board of one zone, or of more."""
    notices: tuple[str, ...]
    """Sentences to be shown in turn."""


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What a board is told by its address, `/board?zone=a&inch=43&distance=6&arrow=right&mode=dark`.

    `inch`: the panel's diagonal; `distance`: of the farthest reader, metres; `arrow`: where the counters are
    as seen from the board, None where that differs from counter to counter; `zones`: ids, none for all;
    `voice`: the key by which the board may speak, empty where it is to be silent or `key_refused`.
    """

    inch: int = 55
    distance: float = 8.0
    arrow: Literal["left", "right", "up", "down"] | None = None
    mode: Literal["light", "dark"] | None = None
    zones: tuple[str, ...] = ()
    voice: str = ""
    key_refused: bool = False

    @property
    def stream(self) -> str:
        """Where the board listens."""
        query = urlencode([("zone", zone) for zone in self.zones])
        return f"/board/stream?{query}" if query else "/board/stream"

    @property
    def clips(self) -> tuple[str, ...]:
        """What a voice needs at hand."""
        return CLIPS if self.voice else ()

    @property
    def px_per_mm(self) -> float:
        """Of a panel of 1920 x 1080."""
        return PANEL_DIAGONAL_PX / (self.inch * MM_PER_INCH)

    @property
    def scale(self) -> float:
        """Pixels that a millimetre at 8 metres takes, so that letters are read from `distance`."""
        return min(self.px_per_mm * self.distance / 8, LARGEST_SCALE)

    @property
    def rows(self) -> int:
        """Last calls; as letters grow rows go, never sizes."""
        return 4 if self.scale <= ROOMY_SCALE else 3

    @property
    def next_count(self) -> int:
        return 6 if self.scale <= ROOMY_SCALE else 4


@dataclass(frozen=True, slots=True)
class BoardPage:
    head: Head
    body: BoardBody
    settings: BoardSettings


def zone_groups(zones: Sequence[Zone]) -> tuple[frozenset[str], ...]:
    """The agencies of each zone that a board shows in a block of its own."""
    several = 2 <= len(zones) <= MOST_ZONES
    return tuple(frozenset(zone.agencies) for zone in zones) if several else ()


def board_body(
    view: BoardView, site: Site, voice: Voice, *, now: datetime, zones: Sequence[Zone] = ()
) -> BoardBody:
    """`zones` are those of the view; see `zone_groups`."""

    def line(call: Call) -> CallLine:
        age = int((now - call.called_at).total_seconds())
        speech = voice.speech(call.label, call.counter_number, times=call.times)
        return CallLine(call, site.agency_name(call.agency), speech, max(0, age))

    def block(zone: Zone, shown: ZoneView) -> ZoneBlock:
        note = zone.note.id if zone.note else ""
        return ZoneBlock(zone.name.id, note, tuple(map(line, shown.calls)), shown.next_labels)

    state, opens = _board_state(view, site, now)
    local = site.local(now)
    return BoardBody(
        seq=view.seq,
        day=site.day(now),
        clock=local,
        state=state,
        opens=opens,
        hours=week_lines(site.hours[:1]) if state == "closed" else today_lines(site.hours, local.date()),
        now=line(view.now) if view.now else None,
        last=tuple(line(call) for call in view.last),
        next_labels=view.next_labels,
        zones=tuple(map(block, zones, view.zones)),
        notices=(*_pauses(view.paused), *(site.notices or (NOTICE,))),
    )


def _pauses(paused: Sequence[str]) -> list[str]:
    """Sentences of a length that is read in passing, however many counters have a break."""
    batches = (paused[at : at + PAUSES_IN_A_SENTENCE] for at in range(0, len(paused), PAUSES_IN_A_SENTENCE))
    return [f"Loket {', '.join(batch)} jeda." for batch in batches]


def _board_state(view: BoardView, site: Site, now: datetime) -> tuple[BoardState, datetime | None]:
    """Hours close a board only when nobody waits and its last call is old: officers still serve who came."""
    at_work = bool(view.next_labels) or (view.now is not None and now - view.now.called_at < LAST_CALL_STANDS)
    hours = opening(site.hours[0], now) if site.hours else None
    if hours is None or hours.state in ("open", "cut_off") or (at_work and view.now is not None):
        return ("calling" if view.now else "waiting"), None
    today = hours.until is not None and hours.until.date() == site.local(now).date()
    return ("before" if today and view.now is None else "closed"), hours.until


def today_lines(weeks: Sequence[Hours], day: date) -> tuple[HoursLine, ...]:
    """Today's hours of each week that differs from its site's own; a holiday closes all of them."""

    def spans(week: Hours) -> tuple[str, ...]:
        return () if day in week.holidays else tuple(map(open_span, week.week[day.weekday()]))

    shown = [week for week in weeks if week is weeks[0] or spans(week) != spans(weeks[0])]
    return tuple(HoursLine(week.name.id, spans(week)) for week in shown)


def week_lines(weeks: Sequence[Hours]) -> tuple[HoursLine, ...]:
    """A week in as few lines as it has kinds of days: `Senin sampai Kamis`, `Jumat`."""
    lines: list[HoursLine] = []
    for week in weeks:
        for first, last, spans in equal_days(week):
            joined = " dan " if last == first + 1 else " sampai "
            name = DAYS[first] if first == last else f"{DAYS[first]}{joined}{DAYS[last]}"
            lines.append(HoursLine(name, tuple(map(open_span, spans))))
    return tuple(lines)
