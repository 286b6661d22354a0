"""What a technician gets from `anjungan printer`: exit codes, a sentence of advice, the mock as a process."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import printer
from printers.states import (
    Cause,
    DeviceState,
    Evidence,
    FailedClean,
    Outcome,
    Paper,
    Printed,
    SentUnconfirmed,
    Status,
    Uncertain,
)

ROOT = Path(__file__).parents[2]
PROGRAM = """
import argparse, sys
from commands import printer
parser = argparse.ArgumentParser()
printer.add_arguments(parser)
sys.exit(printer.run(parser.parse_args()))
"""


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    printer.add_arguments(parser)
    return printer.run(parser.parse_args(words))


def test_virtual_paper_is_printed_with_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", "--printer", f"virtual:{tmp_path}", "--model", "generic-58") == 0
    assert "Printed; the printer said so" in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["slip-0001.png"]


@pytest.mark.parametrize("verb", ["status", "test"])
def test_nobody_there_is_1(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(verb, "--printer", "tcp://127.0.0.1:9") == 1
    assert "check power, cable and address" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--printer", "tcp://"),
        ("test", "--printer", "parallel:1"),
        ("status", "--printer", "virtual:x", "--model", "generic-81"),
        ("mock", "--out", "x", "--state", "y", "--listen", "9100"),
        ("mock", "--out", "x", "--state", "y", "--listen", "127.0.0.1:http"),
    ],
)
def test_wrong_usage_is_64(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 64
    assert capsys.readouterr().err


OUT = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}), Paper.OUT)


@pytest.mark.parametrize(
    ("outcome", "code", "words"),
    [
        (Printed(Evidence.ORDERED_STATUS), 0, "ordered_status"),
        (FailedClean(OUT), 1, "Nothing was sent. It cannot print: put in a new roll."),
        (SentUnconfirmed(), 2, "confirmed nothing"),
        (Uncertain(OUT), 2, "put in a new roll"),
        (Uncertain(Status(DeviceState.DISCONNECTED)), 3, "link was lost"),
    ],
)
def test_every_outcome_has_its_code_and_sentence(outcome: Outcome, code: int, words: str) -> None:
    given, sentence = printer.verdict(outcome)
    assert given == code and words in sentence


def test_every_cause_has_advice() -> None:
    assert set(printer.ADVICE) == set(Cause)


@pytest.fixture
def mock(tmp_path: Path) -> Iterator[str]:
    """The mock as a process; its address."""
    command = [sys.executable, "-c", PROGRAM, "mock", "--listen", "127.0.0.1:0"]
    command += ["--out", str(tmp_path / "out"), "--state", str(tmp_path / "state.json")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        yield process.stdout.readline().split()[-1]
        process.terminate()
        assert process.wait(10) == 0


def test_the_mock_process_prints_and_obeys_its_file(mock: str, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"paper": "low"}')
    assert run("test", "--printer", mock) == 0
    assert (tmp_path / "out" / "slip-0001.png").exists()
