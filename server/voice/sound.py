"""Sound as numbers: mono, 16 bit, as WAV files keep it. Levels are dB below full scale (dBFS)."""

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FULL_SCALE = 32_768
QUIET = 0.01
"""Of the peak: what is quieter at the ends of a word is not the word."""
LEAD_SECONDS, TAIL_SECONDS = 0.01, 0.04


@dataclass(frozen=True, slots=True)
class Sound:
    rate: int
    """Samples a second."""
    samples: Sequence[int]

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    @property
    def peak(self) -> int:
        return max(map(abs, self.samples), default=0)

    @property
    def level(self) -> float:
        """The root mean square, dBFS; minus infinity for silence."""
        power = sum(sample * sample for sample in self.samples) / max(len(self.samples), 1)
        return 10 * math.log10(power / FULL_SCALE**2) if power else -math.inf


def trimmed(sound: Sound) -> Sound:
    """Without the silence around it, faded in and out over what is left of it."""
    least = QUIET * sound.peak
    loud = [place for place, sample in enumerate(sound.samples) if abs(sample) > least]
    lead, tail = int(LEAD_SECONDS * sound.rate), int(TAIL_SECONDS * sound.rate)
    cut = list(sound.samples[max(0, loud[0] - lead) : loud[-1] + tail])
    for place in range(lead):
        cut[place] = round(cut[place] * place / lead)
    for place in range(tail):
        cut[-1 - place] = round(cut[-1 - place] * place / tail)
    return Sound(sound.rate, cut)


def levelled(sound: Sound, *, level: float, peak: float) -> Sound:
    """As loud as `level`, or as near to it as `peak` (both dBFS) allows."""
    factor = 10 ** ((level - sound.level) / 20)
    factor = min(factor, FULL_SCALE * 10 ** (peak / 20) / sound.peak)
    return Sound(sound.rate, [round(sample * factor) for sample in sound.samples])


def write_wav(path: Path, sound: Sound) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(_little_endian(array("h", sound.samples)).tobytes())


def read_wav(path: Path) -> Sound | str:
    """Of a file in 16 bit, its first channel; or why it cannot be read, as the end of a sentence."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                return f"must have 16 bits a sample, and has {8 * file.getsampwidth()}"
            channels, rate = file.getnchannels(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError, OSError) as error:
        return f"is no WAV file that can be read: {str(error) or 'it ends too early'}"
    whole = len(frames) // (2 * channels) * 2 * channels
    return Sound(rate, _little_endian(array("h", frames[:whole]))[::channels])


def _little_endian(samples: "array[int]") -> "array[int]":
    """What WAV files hold, whatever this machine does."""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
