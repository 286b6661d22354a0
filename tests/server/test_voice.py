"""What a call says, the clips that say it, and who may say it."""

import json
import math
import shutil
import wave
from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.models import Words, Zone
from config.parse import ProfileProblems
from kiosk.wire import KIOSK_LETTERS, Label
from server.sqlite import SqliteStore
from server.store import Call, TicketState
from server.voice.clips import CHIME, CLIPS, FOLDER, MANIFEST, SHIPPED, Speech, Voice, clip_name, load_voice
from server.voice.spoken import VOCABULARY, phrases, text
from tests.server.parts import (
    NOW,
    SITE,
    VOICE,
    bring,
    enrolled,
    issued,
    open_store,
    press,
    seat,
)

SECOND = timedelta(seconds=1)

# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "counter", "times", "said"),
    [
        ("A-012", "3", 1, "Nomor antrean A, nol, satu, dua, silakan menuju loket tiga"),
        ("A-C012", "12", 1, "Nomor antrean A, C, nol, satu, dua, silakan menuju loket dua belas"),
        ("KP-012", "10", 1, "Nomor antrean K, P, nol, satu, dua, silakan menuju loket sepuluh"),
        ("KP-CD904", "1", 1, "Nomor antrean K, P, C, D, sembilan, nol, empat, silakan menuju loket satu"),
        ("A-1250", "11", 1, "Nomor antrean A, satu, dua, lima, nol, silakan menuju loket sebelas"),
        ("D-026", "2", 2, "Panggilan ulang, nomor antrean D, nol, dua, enam, silakan menuju loket dua"),
        ("D-026", "2", 3, "Panggilan ulang, nomor antrean D, nol, dua, enam, silakan menuju loket dua"),
    ],
)
def test_every_form_of_a_label_is_said_as_it_is_read(label: str, counter: str, times: int, said: str) -> None:
    assert text(phrases(label, counter, times=times)) == said


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        ("20", "dua puluh"),
        ("27", "dua puluh tujuh"),
        ("100", "seratus"),
        ("114", "seratus empat belas"),
        ("999", "sembilan ratus sembilan puluh sembilan"),
        ("1204", "satu, dua, nol, empat"),
        ("03", "nol, tiga"),
        ("0", "nol"),
        ("3A", "tiga, A"),
        ("b12", "B, dua belas"),
        ("VIP-2", "V, I, P, dua"),
    ],
)
def test_counters_are_said_as_people_say_them(counter: str, said: str) -> None:
    assert text(phrases("A-001", counter, times=1)).partition("loket ")[2] == said


LABELS = st.builds(
    Label,
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=4),
    st.sampled_from(["", *KIOSK_LETTERS]),
    st.integers(1, 999_999),
)


@given(LABELS.map(str), st.text(max_size=6), st.integers(1, 9))
def test_whatever_is_said_has_clips_and_no_sign_of_a_label_is_left_out(
    label: str, counter: str, times: int
) -> None:
    said = [word for phrase in phrases(label, counter, times=times) for word in phrase]
    assert set(said) <= set(VOCABULARY)
    spelled = said[said.index("nomor antrean") + 1 : said.index("silakan menuju loket")]
    assert len(spelled) == len(label) - 1


# --- clips --------------------------------------------------------------------------------------------------


def heard(path: Path) -> tuple[int, "array[int]"]:
    """Rate and samples of a WAV file."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getframerate(), array("h", file.readframes(file.getnframes()))


def loudness(samples: "array[int]") -> float:
    """RMS, dB below full scale."""
    return 10 * math.log10(sum(one * one for one in samples) / len(samples) / 32_768**2)


def silence(samples: Iterator[int]) -> int:
    """How many samples until the sound is there."""
    return next(place for place, one in enumerate(samples) if abs(one) > 330)


def assembled(speech: Speech) -> tuple[int, "array[int]"]:
    """A whole call as a board plays it: every clip at its time."""
    rate, _ = heard(VOICE.clips[CHIME].path)
    mixed = [0] * math.ceil(speech.seconds * rate)
    for name, begins in speech.clips:
        its, samples = heard(VOICE.clips[name].path)
        assert its == rate
        at = round(begins * rate)
        for place, one in enumerate(samples, at):
            if place < len(mixed):
                mixed[place] += one
    assert max(map(abs, mixed)) < 32_768, "clips do not pile up"
    return rate, array("h", mixed)


def test_every_word_has_a_clip_of_sensible_length_and_equal_loudness() -> None:
    assert sorted(path.stem for path in SHIPPED.glob("*.wav")) == sorted(CLIPS)
    texts = json.loads((SHIPPED / MANIFEST).read_text(encoding="utf-8"))
    assert texts == {clip_name(word): word for word in VOCABULARY}
    for name, clip in VOICE.clips.items():
        rate, samples = heard(clip.path)
        assert clip.seconds == pytest.approx(len(samples) / rate)
        assert 0.2 <= clip.seconds <= 2, name
        assert max(map(abs, samples)) < 32_000, f"{name} clips"
        dies_away = 0.3 if name == CHIME else 0.06
        assert silence(iter(samples)) / rate < 0.03 and silence(reversed(samples)) / rate < dies_away, name
        least, most = (-25.0, -23.0) if name == CHIME else (-20.5, -18.0)
        assert least <= loudness(samples) <= most, name
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 2_000_000


def test_one_whole_call_is_heard_without_holes() -> None:
    speech = VOICE.speech("A-C012", "27", times=2)
    words = [
        "nada",
        "panggilan-ulang",
        "nomor-antrean",
        "a",
        "c",
        "nol",
        "satu",
        "dua",
        "silakan-menuju-loket",
    ]
    assert [name for name, _ in speech.clips] == [*words, "dua-puluh", "tujuh"]
    rate, samples = assembled(speech)
    assert 7 < speech.seconds < 11 and len(samples) == pytest.approx(speech.seconds * rate, abs=1)
    said = samples[round(speech.clips[1][1] * rate) :]
    assert -22 < loudness(said) < -18
    step = rate // 4
    pieces = [said[at : at + step] for at in range(0, len(said) - step, step)]
    assert all(loudness(piece) > -50 for piece in pieces), "no pause of a quarter of a second"


def test_clips_of_one_call_follow_each_other_and_numbers_are_said_in_one_breath() -> None:
    clips = VOICE.speech("A-012", "27", times=1).clips
    ends = [begins + VOICE.clips[name].seconds for name, begins in clips]
    pauses = [round(later[1] - end, 2) for end, later in zip(ends, clips[1:], strict=False)]
    assert pauses == [0.1, 0.03, 0.16, 0.16, 0.16, 0.16, 0.03, 0.03]


def test_a_city_s_own_clips_are_heard_and_the_rest_ships(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    shutil.copy(SHIPPED / "satu.wav", tmp_path / FOLDER / "dua.wav")
    voice = load_voice(tmp_path)
    assert isinstance(voice, Voice)
    assert voice.clips["dua"].path == tmp_path / FOLDER / "dua.wav"
    assert voice.clips["satu"].path == SHIPPED / "satu.wav"


def test_every_clip_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "satu.wav").write_bytes((SHIPPED / "satu.wav").read_bytes()[:20])
    (folder / "dua.wav").write_text("bukan suara")
    (folder / "nomor-antrian.wav").write_bytes(b"")
    for name, width, rate, seconds, peak in (
        ("tiga", 1, 8000, 1, 1),
        ("empat", 2, 8000, 1, 0),
        ("lima", 2, 8000, 9, 1),
    ):
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(width)
            file.setframerate(rate)
            file.writeframes(bytes([0, 50 * peak]) * (rate * seconds * width // 2))
    found = load_voice(tmp_path)
    assert isinstance(found, ProfileProblems)
    said = {problem.file.stem: (problem.what, problem.suggestion) for problem in found.problems}
    assert said == {
        "nomor-antrian": ("no call needs this clip", "nomor-antrean.wav"),
        "satu": ("this clip is no WAV file that can be read: it ends too early", None),
        "dua": ("this clip is no WAV file that can be read: file does not start with RIFF id", None),
        "tiga": ("this clip must have 16 bits a sample, and has 8", None),
        "empat": ("nothing is heard in this clip", None),
        "lima": ("this clip takes 9.0 s, and may take 8", None),
    }


# --- who may speak ------------------------------------------------------------------------------------------

ZONED = replace(
    SITE,
    zones=(
        Zone(id="a", name=Words(id="Zona A"), agencies=("disdukcapil", "arsip")),
        Zone(id="b", name=Words(id="Zona B"), agencies=("imigrasi",)),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_store(tmp_path, ZONED)
    yield opened
    opened.close_files()


def next_call(store: SqliteStore, who: tuple[int, int], *, after: timedelta = timedelta()) -> Call:
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None
    serving = view.serving.ticket_id if view.serving else None
    call = store.call_next(press(who, serving, now=NOW + after))
    assert isinstance(call, Call)
    return call


def claim(store: SqliteStore, call: Call, board: str, *, after: timedelta = timedelta()) -> str:
    return store.claim_voice(seq=call.seq, board=board, seconds=7, now=NOW + after)


def test_a_call_is_spoken_by_one_board(store: SqliteStore) -> None:
    bring(store, enrolled(store), [issued(1)])
    call = next_call(store, seat(store, "ayu", "1"))
    assert claim(store, call, "left") == "speak"
    assert claim(store, call, "left") == "speak", "its answer was lost"
    assert claim(store, call, "right") == "over"
    assert store.claim_voice(seq=99, board="left", seconds=7, now=NOW) == "over", "there is no such call"


def test_the_board_that_spoke_last_comes_first_and_is_never_spoken_over(store: SqliteStore) -> None:
    bring(store, enrolled(store), [issued(number) for number in range(1, 5)])
    one, other = seat(store, "ayu", "1"), seat(store, "budi", "2")
    assert claim(store, next_call(store, one), "left") == "speak"
    second = next_call(store, other, after=SECOND)
    assert claim(store, second, "right", after=SECOND) == "wait"
    assert claim(store, second, "right", after=9 * SECOND) == "wait", "it spoke until 7, and has three more"
    assert claim(store, second, "left", after=9 * SECOND) == "speak"
    third = next_call(store, one, after=60 * SECOND)
    assert claim(store, third, "right", after=62 * SECOND) == "wait"
    assert claim(store, third, "right", after=63 * SECOND) == "speak", "the left one is gone"
    fourth = next_call(store, other, after=90 * SECOND)
    assert claim(store, fourth, "left", after=90 * SECOND) == "wait", "now the right one comes first"


def test_zones_do_not_wait_for_each_other(store: SqliteStore) -> None:
    bring(store, enrolled(store), [issued(1), issued(2, agency="imigrasi"), issued(3, agency="arsip")])
    calls = [
        next_call(store, seat(store, name, number, agency))
        for name, number, agency in (
            ("ayu", "1", "disdukcapil"),
            ("budi", "2", "imigrasi"),
            ("citra", "3", "arsip"),
        )
    ]
    assert claim(store, calls[0], "hall") == "speak"
    assert claim(store, calls[1], "upstairs") == "speak"
    assert claim(store, calls[2], "upstairs") == "wait", "the hall hears the archive too"


@pytest.mark.parametrize("ending", [TicketState.DONE, TicketState.NO_SHOW, None])
def test_what_is_over_is_not_spoken_any_more(
    store: SqliteStore, ending: Literal[TicketState.DONE, TicketState.NO_SHOW] | None
) -> None:
    bring(store, enrolled(store), [issued(1)])
    who = seat(store, "ayu", "1")
    call = next_call(store, who)
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and view.serving is not None
    again = press(who, view.serving.ticket_id)
    if ending is None:
        recalled = store.recall(again)
        assert isinstance(recalled, Call) and claim(store, recalled, "left") == "speak"
    else:
        store.close(again, state=ending)
    assert claim(store, call, "left") == "over"


# --- zones --------------------------------------------------------------------------------------------------


def test_a_board_shows_its_zones_and_each_zone_by_itself(store: SqliteStore) -> None:
    tickets = [issued(number) for number in range(1, 6)]
    bring(store, enrolled(store), [*tickets, issued(1, label="D-C001", agency="imigrasi")])
    ayu, budi = seat(store, "ayu", "1"), seat(store, "budi", "2", "imigrasi")
    for who in (ayu, budi, ayu, ayu):
        next_call(store, who)
    groups = tuple(frozenset(zone.agencies) for zone in ZONED.zones)
    board = store.board_view(now=NOW, zones=groups)
    assert board.now is not None and board.now.label == "A-C003"
    assert [call.label for call in board.last] == ["A-C002", "D-C001", "A-C001"]
    assert [[call.label for call in zone.calls] for zone in board.zones] == [["A-C003", "A-C002"], ["D-C001"]]
    assert [zone.next_labels for zone in board.zones] == [("A-C004", "A-C005"), ()]
    upstairs = store.board_view(now=NOW, agencies=groups[1])
    assert upstairs.now is not None and upstairs.now.label == "D-C001"
    assert (upstairs.last, upstairs.next_labels, upstairs.zones) == ((), (), ())
