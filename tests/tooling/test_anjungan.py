"""The file that everyone types: it sets up once, mends what is half-made, and says what is missing."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commands.parts.frame import ROOT

WHEEL = "pebble-1.0-py3-none-any.whl"
METADATA = "Metadata-Version: 2.1\nName: pebble\nVersion: 1.0\n"
TAGS = "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy whose lock asks for one package, which lies beside it: no network."""
    copy = tmp_path / "a house with spaces"
    shutil.copytree(ROOT / "commands", copy / "commands", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "anjungan", copy)
    (copy / "packages.apt").write_text("# none\n", encoding="utf-8")
    wheel = tmp_path / "wheels" / WHEEL
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("pebble.py", "")
        archive.writestr("pebble-1.0.dist-info/METADATA", METADATA)
        archive.writestr("pebble-1.0.dist-info/WHEEL", TAGS)
        archive.writestr("pebble-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (copy / "requirements.lock").write_text(f"pebble==1.0 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
    return copy


def start(house: Path, *words: str, **extra: str) -> subprocess.Popen[str]:
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(house.parent / "wheels"),
        "PIP_CONFIG_FILE": os.devnull,
    }
    return subprocess.Popen(
        [house / "anjungan", *words],
        cwd=house.parent,
        env=inherited | offline | extra,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def typed(house: Path, *words: str, **extra: str) -> tuple[int, str, str]:
    process = start(house, *words, **extra)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_the_shell_can_read_it() -> None:
    subprocess.run(["sh", "-n", ROOT / "anjungan"], check=True)


@pytest.mark.slow
def test_a_half_made_environment_mends_itself_once_for_two(house: Path) -> None:
    (house / ".venv/bin").mkdir(parents=True)
    (house / ".venv/bin/python").symlink_to("/nowhere/python")
    both = [start(house, "setup") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum(err.count("making .venv/") for _, err in said) == 1
    assert all(out.startswith("Ready: ") for out, _ in said)

    stamp = house / ".venv/lib/anjungan.stamp"
    written = stamp.stat().st_mtime_ns
    link = house.parent / "link"
    link.symlink_to(house / "anjungan")
    assert subprocess.run([link, "setup"], check=False).returncode == 0
    assert stamp.stat().st_mtime_ns == written

    next((house / ".venv/lib").rglob("pebble-1.0.dist-info/METADATA")).unlink()
    code, out, err = typed(house, "setup")
    assert (code, err.count("making .venv/")) == (0, 1)
    assert out.startswith("Ready: ")


@pytest.mark.slow
def test_what_pip_refuses_leaves_no_stamp_and_says_why(house: Path) -> None:
    lock = house / "requirements.lock"
    lock.write_text(f"pebble==1.0 \\\n    --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = typed(house, "setup")
    assert (code, out) == (1, "")
    assert "DO NOT MATCH" in err
    assert "could not be installed" in err
    assert not (house / ".venv/lib/anjungan.stamp").exists()


@pytest.mark.parametrize(
    ("words", "packages"),
    [
        (("setup",), " alpha"),
        (("setup", "screen"), " alpha beta"),
        (("kiosk",), " beta"),
        (("demo",), " beta gamma"),
    ],
)
def test_without_root_the_line_to_type_is_shown(house: Path, words: tuple[str, ...], packages: str) -> None:
    (house / "packages.apt").write_text("base alpha\nscreen beta\nweb gamma\n", encoding="utf-8")
    tools = house.parent / "tools"
    tools.mkdir()
    for name, line in {"id": "echo 1000", "dpkg-query": "exit 1"}.items():
        (tools / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    code, out, err = typed(house, *words, PATH=f"{tools}:{os.environ['PATH']}")
    assert (code, out) == (1, "")
    assert f"    sudo apt-get update && sudo apt-get install --no-install-recommends{packages}\n" in err
    assert not (house / ".venv").exists()


def test_help_needs_no_set_up(house: Path) -> None:
    for words in (("--help",), ("setup", "--help")):
        code, out, _ = typed(house, *words)
        assert (code, "usage: anjungan" in out) == (0, True)
    assert not (house / ".venv").exists()


def command_names() -> list[str]:
    files = sorted((ROOT / "commands").glob("*.py"))
    return [file.stem for file in files if "\nSUMMARY = " in file.read_text(encoding="utf-8")]


def anjungan(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "commands", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_list_names_every_command() -> None:
    lines = anjungan("--help").stdout
    assert {"setup", "test", "server", "printer"} <= set(command_names())
    assert all(f"\n  {name} " in lines for name in command_names())


@pytest.mark.parametrize("name", command_names())
def test_every_command_explains_itself(name: str) -> None:
    told = anjungan(name, "--help")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(f"usage: anjungan {name}")
    assert "nds with 0" in told.stdout


@pytest.mark.parametrize("words", [(), ("sevrer",), ("server", "--nonsense")])
def test_wrong_usage_ends_with_64(words: tuple[str, ...]) -> None:
    assert anjungan(*words).returncode == 64


def test_arguments_reach_pytest_unchanged() -> None:
    told = anjungan("test", "--co", "-q", "-k", "no_address", "tests/tooling/test_lock.py")
    assert told.returncode == 0, told.stdout
    assert "test_no_address_and_no_index" in told.stdout
    assert "style" not in told.stdout
