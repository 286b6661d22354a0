"""The mock: answers as a printer's manual says, obeys its file, and fails at the byte that it is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from printers.mock import Mock, MockState, SerialDoor, StateFile
from printers.replies import Answer, Automatic, Full, InOrder, RealTime, split
from tests.printers.wires import Wire

EPSON = MockState(model="epson-tm-t82")
BAND = b"\x1dv0\x00\x48\x00\x10\x00" + b"\xff" * 72 * 16
"""16 rows of 576 dots, black."""
CUT = b"\x1dV\x42\x00"


class Bench:
    """A mock whose time the test moves."""

    def __init__(self, state: MockState) -> None:
        self.now = 0.0
        self.papers: list[Image.Image] = []
        self.mock = Mock(state, self.papers.append, lambda: self.now)
        self.mock.connect()

    def after(self, seconds: float) -> bytes:
        self.now += seconds
        return self.mock.tick()


# --- answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        (b"\x10\x04\x01", (RealTime(0x12),)),
        (b"\x1dr\x01", (InOrder(0x00),)),
        (b"\x1dI\x42\x1dI\x43", (Answer(b"\x5fEPSON\x00"), Answer(b"\x5fTM-T82II\x00"))),
        (b"\x1d(H\x06\x000012~ ", (Answer(b"\x37\x2212~ \x00"),)),
        (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", (Answer(b"\x37\x25\x00"),)),
        (b"\x1da\xff", (Automatic(b"\x10\x00\x00\x00"),)),
        (b"\x1da\x00", ()),
        (b"\x00" * 500, ()),
    ],
)
def test_what_is_asked_is_answered_in_whatever_pieces_it_comes(
    asked: bytes, answers: tuple[object, ...]
) -> None:
    assert split(Bench(EPSON).mock.take(asked)) == (answers, b"")
    bench = Bench(EPSON)
    assert split(b"".join(bench.mock.take(bytes([byte])) for byte in asked)) == (answers, b"")


def test_a_question_in_real_time_is_answered_inside_a_picture_and_before_what_waits() -> None:
    bench = Bench(replace(EPSON, cover="open"))
    assert split(bench.mock.take(BAND[:700] + b"\x10\x04\x02"))[0] == (RealTime(0x16),)
    bench = Bench(replace(EPSON, cover="open"))
    assert split(bench.mock.take(b"\x1dr\x01\x10\x04\x01"))[0] == (RealTime(0x1A),)
    assert bench.mock.become(EPSON) == b"\x00"


def test_automatic_status_comes_with_each_change_until_it_is_reset() -> None:
    bench = Bench(EPSON)
    bench.mock.take(b"\x1da\xff")
    assert bench.mock.become(replace(EPSON, paper="low")) == b"\x10\x00\x03\x00"
    assert bench.mock.become(replace(EPSON, paper="low")) == b""
    assert bench.mock.become(replace(EPSON, cover="open")) == b"\x38\x00\x00\x00"
    assert bench.mock.become(EPSON) == b"\x10\x00\x00\x00"
    bench.mock.take(b"\x1b@")
    assert bench.mock.become(replace(EPSON, paper="out")) == b""


def test_a_printer_answers_what_its_model_knows() -> None:
    clone = Bench(MockState(model="generic-80"))
    assert clone.mock.take(b"\x1d(H\x06\x000012~ \x10\x04\x14") == b""
    assert clone.mock.take(b"\x1dr\x01") == b"\x00"
    kiosk = Bench(MockState(model="custom-vkp80", ticket="not_taken", paper="low"))
    assert split(kiosk.mock.take(b"\x10\x04\x14")) == ((Full(b"\x10\x0f\x24\x00\x00\x00"),), b"")


# --- time and room ------------------------------------------------------------------------------------------


def test_paper_takes_its_time_and_what_stands_behind_it_waits() -> None:
    bench = Bench(replace(EPSON, speed=10.0))
    assert bench.mock.take(BAND + CUT + b"\x1dr\x01") == b""
    assert bench.papers == [] and bench.after(0.19) == b""
    bench.after(0.02)  # 16 rows are 2 mm
    assert len(bench.papers) == 1 and bench.after(0.3) == b""
    assert bench.after(0.2) == b"\x00"


def test_a_full_buffer_takes_nothing_more_until_it_has_printed() -> None:
    bench = Bench(replace(EPSON, speed=10.0, buffer=len(BAND)))
    bench.mock.take(BAND)
    assert bench.mock.room() == len(BAND)
    bench.mock.take(BAND)
    assert bench.mock.room() == 0
    bench.after(0.21)
    assert bench.mock.room() == len(BAND)


def test_what_waits_is_printed_when_the_cover_closes_unless_it_was_cleared() -> None:
    for cleared, papers in ((False, 1), (True, 0)):
        bench = Bench(replace(EPSON, cover="open"))
        bench.mock.take(BAND + CUT)
        if cleared:
            bench.mock.take(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")
        bench.mock.become(EPSON)
        assert len(bench.papers) == papers


# --- faults -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ("nonsense", b"\xfe"),
        ("nul", b"\x00"),
        ("stale", b"\x12\x12"),
        ("duplicate", b"\x12\x12"),
        ("late", b""),
        ("wrong_id", b"\x12"),
    ],
)
def test_replies_go_wrong_as_told(replies: str, said: bytes) -> None:
    bench = Bench(replace(EPSON, replies=replies, from_byte=3))  # type: ignore[arg-type]
    assert bench.mock.take(b"\x10\x04\x01") == b"\x12"
    assert bench.mock.take(b"\x10\x04\x01") == said


def test_late_answers_come_with_the_next_and_wrong_names_are_another_job() -> None:
    bench = Bench(replace(EPSON, replies="late", paper="low"))
    assert bench.mock.take(b"\x10\x04\x01") == b""
    assert bench.mock.take(b"\x10\x04\x04") == b"\x12"
    assert bench.mock.take(b"\x10\x04\x01") == b"\x1e"
    bench = Bench(replace(EPSON, replies="wrong_id"))
    assert bench.mock.take(b"\x1d(H\x06\x000012~ ") == b"\x37\x22~2~ \x00"
    assert bench.mock.take(b"\x1d(H\x06\x0000~2~ ") == b"\x37\x22}2~ \x00"


@pytest.mark.parametrize("at", [0, 1, len(BAND), len(BAND) + 1])
def test_a_fault_begins_with_its_byte(at: int) -> None:
    for pieces in (1, len(BAND) + len(CUT)):
        bench = Bench(replace(EPSON, paper="out", from_byte=at))
        data = BAND + CUT
        step = -(-len(data) // pieces)
        for start in range(0, len(data), step):
            bench.mock.take(data[start : start + step])
        assert len(bench.papers) == 0
        bench.mock.become(EPSON)
        assert len(bench.papers) == 1


@pytest.mark.parametrize("at", [0, 5, 700])
def test_a_link_is_cut_or_stalls_after_its_bytes(at: int) -> None:
    for state in (replace(EPSON, cut_link_at=at), replace(EPSON, stall_at=at)):
        wire = Wire(state)
        assert wire.open(1)
        written = wire.write(BAND, 1)
        assert (written.count, written.lost) == (at, state.cut_link_at is not None)
        assert wire.open(1) and wire.write(BAND[:at], 1).count == at


# --- the file -----------------------------------------------------------------------------------------------


def test_the_file_says_how_it_is(tmp_path: Path) -> None:
    said: list[str] = []
    path = tmp_path / "state.json"
    state_file = StateFile(path, said.append)
    assert state_file.look() == MockState()
    assert state_file.look() is None
    path.write_text('{"model": "epson-tm-t82", "paper": "low", "speed": 150, "buffer": 4096}')
    assert state_file.look() == replace(EPSON, paper="low", speed=150.0, buffer=4096)
    assert state_file.look() is None and said == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"paper": "out"', "EOF"),
        ('{"paper": "gone"}', "paper: Input should be 'ok', 'low' or 'out'"),
        ('{"papers": "out"}', "papers: Unexpected keyword"),
        ('{"speed": 0}', "speed: Input should be greater than 0"),
        ('{"speed": NaN}', "speed"),
        ('{"buffer": -1}', "buffer: Input should be greater than or equal to 1"),
        ('{"rows_left": -3}', "rows_left: Input should be greater than or equal to 0"),
        ('{"cut_link_at": -1}', "cut_link_at: Input should be greater than or equal to 0"),
        ('{"model": "epson"}', "no model 'epson': one of "),
        ("\xff", "JSON"),
    ],
)
def test_a_bad_file_is_told_once_with_its_reason_and_changes_nothing(
    tmp_path: Path, text: str, reason: str
) -> None:
    said: list[str] = []
    path = tmp_path / "state.json"
    path.write_text('{"paper": "low"}')
    state_file = StateFile(path, said.append)
    state_file.look()
    path.write_text(text, encoding="latin-1")
    for _ in range(5):
        assert state_file.look() is None
    assert len(said) == 1 and reason in said[0] and str(path) in said[0]
    path.write_text('{"paper": "out"}')
    state = state_file.look()
    assert state is not None and state.paper == "out"


def test_a_serial_name_that_a_killed_mock_left_behind_is_taken_over(tmp_path: Path) -> None:
    name = tmp_path / "printer0"
    name.symlink_to(tmp_path / "gone")
    door = SerialDoor(name)
    assert name.is_char_device()
    with pytest.raises(FileExistsError):
        SerialDoor(name)
    assert name.is_char_device()
    door.close()
    assert not name.is_symlink()
