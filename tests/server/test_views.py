"""What pages say of times, hours, printers and names: tables."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from config.models import Hours, Look, Opening, SiteName, Words
from server.render import ago, printer_words, render_of, style, unbroken
from server.store import BoardView, Call, KioskStanding
from server.views.board import HoursLine, board_body, today_lines, week_lines
from server.views.kiosks import kiosk_lines
from server.views.page import ErrorPage, Head
from tests.sample import SONGKET
from tests.server.parts import NOW, SITE, VOICE, ZONE

MORNING = (Opening(time(8), time(12)), Opening(time(13), time(15, 30)))


def week(*days: tuple[Opening, ...], holidays: frozenset[date] = frozenset(), name: str = "Mal") -> Hours:
    return Hours(name.lower(), Words(id=name), days, timedelta(minutes=30), holidays, ZONE)


def call(at: datetime) -> Call:
    return Call(7, "A-C001", "3", "disdukcapil", "Lantai 1", 1, at)


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return NOW.replace(day=day, hour=hour, minute=minute)


BOARDS = [
    (at(9), None, (), "waiting", None),
    (at(9), at(8, 59), (), "calling", None),
    (at(7), None, ("A-C001",), "before", at(8)),
    (at(12, 30), None, (), "before", at(13)),
    (at(12, 30), at(9), ("A-C002",), "calling", None),
    (at(12, 30), at(9), (), "closed", at(13)),
    (at(15, 15), None, (), "waiting", None),
    (at(15, 40), at(15, 30), (), "calling", None),
    (at(15, 46), at(15, 30), (), "closed", at(8, day=15)),
    (at(20), at(9), ("A-C002",), "calling", None),
    (at(20), None, (), "closed", at(8, day=15)),
    (at(20, day=17), None, (), "closed", at(8, day=20)),
]


@pytest.mark.parametrize(("now", "last", "next_labels", "state", "opens"), BOARDS)
def test_a_board_closes_with_the_mall_but_never_on_people(
    now: datetime, last: datetime | None, next_labels: tuple[str, ...], state: str, opens: datetime | None
) -> None:
    view = BoardView(7, None if last is None else call(last), (), next_labels)
    body = board_body(view, SITE, VOICE, now=now)
    assert (body.state, body.opens) == (state, opens)
    assert (body.hours[0].name == "Senin sampai Jumat") == (state == "closed")


def test_the_weave_knows_how_old_its_call_is() -> None:
    body = board_body(
        BoardView(7, call(at(9)), (call(at(8)),), ()), SITE, VOICE, now=at(9) + timedelta(seconds=4)
    )
    assert body.now is not None and body.now.fresh_seconds == 4 and body.last[0].fresh_seconds == 3604


def test_counters_that_pause_are_said_in_short_sentences() -> None:
    view = replace(BoardView(7, call(at(9)), (), ()), paused=tuple(map(str, range(1, 12))))
    body = board_body(view, replace(SITE, notices=("Bawa KTP-el.",)), VOICE, now=at(9))
    assert body.notices == ("Loket 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 jeda.", "Loket 11 jeda.", "Bawa KTP-el.")


def test_a_week_has_as_few_lines_as_kinds_of_days() -> None:
    friday = (Opening(time(8), time(11)),)
    lines = week_lines([week(*([MORNING] * 4), friday, (), ())])
    assert lines == (
        HoursLine("Senin sampai Kamis", ("08.00–12.00", "13.00–15.30")),
        HoursLine("Jumat", ("08.00–11.00",)),
        HoursLine("Sabtu dan Minggu", ()),
    )
    always = (Opening(time(0), time.max),)
    assert week_lines([week(*([always] * 7))]) == (HoursLine("Senin sampai Minggu", ("00.00–24.00",)),)


def test_today_lists_only_what_differs_from_the_site() -> None:
    tuesday = date(2026, 4, 14)
    mall, same = week(*([MORNING] * 7)), week(*([MORNING] * 7), name="Sama")
    lane = week(*([(Opening(time(8), time(10)),)] * 7), name="Jalur")
    assert [line.name for line in today_lines([mall, same, lane], tuesday)] == ["Mal", "Jalur"]
    closed = week(*([MORNING] * 7), holidays=frozenset({tuesday}))
    assert today_lines([closed], tuesday) == (HoursLine("Mal", ()),)
    assert today_lines([], tuesday) == ()


def test_kiosks_to_be_looked_at_come_first() -> None:
    def kiosk(
        name: str,
        seen: int | None = 0,
        *,
        printer: str = "ready",
        office: str | None = None,
        quarantined: dict[str, int] | None = None,
        revoked: bool = False,
    ) -> KioskStanding:
        last = None if seen is None else NOW - timedelta(minutes=seen)
        return KioskStanding(name, name, "C", last, 0, None, printer, office, quarantined or {}, revoked)

    lines = kiosk_lines(
        [
            kiosk("gone", revoked=True),
            kiosk("awaited", None),
            kiosk("well"),
            kiosk("silent", 3),
            kiosk("open cover", printer="blocked:cover"),
            kiosk("mute office", office="unknown"),
            kiosk("good office", office="busy"),
            kiosk("withheld", quarantined={"bad_body": 1}),
        ],
        now=NOW,
    )
    assert [(line.kiosk.name, line.contact, line.silent_minutes) for line in lines] == [
        ("mute office", "now", 0),
        ("open cover", "now", 0),
        ("silent", "offline", 3),
        ("withheld", "now", 0),
        ("good office", "now", 0),
        ("well", "now", 0),
        ("awaited", "awaited", 0),
        ("gone", "revoked", 0),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "tidak diketahui"),
        ("ready", "Siap"),
        ("blocked:cover,paper_out", "Tertahan: tutup terbuka, kertas habis"),
        ("unknown", "Tidak menjawab"),
        ("on_fire:smoke", "on_fire: smoke"),
    ],
)
def test_printers_speak_in_words(said: str | None, words: str) -> None:
    assert printer_words(said) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 mnt"), (119, "119 mnt"), (120, "2 jam"), (2879, "47 jam"), (2880, "2 hari")],
)
def test_silence_is_said_in_whole_units(minutes: int, words: str) -> None:
    assert ago(minutes) == words


def test_a_hyphen_never_parts_and_markup_is_never_taken() -> None:
    assert unbroken("Cetak KTP-el <b>") == 'Cetak <span class="whole">KTP-el</span> &lt;b&gt;'
    name = SiteName(top="Mal <i>", main="Kota Contoh")
    page = render_of(name=name, look=Look(brand="#1B5E8C"), band=None, priority_icons={})(
        "error.html", ErrorPage(Head("MPP <u>", NOW.astimezone(ZONE)), 404, "not_found")
    )
    assert "Mal &lt;i&gt;" in page and "MPP &lt;u&gt;" in page and "<i>" not in page


def test_colours_and_bands_are_the_site_s() -> None:
    plain, woven = style(Look(brand="#1B5E8C"), None), style(Look(brand="#7A1F2B"), SONGKET)
    assert "--band-tepi:none" in plain and "--tepi-height:0;" in plain
    assert "--tepi-period:18;--tepi-height:25;" in woven and "--kepala-period:36;--kepala-height:56;" in woven
    assert "--cloth-ink-soft:#" in woven and "prefers-color-scheme:dark" in woven
    assert plain != style(Look(brand="#7A1F2B"), None)
