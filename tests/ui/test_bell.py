"""The kiosk's own bell: a sound that is one, and a machine without sound that holds nobody."""

import struct
import sys
from io import BytesIO
from pathlib import Path
from wave import open as open_wave

import pytest

from ui.bell import RATE, Bell, sound


def test_it_is_a_sound_that_is_heard_and_ends() -> None:
    with open_wave(BytesIO(sound()), "rb") as wave:
        assert (wave.getnchannels(), wave.getsampwidth(), wave.getframerate()) == (1, 2, RATE)
        frames = wave.readframes(wave.getnframes())
        seconds = wave.getnframes() / RATE
    assert 1.0 < seconds < 5.0
    swings = struct.unpack(f"<{len(frames) // 2}h", frames)
    assert (sum(swing * swing for swing in swings) / len(swings)) ** 0.5 > 3_000
    assert max(map(abs, swings)) < 32_767


def test_the_player_gets_all_of_it(tmp_path: Path) -> None:
    file = tmp_path / "heard.wav"
    save = f"import sys; open({str(file)!r}, 'wb').write(sys.stdin.buffer.read())"
    Bell((sys.executable, "-c", save)).ring()
    assert file.read_bytes() == sound()


@pytest.mark.parametrize("player", [("no-such-player",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_a_machine_without_sound_is_said_in_the_log(
    player: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    Bell(player).ring()
    assert "the bell does not sound" in caplog.text
