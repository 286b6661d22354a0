"""Whatever a kiosk signs, one broken kiosk stops nobody: no 500, and the site goes on giving and taking."""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Literal
from uuid import uuid4

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kiosk.wire import FIRST_HASH, event_hash
from tests.server.conftest import Running, serving
from tests.server.parts import HELLO, SITE, HttpKiosk, issued, render

EXAMPLES = 15
DAY = timedelta(days=1)

NUMBERS = st.sampled_from([-1, 0, 1, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, 2**64, 10**30, 999_999])
TEXTS = st.sampled_from(
    [
        "",
        "\0",
        "\ud800",
        "A-999999",
        "A-001",
        "0001-01-01",
        "2031-01-01",
        "9999-12-31",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59-14:00",
        "2026-04-14T09:00:00",
        "x" * 70_000,
    ]
)
OTHERS: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0.5, float("nan"), float("inf"), [], {}, [[[[]]]], {"A": 2**53}, 7, "7"]
)


class Mall:
    """A kiosk that says odd things, and one that does not; each morning the odd one speaks first."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.odd, self.good = (self._enrolled(name) for name in ("utara", "selatan"))

    def _enrolled(self, name: str) -> HttpKiosk:
        kiosk = HttpKiosk(self.running.address)
        token = self.running.store.enrolment_token(kiosk_name=name, now=self.running.clock())
        assert kiosk.enrol(token).ok
        return kiosk

    def message(self, kiosk: HttpKiosk, events: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        hello = HELLO.model_copy(update={"wall": self.running.clock()}).model_dump(mode="json")
        hello["seen"] |= {"day": "2026-04-14", "series": {"A": 1}}
        return {"kiosk_id": kiosk.kiosk_id, "epoch": kiosk.epoch, "hello": hello, "events": events or []}

    def post(self, kiosk: HttpKiosk, path: str, message: Any) -> requests.Response:
        """As JSON that Python alone would write, too: NaN, halves of characters."""
        body = json.dumps(message).encode()
        headers = kiosk.headers(path, body, at=self.running.clock())
        return requests.post(kiosk.address + path, data=body, headers=headers, timeout=10)

    def goes_on(self) -> None:
        """The next day: both are heard, what the good one issues is applied, and it gets numbers."""
        self.running.clock.advance(DAY)
        assert self.post(self.odd, "/v1/sync", self.message(self.odd)).status_code == 200
        now = self.running.clock()
        self.good.log.add(issued(len(self.good.log.events) + 1, letter=self.good.letter, at=now))
        event = self.good.log.events[-1].model_dump(mode="json")
        answer = self.post(self.good, "/v1/sync", self.message(self.good, [event]))
        assert answer.status_code == 200, answer.text
        taken = answer.json()
        assert [one["result"] for one in taken["results"]] == ["applied"]
        assert taken["business_day"] == SITE.day(now).isoformat()
        for series in sorted(SITE.series)[:2]:
            granted = self.post(self.good, "/v1/grants", {"ticket_id": str(uuid4()), "series": series})
            assert granted.status_code == 200, granted.text
            assert granted.json()["label_day"] == SITE.day(now).isoformat()


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    folder = tmp_path_factory.mktemp("odd")
    with serving(folder, render, folder) as running:
        yield Mall(running)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places(one, (*path, key))


@dataclass(frozen=True)
class Fault:
    place: int
    kind: Literal["like", "other", "missing", "more"]
    text: str
    number: int
    other: Any

    def instead(self, value: Any) -> Any:
        """Mostly something of the same kind: what is of another is refused at the border."""
        if self.kind == "like" and isinstance(value, str):
            return self.text
        if self.kind == "like" and isinstance(value, int):
            return self.number
        return copy.deepcopy(self.other)


KINDS: st.SearchStrategy[Any] = st.sampled_from(["like", "like", "like", "other", "missing", "more"])
FAULTS = st.lists(
    st.builds(Fault, st.integers(0, 1_000), KINDS, TEXTS, NUMBERS, OTHERS), min_size=1, max_size=3
)


def spoiled(message: Any, faults: list[Fault]) -> Any:
    """Some places of it say something else, or are missing, or there is one more."""
    message = copy.deepcopy(message)
    for fault in faults:
        known = list(places(message))
        if not known:
            return message
        *way, last = known[fault.place % len(known)]
        around = message
        for step in way:
            around = around[step]
        if fault.kind == "missing":
            del around[last]
        elif fault.kind == "more" and isinstance(around, dict):
            around[fault.text] = copy.deepcopy(fault.other)
        else:
            around[last] = fault.instead(around[last])
    return message


def entries(
    mall: Mall,
    faults: list[list[Fault]],
    first: Mapping[str, Any] = MappingProxyType({}),
    times: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Three that follow the odd kiosk's log, of which the bodies say odd things, the first one `first`;
    chained as they stand. `times`: of the first of them."""
    taken = mall.post(mall.odd, "/v1/sync", mall.message(mall.odd)).json()["acked_through"]
    before = FIRST_HASH if taken == 0 else _hash_at(mall, taken)
    bodies = [
        ("issued", issued(taken + 1, letter="").model_dump(mode="json") | dict(first)),
        ("issued", issued(taken + 1, letter=mall.odd.letter).model_dump(mode="json")),
        ("job_ended", {"job_id": "j", "ticket_id": None, "state": "printed", "evidence": None, "reprint": 0}),
    ]
    log = []
    sane = "2026-04-14T02:00:00+00:00"
    for place, ((kind, body), odd) in enumerate(zip(bodies, faults, strict=True)):
        seq, time = taken + 1 + place, times[place] if place < len(times) else sane
        entry: dict[str, Any] = {"seq": seq, "id": str(uuid4()), "type": kind, "prev_hash": before}
        entry["body"] = spoiled(body, odd)
        try:
            before = event_hash(**entry, time=time)
        except UnicodeEncodeError:
            before = FIRST_HASH
        log.append({**entry, "time": time, "hash": before})
    return log


def _hash_at(mall: Mall, seq: int) -> str:
    with mall.running.store._reading() as tx:
        row = tx.one(
            "SELECT hash FROM event WHERE site = ? AND kiosk_id = ? AND seq = ?", mall.odd.kiosk_id, seq
        )
    assert row is not None
    return str(row["hash"])


ODD_HELLOS: list[dict[str, Any]] = [
    {"wall": "2026-04-14T09:00:00"},
    {"wall": "9999-12-31T23:59:59Z"},
    {"wall": "0001-01-01T00:00:00+07:00"},
    {"wall": "2027-08-01T09:00:00Z"},
    {"unsynced": 2**53 + 1},
    {"oldest_unsynced_seconds": 1e9},
    {"acked_seen": 2**53},
    *(
        {"seen": seen}
        for seen in (
            {"serial": 2**53},
            {"serial": 2**63},
            {"letters": 2**31},
            {"epoch": 2**53},
            {"lowered": 2**53},
            {"day": "2026-04-15", "series": {"A": 999_999}},
            {"day": "0001-01-01", "series": {"A": 1}},
            {"day": "2031-01-01", "series": {"A": 7}},
            {"day": "9999-12-31", "series": {}},
        )
    ),
]


@pytest.mark.parametrize("odd", ODD_HELLOS, ids=json.dumps)
def test_a_hello_that_cannot_be_true_stops_nobody(odd: dict[str, Any], mall: Mall) -> None:
    """The first word of a new day."""
    mall.running.clock.advance(DAY)
    message = mall.message(mall.odd)
    answer = mall.post(mall.odd, "/v1/sync", message | {"hello": message["hello"] | odd})
    assert answer.status_code in (200, 422)
    if answer.ok:
        assert answer.json()["business_day"] == SITE.day(mall.running.clock()).isoformat()
    mall.goes_on()


ODD_EVENTS: list[dict[str, Any]] = [
    {"label_day": "0001-01-01"},
    {"label_day": "9999-12-31"},
    {"label": "A-999999"},
    {"business_day": "0001-01-01"},
    {"issued_at": "0001-01-01T00:00:00+14:00"},
    {"issued_at": "9999-12-31T23:59:59-14:00"},
    {"issued_at": "2026-04-14T09:00:00"},
    {"ticket_id": ""},
    {"code": "\0" * 10},
]


@pytest.mark.parametrize("odd", ODD_EVENTS, ids=json.dumps)
def test_an_event_that_cannot_be_true_is_answered_and_the_next_is_applied(
    odd: dict[str, Any], mall: Mall
) -> None:
    log = entries(mall, [[], [], []], odd)
    answer = mall.post(mall.odd, "/v1/sync", mall.message(mall.odd, log))
    assert answer.status_code == 200, answer.text
    assert [one["result"] for one in answer.json()["results"]][1:] == ["applied", "applied"]
    mall.goes_on()


def test_an_event_of_a_time_without_zone_is_answered_and_the_next_is_applied(mall: Mall) -> None:
    log = entries(mall, [[], [], []], {}, times=["2026-04-14T02:00:00", "9999-12-31T23:59:59-14:00"])
    answer = mall.post(mall.odd, "/v1/sync", mall.message(mall.odd, log))
    assert answer.status_code == 200, answer.text
    assert [one["result"] for one in answer.json()["results"]] == ["quarantined", "quarantined", "applied"]
    mall.goes_on()


@pytest.mark.parametrize("ticket", ["", "\0", "t\0", "t\0x", "\ud800", "é", "x" * 65])
def test_a_ticket_of_no_decent_name_is_refused_as_often_as_it_asks(ticket: str, mall: Mall) -> None:
    for _ in range(2):
        answer = mall.post(mall.odd, "/v1/grants", {"ticket_id": ticket, "series": "A"})
        assert answer.status_code == 422
    mall.goes_on()


def campaign_of(campaign: int) -> settings:
    """What failed is printed whole: the mall is older after each example, so nothing is shrunk."""
    return settings(
        max_examples=EXAMPLES * campaign,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("path", ["/v1/sync", "/v1/grants", "/v1/help", "/v1/key", "/v1/readmit"])
def test_no_odd_message_ends_in_a_fault_or_stops_the_site(path: str, mall: Mall, campaign: int) -> None:
    plain: dict[str, Any] = {
        "/v1/grants": {"ticket_id": "t", "series": "A"},
        "/v1/help": {"help_id": "h", "reason": "slip", "waited_seconds": 3, "withdrawn": False},
        "/v1/key": {"public_key": "x"},
        "/v1/readmit": {"certificate": "x.y"},
    }

    @campaign_of(campaign)
    @given(FAULTS)
    def check(faults: list[Fault]) -> None:
        message = mall.message(mall.odd) if path == "/v1/sync" else plain[path]
        answer = mall.post(mall.odd, path, spoiled(message, faults))
        assert answer.status_code < 500, answer.text
        mall.goes_on()

    check()


def test_no_odd_event_ends_in_a_fault_or_stops_those_behind_it(mall: Mall, campaign: int) -> None:
    @campaign_of(campaign)
    @given(st.tuples(FAULTS, FAULTS, FAULTS).map(list))
    def check(faults: list[list[Fault]]) -> None:
        log = entries(mall, faults)
        answer = mall.post(mall.odd, "/v1/sync", mall.message(mall.odd, log))
        assert answer.status_code < 500, answer.text
        if answer.ok:
            assert answer.json()["acked_through"] == log[-1]["seq"]
        mall.goes_on()

    check()
