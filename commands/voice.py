"""`anjungan voice`: makes the clips that boards speak with."""

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from server.voice.clips import CHIME, MANIFEST, SUFFIX, clip_name
from server.voice.sound import FULL_SCALE, Sound, levelled, read_wav, trimmed, write_wav
from server.voice.spoken import VOCABULARY

SUMMARY = "make the clips of the boards' voice anew, with espeak-ng"
DESCRIPTION = """\
Writes a WAV file for each word that a board may say, a chime, and manifest.json with the text of each. Boards
need neither this command nor espeak-ng: the clips that ship lie in server/voice/clips. A city that records a
voice of its own reads manifest.json aloud; where its files go is said in server/voice/clips/README.md.

Ends with 0 when all clips are written, 1 when espeak-ng is not installed; wrong usage ends with 64.
"""
WORDS_A_MINUTE = 155
LEVEL, PEAK = -19.0, -1.0
"""dBFS. Speech at this level peaks just below full scale."""

PRONOUNCED = {
    "empat": "@mp'at",
    "enam": "@n'am",
    "sebelas": "s@b@l'as",
    "belas": "b@l'as",
    "loket": "l'okEt",
}
"""Where espeak-ng's Indonesian takes the wrong one of the two e (KBBI: êmpat, ênam, bêlas, lokét)."""

CHIME_RATE = 22_050
CHIME_TONES = ((659.26, 0.0), (523.25, 0.42))
"""E5, then C5: Hz, and when it begins (s)."""
CHIME_SECONDS, CHIME_LEVEL = 1.2, -24.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the clips go")


def run(arguments: argparse.Namespace) -> int:
    if shutil.which("espeak-ng") is None:
        print("espeak-ng is not installed: sudo apt-get install espeak-ng", file=sys.stderr)
        return 1
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    write_wav(out / f"{CHIME}{SUFFIX}", levelled(chime(), level=CHIME_LEVEL, peak=PEAK))
    for word in VOCABULARY:
        said = levelled(trimmed(read_aloud(word)), level=LEVEL, peak=PEAK)
        write_wav(out / f"{clip_name(word)}{SUFFIX}", said)
    texts = {clip_name(word): word for word in VOCABULARY}
    (out / MANIFEST).write_text(json.dumps(texts, indent=1) + "\n", encoding="utf-8")
    print(f"{len(VOCABULARY) + 1} clips in {out}")
    return 0


def read_aloud(word: str) -> Sound:
    said = " ".join(f"[[{PRONOUNCED[one]}]]" if one in PRONOUNCED else one for one in word.split())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        command = ["espeak-ng", "-v", "id", "-s", str(WORDS_A_MINUTE), "-w", str(file), said]
        subprocess.run(command, check=True)
        sound = read_wav(file)
    assert isinstance(sound, Sound), "espeak-ng writes 16 bit"
    return sound


def chime() -> Sound:
    """Two soft tones that die away, each with a quiet octave above."""

    def at(moment: float) -> float:
        return sum(_tone(hertz, moment - begins) for hertz, begins in CHIME_TONES if moment >= begins)

    fade = 0.1
    samples = []
    for place in range(int(CHIME_SECONDS * CHIME_RATE)):
        moment = place / CHIME_RATE
        end = min(1.0, (CHIME_SECONDS - moment) / fade)
        samples.append(round(FULL_SCALE / 4 * at(moment) * end))
    return Sound(CHIME_RATE, samples)


def _tone(hertz: float, moment: float) -> float:
    swell = min(1.0, moment / 0.008) * math.exp(-4.5 * moment)
    return swell * (math.sin(math.tau * hertz * moment) + 0.25 * math.sin(2 * math.tau * hertz * moment))
