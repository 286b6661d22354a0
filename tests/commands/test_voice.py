"""The maker of the clips, with a program in espeak-ng's place that says one tone whatever it is given."""

import argparse
import json
import math
from pathlib import Path

import pytest

from commands import voice
from server.voice.clips import CLIPS, MANIFEST
from server.voice.sound import Sound, read_wav, write_wav

SPEAKER = """#!/bin/sh
/bin/cp {tone} "$6"
echo "$7" >>{log}
"""


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    voice.add_arguments(parser)
    return voice.run(parser.parse_args(words))


def test_every_clip_is_written_trimmed_and_levelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tone = [round(3000 * math.sin(place / 3)) for place in range(4000)]
    write_wav(tmp_path / "tone.wav", Sound(8000, [0] * 4000 + tone + [0] * 4000))
    log = tmp_path / "log"
    speaker = tmp_path / "espeak-ng"
    speaker.write_text(SPEAKER.format(tone=tmp_path / "tone.wav", log=log))
    speaker.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("--out", str(tmp_path / "clips")) == 0
    assert sorted(path.stem for path in (tmp_path / "clips").glob("*.wav")) == sorted(CLIPS)
    assert json.loads((tmp_path / "clips" / MANIFEST).read_text())["dua-belas"] == "dua belas"
    said = log.read_text().splitlines()
    assert "dua [[b@l'as]]" in said and "silakan menuju [[l'okEt]]" in said and "A" in said
    sound = read_wav(tmp_path / "clips" / "satu.wav")
    assert isinstance(sound, Sound)
    assert sound.seconds == pytest.approx(0.55, abs=0.01), "half a second of tone with its lead and tail"
    assert sound.level == pytest.approx(voice.LEVEL, abs=0.1)


def test_without_espeak_ng_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("--out", str(tmp_path / "clips")) == 1
    assert "apt-get install espeak-ng" in capsys.readouterr().err
    assert not (tmp_path / "clips").exists()
