"""The clips of a site's voice: those that ship, and those that the city has recorded instead.

A city's clips lie in its profile's folder `voice/`, under the same names; what is not there is taken from
those that ship.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.parse import Problem, ProfileProblems
from server.voice.sound import read_wav
from server.voice.spoken import VOCABULARY, Phrase, phrases, text

SHIPPED = Path(__file__).with_name("clips")
FOLDER = "voice"
"""Within a profile."""
MANIFEST = "manifest.json"
SUFFIX = ".wav"
CHIME = "nada"
"""What sounds before each call."""

AFTER_CHIME, BETWEEN_PHRASES, WITHIN_PHRASE = 0.1, 0.16, 0.03
"""Seconds of pause."""
LONGEST_CLIP = 8.0
SOFTEST = 330
"""A hundredth of full scale: a peak below it is nobody's voice."""


def clip_name(word: str) -> str:
    return word.lower().replace(" ", "-")


CLIPS = (CHIME, *map(clip_name, VOCABULARY))


@dataclass(frozen=True, slots=True)
class Clip:
    path: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Speech:
    """One call, spoken: its text, which clip begins when (seconds), and how long all of it takes."""

    text: str
    clips: tuple[tuple[str, float], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Voice:
    """A clip for each of CLIPS."""

    clips: Mapping[str, Clip]

    def speech(self, label: str, counter: str, *, times: int) -> Speech:
        said = phrases(label, counter, times=times)
        begins = self.clips[CHIME].seconds + AFTER_CHIME
        placed = [(CHIME, 0.0)]
        for phrase in said:
            begins = self._place(phrase, begins, placed) + BETWEEN_PHRASES
        return Speech(text(said), tuple(placed), begins - BETWEEN_PHRASES)

    def _place(self, phrase: Phrase, begins: float, placed: list[tuple[str, float]]) -> float:
        """When the phrase has ended."""
        for name in map(clip_name, phrase):
            placed.append((name, round(begins, 3)))
            begins += self.clips[name].seconds + WITHIN_PHRASE
        return begins - WITHIN_PHRASE


def load_voice(profile: Path) -> Voice | ProfileProblems:
    """The voice of the site whose profile lies in the folder `profile`."""
    own = profile / FOLDER
    found = {path.stem: path for path in sorted(own.glob(f"*{SUFFIX}"))}
    problems = [_unknown(path) for name, path in found.items() if name not in CLIPS]
    clips = {}
    for name in CLIPS:
        clip = _clip(found.get(name, SHIPPED / f"{name}{SUFFIX}"))
        if isinstance(clip, Problem):
            problems.append(clip)
        else:
            clips[name] = clip
    return ProfileProblems(tuple(problems)) if problems else Voice(clips)


def _unknown(path: Path) -> Problem:
    meant = difflib.get_close_matches(path.stem, CLIPS, n=1)
    return Problem(path, None, "no call needs this clip", f"{meant[0]}{SUFFIX}" if meant else None)


def _clip(path: Path) -> Clip | Problem:
    sound = read_wav(path)
    if isinstance(sound, str):
        return Problem(path, None, f"this clip {sound}")
    if sound.peak < SOFTEST:
        return Problem(path, None, "nothing is heard in this clip")
    if sound.seconds > LONGEST_CLIP:
        return Problem(path, None, f"this clip takes {sound.seconds:.1f} s, and may take {LONGEST_CLIP:.0f}")
    return Clip(path, sound.seconds)
