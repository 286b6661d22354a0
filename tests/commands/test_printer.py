"""What a technician gets from `anjungan printer`: exit codes, a sentence of advice, the mock as a process."""

import argparse
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands import printer
from commands.parts.frame import ROOT
from printers.document import Document
from printers.found import device_files, queues
from printers.mock import MockState
from printers.models import model_names
from printers.states import (
    DISCONNECTED,
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
from printers.transports import PortStatus
from printers.transports.descriptor import STALLED
from printers.transports.usb import LONGEST_ANSWER
from printers.trial import machine_trial
from tests.printers.wires import Numbers, Wire, model

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


@pytest.mark.parametrize("verb", ["status", "test", "identify"])
def test_nobody_there_is_1(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(verb, "--printer", "tcp://127.0.0.1:9") == 1
    said = capsys.readouterr().out
    assert "check power, cable and address" in said and "one connection only" in said


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--printer", "tcp://"),
        ("test", "--printer", "parallel:1"),
        ("status", "--printer", "virtual:x", "--model", "generic-81"),
        ("mock", "--out", "x", "--state", "y", "--listen", "9100"),
        ("mock", "--out", "x", "--state", "y", "--listen", "127.0.0.1:http"),
        ("mock", "--out", "x", "--state", "y", "--listen", "127.0.0.1:65536"),
        ("watch", "--printer", "virtual:x", "--model", "generic-81"),
        ("identify", "--printer", "tcp://"),
    ],
)
def test_wrong_usage_is_64(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 64
    assert capsys.readouterr().err


OUT = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}), Paper.OUT)


@pytest.mark.parametrize(
    ("outcome", "trouble", "code", "words"),
    [
        (Printed(Evidence.ORDERED_STATUS), "", 0, "ordered_status"),
        (FailedClean(OUT), "", 1, "Nothing was sent. It cannot print: put in a new roll."),
        (
            FailedClean(DISCONNECTED),
            "Permission denied",
            1,
            "Nothing was sent. It is not reached (Permission",
        ),
        (FailedClean(OUT, "a picture is too wide"), "", 1, "(a picture is too wide): name another --model"),
        (SentUnconfirmed(), "", 2, "confirmed nothing"),
        (Uncertain(OUT), "", 2, "put in a new roll"),
        (
            Uncertain(DISCONNECTED),
            "No such device",
            3,
            "the slip was confirmed (No such device): take",
        ),
        (
            Uncertain(OUT),
            STALLED,
            3,
            f"({STALLED}): take out what is there, put in a new roll; then",
        ),
    ],
)
def test_every_outcome_has_its_code_and_sentence(
    outcome: Outcome, trouble: str, code: int, words: str
) -> None:
    given, sentence = printer.verdict(outcome, trouble)
    assert given == code and words in sentence


class SlowPort(Wire):
    """Its port takes as long over each answer as the driver lets it."""

    def port_status(self, seconds: float) -> PortStatus | None:
        if seconds < LONGEST_ANSWER:
            return None
        self.now += LONGEST_ANSWER
        return PortStatus(paper_out=False, selected=True, error=False)


@pytest.mark.parametrize("name", ["epson-tm-t82", "custom-vkp80", "generic-58"])
@pytest.mark.parametrize(
    "state",
    [
        {"mute": True},
        {"mute": True, "speed": 10, "buffer": 4096},
        {"mute": True, "from_byte": 25_000},
        {"speed": 10, "buffer": 4096},
        {"stall_at": 0},
        {"stall_at": 25_000},
        {"cover": "open", "from_byte": 25_000},
        {"cut_link_at": 25_000},
        *({"replies": how} for how in ("nonsense", "nul", "stale", "duplicate", "late", "wrong_id")),
    ],
    ids=str,
)
def test_it_is_over_in_20_seconds_whatever_the_device_does(name: str, state: dict[str, object]) -> None:
    wire = SlowPort(replace(MockState(model=name), **state))  # type: ignore[arg-type]
    when = datetime(2026, 4, 14, 8, 14, tzinfo=UTC)
    wire.link(printer.TEST_PATIENCE).print(machine_trial(model(name), "usb:/dev/usb/lp0", when), Numbers())
    assert wire.now < 19


def test_every_cause_has_advice() -> None:
    assert set(printer.ADVICE) == set(Cause)


# --- why it is not reached ----------------------------------------------------------------------------------


def test_a_fifo_whose_reader_sleeps_is_not_called_unplugged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "slips.fifo")
    reader = os.open(tmp_path / "slips.fifo", os.O_RDONLY | os.O_NONBLOCK)
    assert run("test", "--printer", f"file:{tmp_path}/slips.fifo") == 3
    os.close(reader)
    said = capsys.readouterr().out
    assert "(it took no more bytes in time): take out what is there, switch it off and on" in said
    assert "cable" not in said


@pytest.mark.parametrize("verb", ["status", "test", "identify"])
def test_why_it_is_not_reached_is_told_with_what_helps(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lp0").touch()
    os.mkfifo(tmp_path / "slips.fifo")
    for address, words in (
        (f"usb:{tmp_path}/lp1", "(No such file or directory): see whether it is plugged in"),
        (f"serial:{tmp_path}/ttyUSB0?baud=9600", "(No such file or directory): see whether it is plugged in"),
        (f"usb:{tmp_path}/lp0", "(no device, but an ordinary file): delete the file"),
        ("usb:/dev/null", "none of the printer driver (usblp)): give the name that"),
        (f"file:{tmp_path}/slips.fifo", "(No such device or address): start what reads from it"),
        ("tcp://127.0.0.1:9", "(Connection refused): check power, cable and address"),
    ):
        assert run(verb, "--printer", address) == 1
        assert words in capsys.readouterr().out


def test_who_may_not_use_a_device_is_told_the_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The administrator, as whom tests may run, is refused nothing by the system itself."""

    def refused(path: object, flags: int) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(printer, "device_files", lambda: ["usb:/dev/usb/lp0"])
    monkeypatch.setattr(printer, "queues", list)
    with monkeypatch.context() as denied:
        denied.setattr(os, "open", refused)
        denied.setattr(os, "access", lambda path, mode: False)
        codes = [run("status", "--printer", "usb:/dev/usb/lp0"), run("list")]
    assert codes == [1, 0]
    said = capsys.readouterr().out
    assert "(Permission denied): let this user use it: `adduser USER lp`" in said
    assert "usb:/dev/usb/lp0  (let this user use it: `adduser USER lp`" in said


# --- what there is ------------------------------------------------------------------------------------------


def test_list_names_every_model_and_what_this_machine_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printer, "device_files", lambda: ["usb:/dev/usb/lp0"])
    monkeypatch.setattr(printer, "queues", lambda: ["cups:slips"])
    assert run("list") == 0
    said = capsys.readouterr().out
    assert all(f"{name} " in said for name in model_names())
    assert "usb:/dev/usb/lp0" in said and "cups:slips" in said


def test_device_files_go_by_their_lasting_names(tmp_path: Path) -> None:
    for name in ("usb/lp0", "usb/lp1", "ttyUSB0", "ttyACM3", "ttyS0", "null"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name, target in (("kiosk/printer0", "../usb/lp1"), ("serial/by-id/usb-Prolific", "../../ttyUSB0")):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).symlink_to(target)
    assert list(device_files(tmp_path)) == [
        f"usb:{tmp_path}/kiosk/printer0",
        f"usb:{tmp_path}/usb/lp0",
        f"serial:{tmp_path}/serial/by-id/usb-Prolific",
        f"serial:{tmp_path}/ttyACM3",
    ]


@pytest.mark.parametrize(
    ("lpstat", "found"),
    [("echo slips; echo desk", ["cups:slips", "cups:desk"]), ("exit 1", []), (None, [])],
)
def test_queues_are_those_that_cups_names(
    lpstat: str | None, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lpstat is not None:
        (tmp_path / "lpstat").write_text(f"#!/bin/sh\n{lpstat}\n")
        (tmp_path / "lpstat").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(queues()) == found


# --- the mock, and whoever asks it, as processes ------------------------------------------------------------


@contextmanager
def program(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Ended by Ctrl-C."""
    command = [sys.executable, "-c", PROGRAM, *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


@dataclass
class Mocked:
    address: str
    folder: Path
    process: subprocess.Popen[str]

    def becomes(self, **state: object) -> None:
        """When a question is answered after that, the mock has seen it or will soon."""
        half = self.folder / "state.new"
        half.write_text(json.dumps({"model": "epson-tm-t82"} | state))
        half.replace(self.folder / "state.json")

    def papers(self) -> int:
        return len(list(self.folder.glob("out/*.png")))

    def asked(self, verb: str, *words: str) -> int:
        return run(verb, "--printer", self.address, "--model", "epson-tm-t82", *words)


@pytest.fixture(params=["127.0.0.1:0", "serial:"], ids=["tcp", "serial"])
def mock(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Mocked]:
    listen = request.param if request.param != "serial:" else f"serial:{tmp_path}/printer0"
    (tmp_path / "state.json").write_text('{"model": "epson-tm-t82"}')
    words = ["--listen", listen, "--out", str(tmp_path / "out"), "--state", str(tmp_path / "state.json")]
    with program("mock", *words) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        yield Mocked(address + ("?baud=115200" if "serial" in address else ""), tmp_path, process)


over_tcp = pytest.mark.parametrize("mock", ["127.0.0.1:0"], indirect=True, ids=["tcp"])


def test_the_mock_prints_and_the_printer_says_so(mock: Mocked, capsys: pytest.CaptureFixture[str]) -> None:
    assert mock.asked("test") == 0
    assert "process_id" in capsys.readouterr().out and mock.papers() == 1
    assert mock.asked("identify") == 0
    assert "--model epson-tm-t82" in capsys.readouterr().out


@over_tcp
@pytest.mark.parametrize(
    ("state", "code", "papers", "words"),
    [
        ({"paper": "out"}, 1, 0, "Nothing was sent. It cannot print: put in a new roll."),
        ({"cover": "open"}, 1, 0, "close its cover"),
        ({"replies": "nonsense"}, 2, 1, "look whether the slip is there"),
        ({"rows_left": 100}, 2, 0, "put in a new roll"),
        ({"cut_link_at": 25_000}, 3, 0, "The link ended before the slip was confirmed"),
    ],
)
def test_each_way_to_end_has_its_code_and_says_what_to_do(
    mock: Mocked,
    state: dict[str, object],
    code: int,
    papers: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mock.becomes(**state)
    started = time.monotonic()
    assert mock.asked("test") == code
    assert time.monotonic() - started < 20
    assert words in capsys.readouterr().out
    assert mock.papers() == papers


@over_tcp
def test_ctrl_c_midway_says_that_part_of_it_may_be_in_the_printer(mock: Mocked) -> None:
    mock.becomes(stall_at=9_000)
    command = [sys.executable, "-c", PROGRAM, "test", "--printer", mock.address, "--model", "epson-tm-t82"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("The slip: ")
        process.send_signal(signal.SIGINT)
        assert "Stopped by you before the slip was confirmed" in process.stdout.read()
    assert process.returncode == 3


def test_ctrl_c_before_the_first_byte_says_that_nothing_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setattr(printer, "machine_trial", stopped)
    assert run("test", "--printer", f"virtual:{tmp_path}", "--model", "generic-58") == 1
    assert "nothing was sent" in capsys.readouterr().out


@over_tcp
def test_a_bad_state_file_is_complained_of_and_the_mock_goes_on(mock: Mocked) -> None:
    (mock.folder / "state.json").write_text('{"paper": "on fire"}')
    assert mock.process.stderr is not None
    assert "paper: Input should be 'ok', 'low' or 'out'" in mock.process.stderr.readline()
    assert mock.asked("status") == 0


@over_tcp
def test_watch_says_each_change_until_ctrl_c(mock: Mocked) -> None:
    with program("watch", "--printer", mock.address, "--model", "epson-tm-t82") as watching:
        assert watching.stdout is not None
        assert "ready, paper ok" in watching.stdout.readline()
        mock.becomes(cover="open")
        assert "blocked:cover, paper ok. It cannot print: close its cover." in watching.stdout.readline()
        mock.becomes(paper="low")
        assert "ready, paper low" in watching.stdout.readline()
        mock.becomes(stall_at=0, cut_link_at=0)
        assert "check power, cable" in watching.stdout.readline()
