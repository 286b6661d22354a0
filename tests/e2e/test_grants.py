"""Sixteen kiosks at once, each a process of its own, against one server process."""

import json
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.wire import parse_label
from server.sqlite import open_database
from tests.e2e.parts import central_server, line_of, program, tokens

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

KIOSKS, TICKETS = 16, 50


def test_sixteen_kiosks_never_give_one_number_twice(tmp_path: Path, campaign: int) -> None:
    count = TICKETS * campaign
    given = tokens(tmp_path / "server", KIOSKS)
    with central_server(tmp_path) as (address, _), ExitStack() as stack:

        def started(place: int, token: str) -> subprocess.Popen[str]:
            folder = tmp_path / f"kiosk-{place}"
            folder.mkdir()
            words = [address, token, str(folder), str(count)]
            log = tmp_path / f"kiosk-{place}.log"
            return stack.enter_context(program("tests.e2e.issuing_kiosk", words, log, stdin=subprocess.PIPE))

        kiosks = [started(place, token) for place, token in enumerate(given)]
        for kiosk in kiosks:
            line_of(kiosk, "(ready)")
        for kiosk in kiosks:
            assert kiosk.stdin is not None
            kiosk.stdin.write("go\n")
            kiosk.stdin.flush()
        papers = [label for kiosk in kiosks for label in json.loads(line_of(kiosk, r"(\[.*\])"))]
        assert [kiosk.wait(30) for kiosk in kiosks] == [0] * KIOSKS
    assert len(papers) == len(set(papers)) == KIOSKS * count
    labels = [label for paper in papers if (label := parse_label(paper)) is not None]
    of_site = [label for label in labels if not label.letter]
    assert len(of_site) > len(papers) / 2, "the server granted while all asked at once"
    for series in ("A", "D"):
        assert at_server(tmp_path, series) == sorted(str(one) for one in labels if one.series == series)
        assert granted(tmp_path, series) >= max(one.number for one in of_site if one.series == series)


def at_server(folder: Path, series: str) -> list[str]:
    """What counters can call: all that was printed, and nothing else."""
    connection = open_database(folder / "server" / "server.db")
    rows = connection.execute(
        "SELECT label FROM ticket WHERE label LIKE ? AND state = 'waiting'", (f"{series}-%",)
    )
    found = sorted(row["label"] for row in rows)
    connection.close()
    return found


def granted(folder: Path, series: str) -> int:
    connection = open_database(folder / "server" / "server.db")
    (last,) = connection.execute("SELECT last FROM site_series WHERE series = ?", (series,)).fetchone()
    connection.close()
    return int(last)
