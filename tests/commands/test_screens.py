"""`anjungan screens`: no screen is without its picture."""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from commands import screens
from commands.parts.frame import DEFAULT_PROFILE, ROOT
from commands.parts.gallery import gallery, working_day
from config.availability import always_open, opening
from config.load import load_profile
from config.look.colours import MODES
from config.models import DocumentRules, Language, Profile
from kiosk.visit.state import Notice, Screen, Trouble
from ui.camera import png

SUNDAY_NIGHT = datetime(2026, 3, 15, 23, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def shipped() -> Profile:
    profile = load_profile(DEFAULT_PROFILE)
    assert isinstance(profile, Profile)
    return profile


def test_every_kind_of_screen_and_every_trouble_is_there() -> None:
    shown = [
        state.visit.screen for state in gallery(working_day(shipped(), SUNDAY_NIGHT)).values() if state.visit
    ]
    assert {type(screen) for screen in shown} == set(get_args(Screen))
    assert {screen.trouble for screen in shown if isinstance(screen, Notice)} == set(Trouble)


@pytest.mark.parametrize(
    "made",
    [
        lambda site: site,
        always_open,
        lambda site: replace(site, popular=(), priorities=(), documents=DocumentRules(kinds=())),
    ],
    ids=["shipped", "always-open", "plain"],
)
def test_whatever_the_site_and_the_hour_it_is_a_day_on_which_all_works(
    made: Callable[[Profile], Profile],
) -> None:
    facts = working_day(made(shipped()), SUNDAY_NIGHT)
    assert facts.can_print and facts.server.online and facts.now >= SUNDAY_NIGHT.replace(hour=0)
    assert opening(facts.profile.hours[0], facts.now).state == "open"
    assert {"attract", "home", "done", "closed", "out-of-service"} <= set(gallery(facts))


def until_it_ends(bar: int) -> Iterator[bytes]:
    """What a program says on its terminal."""
    with open(bar, "rb", buffering=0) as out, suppress(OSError):  # EIO: nobody has it open any more
        while said := out.read(4096):
            yield said


def test_the_command_draws_all_of_them(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "commands", "screens", "--out", tmp_path, "--sheet")
    ways = ("--panel", "1366x768", "--theme", "light", "--theme", "dark", "--size", "1", "--size", "3")
    bar, terminal = os.openpty()
    with subprocess.Popen([*command, *ways], cwd=ROOT, stderr=terminal) as process:
        os.close(terminal)
        said = b"".join(until_it_ends(bar))
    assert process.returncode == 0
    screens = {name.replace("-", "_") for name in gallery(working_day(shipped(), SUNDAY_NIGHT))}
    variants = [
        f"1366x768-{mode}-{size}-{tongue}"
        for mode in ("light", "dark")
        for size in (1, 3)
        for tongue in get_args(Language)
    ]
    names = {f"{screen}-{variant}.png" for screen in screens for variant in variants}
    assert {file.name for file in tmp_path.iterdir()} == names | {"sheet.png"}
    assert len({name.split("-")[0] for name in names}) == len(screens) >= 20
    drawn = {}
    for variant in variants:
        with Image.open(tmp_path / f"home-{variant}.png") as picture:
            assert picture.size == (1366, 768)
            drawn[picture.tobytes()] = variant
    assert len(drawn) == len(variants)
    told = [int(done) for done in re.findall(rb"\] (\d+) of %d pictures" % len(names), said)]
    assert told == sorted(told) and (told[0], told[-1]) == (0, len(names))
    # By the picture: a process draws half of them.
    assert len(set(told) - {0, len(names) // 2, len(names)}) > 1
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > len(variants) * 144 and sheet.height > len(screens) * 144


def test_ctrl_c_ends_it_with_one_line(tmp_path: Path) -> None:
    # Whoever runs the tests in the background has it ignored.
    command = ("env", "--default-signal=INT", sys.executable, "-m", "commands", "screens", "--out", tmp_path)
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while process.poll() is None and not any(tmp_path.glob("*.png")):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (130, f"\nstopped; what is drawn lies in {tmp_path}\n")


def test_what_cannot_be_written_ends_it_before_the_rest_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    first = next(iter(gallery(working_day(shipped(), SUNDAY_NIGHT)))).replace("-", "_")
    *taken, last = (f"{panel}-{mode}-1-id.png" for panel in screens.USUAL_PANELS for mode in MODES)
    for variant in taken:
        (tmp_path / f"{first}-{variant}").mkdir()
    parser = argparse.ArgumentParser()
    screens.add_arguments(parser)
    words = ["--out", str(tmp_path), "--size", "1", "--language", "id"]
    assert screens.run(parser.parse_args(words)) == 1
    assert f"cannot write to {tmp_path}: " in capsys.readouterr().err
    assert not (tmp_path / f"{first}-{last}").exists()
    assert len(list(tmp_path.iterdir())) == len(taken)


@pytest.mark.parametrize("wide", [1, 2, 3, 5])
def test_a_picture_keeps_every_dot(wide: int) -> None:
    """Also where Qt's lines end on no whole word."""
    shown = QImage(wide, 3, QImage.Format.Format_RGB32)
    dots = [(50 * x, 7 * y, 255 - x) for y in range(3) for x in range(wide)]
    for at, dot in enumerate(dots):
        shown.setPixelColor(at % wide, at // wide, QColor(*dot))
    with Image.open(BytesIO(png(shown))) as read:
        assert read.size == (wide, 3) and read.mode == "RGB"
        assert read.tobytes() == bytes(value for dot in dots for value in dot)


def test_a_panel_that_nobody_builds_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    screens.add_arguments(parser)
    assert screens.run(parser.parse_args(["--out", str(tmp_path), "--panel", "640x480"])) == 64
    assert "1366x768" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
