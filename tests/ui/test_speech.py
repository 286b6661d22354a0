"""What is said, as a voice says it, and the voice itself: the real espeak-ng, and programs that misbehave."""

import logging
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.models import AGENCY_CODE, Language
from kiosk.visit.state import FASTEST, LOUDEST, VoiceFault
from kiosk.wire import LAST_NUMBER, Label, kiosk_letters
from server.voice.sound import Sound, read_wav
from tests.outside import wait_until
from ui.speech import AMPLITUDES, WORDS_A_MINUTE, Espeak, Fault, Utterance, device, files
from ui.spoken import sayable

SECRET = "NIK 3271000000000001"
PATIENCE = 20.0


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("A-012", "id", "A, 0 1 2"),
        ("AR-C007", "id", "A, R, C, 0 0 7"),
        ("KTP-el, Sari W., KT-2604-0017", "id", "KTP-el, Sari W., K T, 2 6 0 4, 0 0 1 7"),
        ("470/76/SK/2026", "id", "4 7 0, 7 6, S K, 2 0 2 6"),
        ("14-04-2026", "id", "14-04-2026"),
        ("KTP-el hilang", "id", "KTP-el hilang"),
        ("Rp 30.000", "id", "30000 rupiah"),
        ("Rp1.250.000", "id", "1250000 rupiah"),
        ("Buka 08.00–16.30", "id", "Buka 8 0 0 sampai 16 30"),
        ("Loket 1–4", "en", "Loket 1 to 4"),
        ("NIK ············0001", "id", "NIK  12 bintang 0001"),
        ("•", "id", "bintang"),
        ("•", "en", "star"),
        ("-", "id", "strip"),
        ("/", "en", "slash"),
        (" ", "id", "spasi"),
        ("Disduk  ·  Gratis", "id", "Disduk, Gratis"),
        ("Slip bertanda CETAK ULANG 2", "id", "Slip bertanda CETAK ULANG 2"),
        ("kode K7", "id", "kode K 7"),
    ],
)
def test_labels_money_hours_and_stars_are_said_as_people_say_them(
    text: str, language: Language, said: str
) -> None:
    assert sayable([text], language) == said


@given(
    st.from_regex(AGENCY_CODE, fullmatch=True),
    st.sampled_from(["", *kiosk_letters()]),
    st.integers(1, LAST_NUMBER),
)
def test_every_label_is_said_letter_by_letter(series: str, letter: str, number: int) -> None:
    digits = " ".join(f"{number:03d}")
    said = ", ".join((*series, *letter, digits))
    assert sayable([f"Nomor {Label(series, letter, number)}."], "id") == f"Nomor {said}."


def test_every_sentence_stands_on_its_line() -> None:
    assert sayable(["Ambil slip Anda", "", "3 pilihan"], "id") == "Ambil slip Anda\n3 pilihan"


until = partial(wait_until, seconds=PATIENCE)

Speaker = Callable[..., Espeak]


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    """`speaker(output, program)`; each must end in time, whatever its program does."""
    made: list[Espeak] = []

    def make(output: Callable[[], list[str]], program: str = "espeak-ng") -> Espeak:
        made.append(Espeak(output, program))
        return made[-1]

    yield make
    assert all(one.close(PATIENCE) for one in made)


def utterance(text: str, volume: int = 3, speed: int = 2) -> Utterance:
    return Utterance(text, "id", volume, speed)


def sound_of(folder: Path, speak: Espeak, said: Utterance, number: int) -> Sound:
    file = folder / f"said-{number:06}.wav"
    speak.say(said)
    speak.say(utterance("Ini sesudahnya."))
    until((folder / f"said-{number + 1:06}.wav").exists)
    sound = read_wav(file)
    assert isinstance(sound, Sound), sound
    return sound


def test_espeak_ng_is_heard_louder_and_faster_as_it_is_told(tmp_path: Path, speaker: Speaker) -> None:
    speak = speaker(files(tmp_path))
    text = "Nomor antrean Anda A, nol, satu, dua. Silakan menunggu panggilan."
    plain = sound_of(tmp_path, speak, utterance(text), 1)
    assert plain.seconds > 2 and plain.level > -40
    loud = sound_of(tmp_path, speak, utterance(text, volume=LOUDEST), 3)
    assert loud.level > plain.level + 2
    fast = sound_of(tmp_path, speak, utterance(text, speed=FASTEST), 5)
    assert fast.seconds < 0.7 * plain.seconds
    assert speak.fault is None


def test_there_is_a_step_for_each_volume_and_speed() -> None:
    assert len(AMPLITUDES) == LOUDEST + 1 and AMPLITUDES[0] == 0
    assert len(WORDS_A_MINUTE) == FASTEST
    assert list(AMPLITUDES) == sorted(set(AMPLITUDES)) and list(WORDS_A_MINUTE) == sorted(set(WORDS_A_MINUTE))


def program(folder: Path, lines: str) -> str:
    """A program in espeak-ng's place, which notes each start in `started`."""
    file = folder / "speaker"
    file.write_text(f'#!/bin/sh\ncd {folder}\necho "$@" >> started\n{lines}\n', encoding="utf-8")
    file.chmod(0o700)
    return str(file)


def starts(folder: Path) -> int:
    file = folder / "started"
    return len(file.read_text(encoding="utf-8").splitlines()) if file.exists() else 0


def test_what_is_said_is_in_the_pipe_and_not_in_the_arguments(tmp_path: Path, speaker: Speaker) -> None:
    speak = speaker(device("hw:1,0"), program(tmp_path, "cat > piped; mv piped heard"))
    speak.say(utterance(SECRET))
    until((tmp_path / "heard").exists)
    assert (tmp_path / "heard").read_text(encoding="utf-8") == SECRET
    arguments = (tmp_path / "started").read_text(encoding="utf-8")
    assert arguments == "-v id -b 1 --stdin -a 100 -s 150 -d hw:1,0\n"
    assert SECRET not in repr(utterance(SECRET))


def test_a_program_that_never_ends_holds_nobody_and_is_cut(tmp_path: Path, speaker: Speaker) -> None:
    """It does not even read: what is said is longer than the pipe."""
    speak = speaker(device("default"), program(tmp_path, "exec sleep 1000"))
    for number in (1, 2, 3):
        began = time.monotonic()
        speak.hush()
        speak.say(utterance(SECRET * 20_000))
        speak.say(utterance("dan seterusnya"))
        assert time.monotonic() - began < 1
        until(lambda number=number: starts(tmp_path) == number)  # type: ignore[misc]
    assert speak.fault is None


@pytest.mark.parametrize(
    ("lines", "kind", "fault"),
    [
        ("cat > /dev/null; exit 3", "failing", "ended with 3"),
        ("cat > /dev/null; echo error: No such file or directory >&2", "silent", "finds no sound device"),
    ],
)
def test_a_voice_that_cannot_be_heard_is_told_once_without_a_word_of_it(
    tmp_path: Path,
    speaker: Speaker,
    caplog: pytest.LogCaptureFixture,
    lines: str,
    kind: VoiceFault,
    fault: str,
) -> None:
    caplog.set_level(logging.INFO)
    speak = speaker(device("default"), program(tmp_path, f"if [ -e mended ]; then cat; else {lines}; fi"))
    told: list[VoiceFault | None] = []
    speak.watch(told.append)
    for _ in range(3):
        speak.say(utterance(SECRET))
    until(lambda: starts(tmp_path) == 3 and speak.fault is not None)
    (tmp_path / "mended").touch()
    speak.say(utterance(SECRET))
    until(lambda: speak.fault is None)
    assert told == [None, kind, None]
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2
    assert fault in caplog.text and "heard again" in caplog.text and "3271" not in caplog.text


def test_without_espeak_ng_the_kiosk_goes_on(speaker: Speaker) -> None:
    """And says so before anybody has listened in vain."""
    speak = speaker(device("default"), "/nowhere/espeak-ng")
    until(lambda: speak.fault == Fault("missing", "/nowhere/espeak-ng is not installed"))
    told: list[VoiceFault | None] = []
    speak.watch(told.append)
    assert told == ["missing"]
    speak.say(utterance(SECRET))
    speak.hush()
    speak.say(utterance(SECRET))


def test_a_muted_voice_starts_nothing(tmp_path: Path, speaker: Speaker) -> None:
    speak = speaker(device("default"), program(tmp_path, "cat"))
    speak.say(utterance("tidak terdengar", volume=0))
    speak.say(utterance("terdengar"))
    until(lambda: starts(tmp_path) == 1)
