"""The board's voice and its zones, in a real Chromium. Times are those of the page's own audio."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from config.models import Words, Zone
from server.board import voice_key
from server.documents import secret_key
from server.render import STATIC, render_of
from server.store import Call, Refused
from server.voice.clips import CLIPS, FOLDER
from server.voice.sound import Sound, read_wav, write_wav
from server.voice.spoken import phrases, text
from tests.browser import Visitor, strike
from tests.server.conftest import Clock, Running, seated, serving
from tests.server.parts import (
    NOW,
    PROFILE,
    PROFILE_FOLDER,
    SITE,
    VOICE,
    bring,
    enrolled,
    issued,
    open_store,
    press,
    seat,
)
from tests.server.test_web import command
from tests.server.test_web_looks import BOARD, check, overlaps, resized

pytestmark = pytest.mark.web

BLOCKED = "Sentuh untuk suara."
LISTEN = """() => {
    window.spoken = [];
    new MutationObserver(() => {
        const text = document.documentElement.dataset.saying;
        if (text) window.spoken.push({ text, began: performance.now(), ended: null });
        else window.spoken.at(-1).ended = performance.now();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-saying"] });
}"""
HEARD = "count => window.spoken.length >= count"


def key_of(running: Running) -> str:
    return voice_key(secret_key(running.folder / "citizen.key"))


def awake(board: Page) -> Page:
    """Its sound is allowed, as by whoever hangs it up; what it says is written down."""
    board.evaluate(LISTEN)
    expect(board.get_by_text(BLOCKED)).to_be_visible()
    board.keyboard.press("Enter")
    expect(board.get_by_text(BLOCKED)).to_be_hidden()
    return board


def heard(board: Page, count: int) -> list[str]:
    """What it has said, once it has begun with `count` sentences."""
    board.wait_for_function(HEARD, arg=count, timeout=40_000)
    return [one["text"] for one in board.evaluate("window.spoken")]


def said(label: str, counter: str, *, times: int = 1) -> str:
    return text(phrases(label, counter, times=times))


def call(running: Running, who: tuple[int, int]) -> Call:
    view = running.store.console_view(counter_id=who[0], now=NOW)
    assert view is not None
    outcome = running.store.call_next(press(who, view.serving.ticket_id if view.serving else None))
    assert isinstance(outcome, Call)
    return outcome


def take_back(running: Running, who: tuple[int, int]) -> None:
    view = running.store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and view.serving is not None
    assert not isinstance(running.store.undo(press(who, view.serving.ticket_id)), Refused)


# --- one board ----------------------------------------------------------------------------------------------


DECODE = """async names => {
    const audio = new OfflineAudioContext(1, 22050, 22050);
    const seconds = {};
    for (const name of names) {
        const answer = await fetch(`/board/voice/${name}.wav`);
        const sound = await audio.decodeAudioData(await answer.arrayBuffer());
        const loudest = sound.getChannelData(0).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
        seconds[name] = [sound.duration, loudest];
    }
    return seconds;
}"""


def test_the_browser_decodes_every_clip(mall: Running, visitor: Visitor) -> None:
    board = visitor.open(f"{mall.address}/board")
    decoded = board.evaluate(DECODE, list(CLIPS))
    assert decoded.keys() == VOICE.clips.keys()
    for name, (seconds, loudest) in decoded.items():
        assert seconds == pytest.approx(VOICE.clips[name].seconds, abs=0.01), name
        assert 0.05 < loudest < 0.99, name


def test_calls_are_spoken_one_after_the_other_and_never_again(mall: Running, visitor: Visitor) -> None:
    """The first takes longer than the eight seconds that a call holds the cloth."""
    bring(mall.store, enrolled(mall.store), [issued(1, label="AR-C001"), issued(2)])
    ayu, budi = seat(mall.store, "ayu", "127"), seat(mall.store, "budi", "3")
    address = f"{mall.address}/board?voice={key_of(mall)}"
    board = awake(visitor.open(address, size=(1920, 1080)))
    call(mall, ayu)
    call(mall, budi)
    expect(board.locator(".last li:visible strong")).to_have_text("A-C002")
    assert heard(board, 2) == [said("AR-C001", "127"), said("A-C002", "3")]
    first, second = board.evaluate("window.spoken")
    seconds = VOICE.speech("AR-C001", "127", times=1).seconds
    assert 8 < seconds <= (first["ended"] - first["began"]) / 1000, "it is heard to its end"
    assert first["ended"] <= second["began"]
    expect(board.locator(".label:visible")).to_have_text("A-C002")
    mall.clock.advance(timedelta(seconds=20))  # the page of before the reload has no head start any more
    board.reload()
    awake(board)
    view = mall.store.console_view(counter_id=budi[0], now=NOW)
    assert view is not None and view.serving is not None
    assert isinstance(mall.store.recall(press(budi, view.serving.ticket_id)), Call)
    assert heard(board, 1) == [said("A-C002", "3", times=2)]


def test_a_browser_that_blocks_sound_is_touched_anywhere(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1)])
    who = seat(mall.store, "ayu", "3")
    board = visitor.open(f"{mall.address}/board?voice={key_of(mall)}", size=(1920, 1080))
    board.evaluate(LISTEN)
    expect(board.get_by_text(BLOCKED)).to_be_visible()
    call(mall, who)
    expect(board.locator(".label:visible")).to_have_text("A-C001")
    assert board.evaluate("window.spoken") == []
    board.mouse.click(300, 300)
    expect(board.get_by_text(BLOCKED)).to_be_hidden()
    assert heard(board, 1) == [said("A-C001", "3")]


def test_a_call_that_is_taken_back_leaves_the_board_and_is_not_spoken(
    mall: Running, visitor: Visitor
) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2)])
    ayu, budi, citra = (
        seat(mall.store, name, number) for name, number in (("a", "3"), ("b", "12"), ("c", "7"))
    )
    board = awake(visitor.open(f"{mall.address}/board?voice={key_of(mall)}", size=(1920, 1080)))
    shown, rows = board.locator(".label:visible"), board.locator(".last li:visible")
    call(mall, ayu)
    expect(shown).to_have_text("A-C001")
    for who in (budi, citra):
        call(mall, who)
        expect(rows).to_have_count(1)
        if who is budi:
            take_back(mall, who)
            expect(rows).to_have_count(0)
    assert heard(board, 2) == [said("A-C001", "3"), said("A-C002", "7")]
    expect(shown).to_have_text("A-C002")
    take_back(mall, citra)
    expect(shown).to_have_text("A-C001")
    expect(board.locator(".next li")).to_have_text(["A-C002"])


def test_only_who_has_the_key_may_speak(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1)])
    made = call(mall, seat(mall.store, "ayu", "3"))
    silent = visitor.open(f"{mall.address}/board", size=(1920, 1080))
    expect(silent.locator(".label:visible")).to_have_text("A-C001")
    assert silent.locator(".sound").count() == 0
    guessed = visitor.open(f"{mall.address}/board?voice=aaaaaaaaaaaaaaaa", size=(1920, 1080))
    expect(guessed.get_by_text("Papan ini tanpa suara.")).to_be_visible()
    expect(guessed.locator(".label:visible")).to_have_text("A-C001")
    claim = {"seq": made.seq, "board": "12345678", "seconds": 7.0}
    refused = requests.post(f"{mall.address}/board/voice", data=claim | {"voice": "a"}, timeout=10)
    granted = requests.post(f"{mall.address}/board/voice", data=claim | {"voice": key_of(mall)}, timeout=10)
    assert (refused.status_code, granted.status_code, granted.text) == (403, 200, "speak")
    foreign = {"Origin": "https://elsewhere.example"}
    asked = requests.post(
        f"{mall.address}/board/voice", data=claim | {"voice": key_of(mall)}, headers=foreign, timeout=10
    )
    assert asked.status_code == 403


def test_the_admin_page_has_the_addresses_of_boards_that_may_speak(mall: Running, visitor: Visitor) -> None:
    admin = visitor.open(f"{mall.address}/admin", token=seated(mall, "ratu", "1", admin=True))
    admin.get_by_role("row", name="Seluruh mal").get_by_role("link").click()
    expect(admin.locator("html")).to_have_attribute("data-voice", key_of(mall))


# --- zones --------------------------------------------------------------------------------------------------

ZONES = (
    Zone(
        id="a",
        name=Words(id="Zona A"),
        note=Words(id="lantai 1, kependudukan dan kendaraan"),
        agencies=("disdukcapil",),
    ),
    Zone(id="b", name=Words(id="Zona B"), note=Words(id="lantai 2"), agencies=("imigrasi",)),
    Zone(id="c", name=Words(id="Zona C"), agencies=("arsip",)),
)


@pytest.fixture
def zoned(tmp_path: Path) -> Iterator[Running]:
    """A busy mall of three zones; A-C006 was called last."""
    draw = render_of(
        name=PROFILE.name, look=PROFILE.look, band=PROFILE.band, priority_icons={"lansia": "lansia"}
    )
    site = replace(SITE, zones=ZONES, notices=("Satu kalimat.", "Dan satu lagi untuk semua."))
    with serving(tmp_path, draw, STATIC, site) as one:
        others = [
            issued(number, label=f"{series}-C00{number}", agency=agency)
            for series, agency in (("D", "imigrasi"), ("AR", "arsip"))
            for number in range(1, 4)
        ]
        bring(one.store, enrolled(one.store), [*(issued(number) for number in range(5, 10)), *others])
        upstairs, archive = seat(one.store, "u", "114", "imigrasi"), seat(one.store, "v", "11", "arsip")
        hall = seat(one.store, "w", "7")
        for who in (upstairs, archive, hall, hall):
            call(one, who)
        yield one


def test_up_to_three_zones_stand_by_themselves(zoned: Running, visitor: Visitor) -> None:
    board = visitor.open(f"{zoned.address}/board", size=(1920, 1080))
    expect(board.locator(".label:visible")).to_have_text("A-C006")
    blocks = board.locator(".zone")
    shown = [re.sub(r"\s+", " ", block) for block in blocks.all_inner_texts()]
    assert shown == [
        "Zona A lantai 1, kependudukan dan kendaraan A-C005 Loket 7 Lalu A-C007 A-C008",
        "Zona B lantai 2 D-C001 Loket 114 Lalu D-C002 D-C003",
        "Zona C AR-C001 Loket 11 Lalu AR-C002",
    ]
    one = visitor.open(f"{zoned.address}/board?zone=b", size=(1920, 1080))
    expect(one.locator(".label:visible")).to_have_text("D-C001")
    expect(one.locator(".next li:visible")).to_have_text(["D-C002", "D-C003"])
    visitor.forgiven = ("404",)
    nowhere = visitor.open(f"{zoned.address}/board?zone=a,z")
    expect(nowhere.get_by_role("heading")).to_have_text("Halaman ini tidak ada")


def test_boards_of_zones_cut_nothing(zoned: Running, visitor: Visitor) -> None:
    key = key_of(zoned)
    for options in ("?zone=a,b,c", "?zone=a&zone=c&arrow=up", f"?zone=b&voice={key}"):
        for inch in (55, 43):
            board = visitor.open(f"{zoned.address}/board{options}&inch={inch}")
            if key in options:
                expect(board.get_by_text(BLOCKED)).to_be_visible()
            for size in resized(board, BOARD):
                check(board, f"{options} {inch} {size}")
                state = ".state.sound" if key in options else ".state.news"
                last = ".next" if "zone=b&" in options else ".zone:last-of-type"
                assert not overlaps(board, last, state), (options, inch, size)
            board.context.close()


# --- two boards, a console, and a server that is killed -----------------------------------------------------

ZONED_SITE = """
[[zones]]
id = "a"
name = { id = "Zona A" }
agencies = ["disdukcapil", "arsip"]

[[zones]]
id = "b"
name = { id = "Zona B" }
agencies = ["imigrasi"]
"""


def profile_with_a_quick_voice(folder: Path) -> Path:
    """Two zones, and a city's own voice whose words take a tenth of a second."""
    shutil.copytree(PROFILE_FOLDER, folder)
    with (folder / "site.toml").open("a", encoding="utf-8") as site:
        site.write(ZONED_SITE)
    (folder / FOLDER).mkdir()
    word = read_wav(VOICE.clips["satu"].path)
    assert isinstance(word, Sound)
    for name in CLIPS:
        write_wav(folder / FOLDER / f"{name}.wav", Sound(word.rate, word.samples[: word.rate // 10]))
    return folder


def call_by_key(console: Page, label: str) -> None:
    expect(console.locator(".primary")).to_be_enabled()
    strike(console, "F2")
    expect(console.locator("#serving")).to_have_text(label)


def test_two_boards_of_a_zone_speak_with_one_voice_through_a_restart(
    tmp_path: Path, visitor: Visitor
) -> None:
    visitor.forgiven = ("net::ERR_",)
    profile, state = profile_with_a_quick_voice(tmp_path / "profile"), tmp_path / "state"
    state.mkdir()
    now = datetime.now(UTC)
    store = open_store(state)
    today = SITE.day(now)
    tickets = [issued(number, at=now, label_day=today, business_day=today) for number in range(1, 5)]
    bring(store, enrolled(store), tickets, now=now)
    token = seated(Running("", store, Clock(now), state), "ayu", "3")
    store.close_files()
    with command(state, profile=profile) as (welcome, process):
        found = re.search(r"board: ((http://\S+)/board\?voice=\S+)", welcome)
        assert found is not None, welcome
        address = found[2]
        speaker = awake(visitor.open(f"{found[1]}&zone=a", size=(1920, 1080)))
        console = visitor.open(f"{address}/console", token=token)
        call_by_key(console, "A-C001")
        assert heard(speaker, 1) == [said("A-C001", "3")]
        listener = awake(visitor.open(f"{found[1]}&zone=a", size=(1920, 1080)))
        boards = (speaker, listener)
        for board in boards:
            expect(board.locator(".label:visible")).to_have_text("A-C001")
        process.kill()
        process.wait(10)
        for board in boards:
            expect(board.get_by_text("Menyambung kembali.")).to_be_visible()
    with command(state, int(address.rpartition(":")[2]), profile=profile):
        for board in boards:
            expect(board.get_by_text("Menyambung kembali.")).to_be_hidden(timeout=30_000)
        expect(console.locator(".link-state.live")).to_be_visible(timeout=30_000)
        call_by_key(console, "A-C002")
        for board in boards:
            expect(board.locator(".label:visible")).to_have_text("A-C002")
        assert heard(speaker, 2) == [said("A-C001", "3"), said("A-C002", "3")]
        speaker.context.close()
        console.reload()  # F2 sleeps for a second after a call
        call_by_key(console, "A-C003")
        expect(listener.locator(".label:visible")).to_have_text("A-C003")
        assert heard(listener, 1) == [said("A-C003", "3")], (
            "the one that stayed takes over, and repeats nothing"
        )


def test_a_board_goes_back_with_a_restored_database_and_shows_what_is_called_then(
    tmp_path: Path, visitor: Visitor
) -> None:
    visitor.forgiven = ("net::ERR_",)
    state, copy = tmp_path / "state", tmp_path / "copy.db"
    state.mkdir()
    now = datetime.now(UTC)
    store = open_store(state)
    today = SITE.day(now)
    tickets = [issued(number, at=now, label_day=today, business_day=today) for number in range(1, 4)]
    bring(store, enrolled(store), tickets, now=now)
    token = seated(Running("", store, Clock(now), state), "ayu", "3")
    who = store.counters()[0].counter_id, store.officers()[0].officer_id
    assert isinstance(store.call_next(press(who, now=now)), Call)
    store.close_files()
    shutil.copy(state / "server.db", copy)
    with command(state) as (welcome, process):
        found = re.search(r"http://[^/\s]+", welcome)
        assert found is not None, welcome
        address = found[0]
        board = visitor.open(f"{address}/board", size=(1920, 1080))
        console = visitor.open(f"{address}/console", token=token)
        for label in ("A-C002", "A-C003"):
            call_by_key(console, label)
            console.reload()  # F2 sleeps for a second after a call
        expect(board.locator(".label:visible")).to_have_text("A-C003")
        process.kill()
        process.wait(10)
    for path in state.glob("server.db*"):
        path.unlink()
    shutil.copy(copy, state / "server.db")
    with command(state, int(address.rpartition(":")[2])):
        expect(board.locator(".label:visible")).to_have_text("A-C001", timeout=30_000)
        console.reload()
        call_by_key(console, "A-C002")
        expect(board.locator(".label:visible")).to_have_text("A-C002")
