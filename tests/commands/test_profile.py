"""What a technician gets from `anjungan profile check`."""

import argparse
from pathlib import Path

import pytest

from commands import profile
from tests.config.contoh import BAND, CATALOGUE, FAMILIES, SITE, write


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    profile.add_arguments(parser)
    return profile.run(parser.parse_args(words))


def test_a_sound_profile_is_told_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(write(tmp_path))) == 0
    assert (
        capsys.readouterr().out
        == """\
Mal Pelayanan Publik, Kota Contoh (contoh): can be used

agencies      1 that the mall counts, and 1 other
services      1 that the mall counts, and 2 other
groups        2, in 1 of the agencies
hours         Jam mal: Mon-Tue 08:00-12:00 and 13:00-16:00
              Sabtu: Sat 18:00-24:00
priorities    Lansia
zones         Zona A, Zona B
band          Rekaan
voice         the one that ships
address       https://antrean.example/
families      1, all invented, with 2 document requests

Not known, and shown as `tanyakan petugas`:
fee           of 2 services
time          of 2 services
requirements  of 2 services

The catalogue says of itself: Rekaan
"""
    )


def test_what_is_left_out_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = SITE.replace('public_address = "https://antrean.example/"\n', "").replace(
        "sat = [", "# sat = ["
    )
    (write(tmp_path, site=without) / "families.yaml").unlink()
    (tmp_path / "band.toml").unlink()
    assert run("check", str(tmp_path)) == 0
    told = capsys.readouterr().out
    assert "none: slips carry no code for phones" in told
    assert "no families.yaml: no simulated registry" in told
    assert "no band.toml: a plain rule ends the cloth" in told
    assert "Sabtu: never open" in told


def test_mistakes_of_all_files_are_told_each_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        SITE.replace("#0B6E4F", "hijau"),
        CATALOGUE.replace("agency: dukcapil", "agency: dukcapl"),
        FAMILIES.replace("state: ready", "state: redy"),
        BAND.replace('"#.#..",', '"#.#...",'),
    )
    assert run("check", str(tmp_path)) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}/site.toml:13: `brand` = `hijau` must be a colour like `#960F32`\n"
        f"{tmp_path}/catalogue.yaml:24: agency `dukcapl` does not exist (did you mean `dukcapil`?)\n"
        f"{tmp_path}/band.toml:6: this row of `tepi` has 6 cells, and its first has 5\n"
        f"{tmp_path}/families.yaml:19: `state` must be 'submitted', 'in_process', 'ready', "
        "'collected', 'expired' or 'revoked' (did you mean `ready`?)\n"
    )


def test_only_families_can_be_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, site=f"{SITE}[documents]\naccess_pin_length = 8\n")
    assert run("check", str(tmp_path)) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}/families.yaml:14: `access_pin` must have 8 digits, as the site says\n"
    )


def test_the_profile_that_ships_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    assert "373 that the mall counts" in capsys.readouterr().out


def test_what_is_no_folder_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(tmp_path / "nowhere")) == 64
    assert "is no folder" in capsys.readouterr().err
