"""`./anjungan demo` as a visitor of the repository types it: in a clean copy, with nothing set up."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from commands.parts.frame import ROOT
from tests.e2e.parts import code_on

pytestmark = [pytest.mark.e2e, pytest.mark.web, pytest.mark.slow]

NOT_OURS = (".git", ".venv*", "*cache*", ".hypothesis", "*.egg-info")
KIOSK, PAGES = (1080, 1920), {(1366, 768), (1920, 1080)}


def test_the_demo_in_a_clean_copy(tmp_path: Path) -> None:
    copy, out = tmp_path / "a copy", tmp_path / "pictures"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=shutil.ignore_patterns(*NOT_OURS))
    before = {file for file in copy.rglob("*") if ".venv" not in file.parts}
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [copy / "anjungan", "demo", "--out", out],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    listed = re.findall(rf"^{re.escape(str(out))}/(\S+\.png)  \S", done.stdout, re.MULTILINE)
    assert sorted(listed) == sorted(file.name for file in out.iterdir())
    sizes = {}
    for name in listed:
        with Image.open(out / name) as picture:
            sizes[name] = picture.size
    slips = {name: size for name, size in sizes.items() if name.startswith("slip-")}
    assert sorted(slips) == ["slip-kk.png", "slip-ticket.png"]
    assert {width for width, _ in slips.values()} == {576}
    assert sum(size == KIOSK for size in sizes.values()) >= 5
    assert set(sizes.values()) - set(slips.values()) == {KIOSK} | PAGES
    assert code_on(out / "slip-ticket.png") is not None
    texts = [done.stdout, done.stderr, code_on(out / "slip-kk.png") or ""]
    texts += [file.name + file.read_bytes().decode("latin-1") for file in out.iterdir()]
    assert all(re.search(r"(?<!\d)\d{16}(?!\d)", text) is None for text in texts)
    left = {file for file in copy.rglob("*") if ".venv" not in file.parts and "__pycache__" not in file.parts}
    assert {file.name for file in left - before} <= {".venv", ".venv.lock"}
