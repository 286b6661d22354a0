"""`anjungan kiosk`: what it refuses, and how it says so."""

import argparse
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from commands.kiosk import add_arguments, run, without_documents
from commands.parts.frame import ROOT
from config.load import load_profile
from config.parse import ProfileProblems
from tests.outside import free_port

SITE = ROOT / "tests" / "server" / "contoh"


def typed(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    usual = ["--profile", str(SITE), "--state", str(folder / "kiosk"), "--printer", f"virtual:{folder}"]
    return run(parser.parse_args([*usual, *words]))


def nobody() -> str:
    """An address where nothing listens."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 1, "not enrolled"),
        (("--server", "http://127.0.0.1:1"), 1, "--enrol TOKEN"),
        (("--enrol", "T"), 64, "--server"),
        (("--server", "127.0.0.1:8000", "--enrol", "T"), 64, "no server address"),
        (("--printer", "lpt1"), 64, "no printer address"),
        (("--panel", "640x480"), 64, "1080x1920"),
        (("--office", "http://192.0.2.30/"), 64, "no office printer"),
        (("--office", "ipp://192.0.2.30/ipp/print"), 1, "no `pages` in [documents]"),
        (("--profile", "/nowhere"), 1, "/nowhere/site.toml"),
    ],
)
def test_what_it_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, says: str
) -> None:
    assert typed(tmp_path, *words) == code
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("printer", "offered"),
    [("virtual:slips", False), ("cups:slips", False), ("file:slips.prn", False), ("tcp://192.0.2.20", True)],
)
def test_a_printer_that_keeps_copies_prints_no_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], printer: str, offered: bool
) -> None:
    assert typed(tmp_path, "--printer", printer) == 1
    assert ("Documents are not offered" not in capsys.readouterr().err) is offered


def test_a_site_without_documents_is_the_same_otherwise() -> None:
    site = load_profile(SITE)
    assert not isinstance(site, ProfileProblems) and site.documents.kinds
    none = without_documents(site)
    assert none.documents.kinds == ()
    kinds = site.documents.kinds
    assert replace(none, documents=none.documents.model_copy(update={"kinds": kinds})) == site


def test_a_server_that_does_not_answer_uses_nothing_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(tmp_path, "--server", nobody(), "--enrol", "T") == 1
    assert "Nothing is used up" in capsys.readouterr().err


def test_a_state_folder_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kiosk").write_text("a file", encoding="utf-8")
    assert typed(tmp_path) == 1
    assert "state folder" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["kiosk", "demo", "server", "profile", "printer", "setup", "test"])
def test_help_tells_a_technician_how_it_ends(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commands", command, "--help"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "nds with 0" in done.stdout
