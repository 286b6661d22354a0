"""`anjungan bench`: every name that was given once stays, in a list that machines read. Speed is no test."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands.parts.frame import ROOT

NAMES = [
    "commit-own-p50",
    "commit-own-p99",
    "commit-site-p99-ms",
    "first-byte-p99-ms",
    "issue-1-vs-bare",
    "issue-4-vs-bare",
    "issue-16-vs-bare",
    "issue-1-vs-pgbench",
    "issue-4-vs-pgbench",
    "issue-16-vs-pgbench",
    "fleet-200-p99-ms",
    "fleet-growth-100",
    "fleet-growth",
    "first-frame",
    "tap-repaint",
    "page-change",
    "memory",
    "memory-vs-chromium",
    "call-to-board-p99-ms",
    "search-5000-p50",
    "search-5000-p99",
    "keystroke-ms",
    "keystroke-max-ms",
    "raster",
    "slip-bytes",
    "qr",
    "text-slip",
    "printer-import",
    "slip-writes",
]


def measured(file: Path, *words: str) -> tuple[list[dict[str, str | float]], str]:
    """The list, and what was said to be missing."""
    command = [sys.executable, "-m", "commands", "bench", "--quick", "--json", str(file), *words]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    return json.loads(file.read_text(encoding="utf-8")), ran.stderr


@pytest.mark.slow
@pytest.mark.web
def test_every_name_is_there_with_its_peer(tmp_path: Path) -> None:
    found, missing = measured(tmp_path / "figures.json")
    names = [name for name in NAMES if "wrk" not in missing or not name.startswith("issue-")]
    names = [name for name in names if "postgresql" not in missing or not name.endswith("-vs-pgbench")]
    assert [one["name"] for one in found] == names
    for one in found:
        assert set(one) == {"name", "ours", "peer", "unit", "ratio", "peer_is"}
        ours, peer, ratio = one["ours"], one["peer"], one["ratio"]
        assert isinstance(ours, float) and isinstance(peer, float | int) and isinstance(ratio, float)
        assert ours > 0 and peer > 0 and ratio == pytest.approx(ours / peer)
        assert (peer == 1) == (one["peer_is"] == "1")


def test_what_is_missing_is_said_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found, missing = measured(tmp_path / "figures.json", "--only", "issue_rate")
    assert found == []
    assert missing == "issue_rate: not measured, for want of: apt-get install wrk\n"
