"""`anjungan registry check`: an adapter by its name, and what is said of it."""

import os
import subprocess
from pathlib import Path

import pytest

from commands.__main__ import main
from commands.parts.frame import ROOT
from tests.server.parts import ACCESS_PIN, NIK

PEOPLE = f"""\
people:
  - {{nik: "{NIK}", access_pin: "{ACCESS_PIN}", outcome: found}}
  - {{nik: "1671010101010031", access_pin: "616161", outcome: pin_expired}}
strangers: ["1671019999990001"]
"""


def checked(folder: Path, factory: str, people: str = PEOPLE) -> int:
    file = folder / "people.yaml"
    file.write_text(people, encoding="utf-8")
    return main(["registry", "check", f"tests.server.adapters:{factory}", "--people", str(file)])


def test_a_sound_adapter_keeps_every_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, "sound") == 0
    told = capsys.readouterr().out
    assert "The adapter keeps the contract." in told and "BROKEN" not in told
    assert NIK not in told and ACCESS_PIN not in told


def test_a_broken_rule_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, "away") == 1
    assert "BROKEN  the right PIN lets in\n        person 1 should be found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("people: 1671010101010007", "people.yaml: people: tuple_type"),
        (PEOPLE.replace("found", "fond"), "people.yaml: people.0.outcome: literal_error"),
        (PEOPLE.replace('["1671019999990001"]', "[]"), "people.yaml: strangers: too_short"),
        (PEOPLE.replace("found", "not_recorded"), "needs somebody who is found"),
        ("a: [", "cannot be read: ParserError"),
    ],
)
def test_a_file_of_people_that_is_wrong_repeats_no_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], people: str, told: str
) -> None:
    assert checked(tmp_path, "sound", people) == 1
    said = capsys.readouterr().err
    assert told in said and "1671010101010007" not in said


def test_an_adapter_of_another_folder_is_found_as_the_docs_say(tmp_path: Path) -> None:
    package = tmp_path / "my_city"
    package.mkdir()
    (package / "siak.py").write_text("from tests.server.adapters import sound as factory\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    words = ("registry", "check", "my_city.siak:factory", "--people", "people.yaml")
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    told = subprocess.run(
        [ROOT / "anjungan", *words], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["nothing", "no_such_module:x", "tests.server.adapters:none", ":x"])
def test_what_cannot_be_loaded_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["registry", "check", name, "--people", "x"])
    assert ended.value.code == 64 and "cannot be loaded" in capsys.readouterr().err
