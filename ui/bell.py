"""The kiosk's own bell: two falling notes, three times, through the machine's sound output."""

import logging
import math
import struct
import subprocess
from collections.abc import Sequence
from io import BytesIO
from wave import open as open_wave

PLAYER = ("aplay", "-q", "-")
"""Of alsa-utils; it takes a WAV file on its standard input."""
LONGEST_SECONDS = 10.0

RATE = 22_050
NOTES = ((988.0, 0.35), (784.0, 0.65))
"""Hertz and seconds; each fades."""
STROKES = 3

log = logging.getLogger(__name__)


class Bell:
    """Rings on whatever thread asks; nobody who looks at the screen waits for it."""

    def __init__(self, player: Sequence[str] = PLAYER) -> None:
        self._player = tuple(player)
        self._sound = sound()

    def ring(self) -> None:
        """Returns when it is over, or the output has not taken it in time."""
        try:
            played = subprocess.run(
                self._player,
                input=self._sound,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("the bell does not sound: %s", type(error).__name__)
            return
        if played.returncode != 0:
            log.warning("the bell does not sound: %s ends with %d", self._player[0], played.returncode)


def sound() -> bytes:
    """A WAV file: 16 bits, mono."""
    frames = b"".join(_note(hertz, seconds) for _ in range(STROKES) for hertz, seconds in NOTES)
    file = BytesIO()
    with open_wave(file, "wb") as wave:
        wave.setnchannels(1)
        wave.setsampwidth(2)
        wave.setframerate(RATE)
        wave.writeframes(frames)
    return file.getvalue()


def _note(hertz: float, seconds: float) -> bytes:
    count = int(RATE * seconds)
    loud = (0.8 * math.exp(-4.0 * n / count) * min(1.0, n / 200) for n in range(count))
    return struct.pack(
        f"<{count}h",
        *(int(32_000 * one * math.sin(2 * math.pi * hertz * n / RATE)) for n, one in enumerate(loud)),
    )
