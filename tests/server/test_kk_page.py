"""A Kartu Keluarga on A4, as another program reads it."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from commands.parts.frame import ROOT
from config.families import CivilEntry, FamilyEntry, MemberEntry
from server.kk_page import SIMULATED, kk_page

FONTS = ROOT / "printers" / "fonts"
TODAY = date(2026, 4, 14)
LONG = CivilEntry(
    sex="Perempuan",
    birthplace="Ogan Komering Ulu Selatan",
    religion="Kepercayaan terhadap Tuhan YME",
    education="Tamat Sekolah Menengah Pertama atau sederajat",
    occupation="Buruh harian lepas di bidang perkebunan",
    marital="Kawin belum tercatat",
    citizenship="WNI",
    father="Raden Mas Suryanegara Kusumadiningrat",
    mother="Ni Luh Ketut Ayu Wulandari Puspaningrum",
)

pytestmark = pytest.mark.office


def family(members: int, civil: CivilEntry) -> FamilyEntry:
    people = tuple(
        MemberEntry(
            name=f"Orang Contoh Ke-{number:02}",
            nik=f"16710201017{number:02}001",
            born=date(1970, 1, 1),
            relationship="Kepala Keluarga" if number == 1 else "Anak",
            civil=civil,
        )
        for number in range(1, members + 1)
    )
    return FamilyEntry(
        kk="1671021503229009",
        head=people[0].nik,
        address="Jl. Contoh Šafran No. 7",
        rt_rw="012/004",
        kelurahan="15 Ulu",
        kecamatan="Jakabaring",
        members=people,
        accounts=(),
        requests=(),
    )


def pages_of(page: bytes, folder: Path) -> list[str]:
    """The text of each page, through poppler."""
    (folder / "kk.pdf").write_bytes(page)
    words = ["pdftotext", "-raw", str(folder / "kk.pdf"), "-"]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


@pytest.mark.parametrize(("members", "civil"), [(1, CivilEntry()), (10, CivilEntry()), (23, LONG)])
def test_each_page_says_what_it_is_not_and_has_a_place_for_the_signature(
    members: int, civil: CivilEntry, tmp_path: Path
) -> None:
    one = family(members, civil)
    pages = pages_of(kk_page(one, fonts=FONTS, today=TODAY), tmp_path)
    for number, text in enumerate(pages, 1):
        assert text.count(SIMULATED) == 3, "on both edges and across"
        assert "Tempat tanda tangan elektronik" in text
        assert f"No. {one.kk}" in text and "Šafran" in text
        assert f"Halaman {number} dari {len(pages)}" in text
    everything = "".join(pages)
    for member in one.members:
        assert everything.count(member.nik) == 1, member.nik


def test_a_family_of_ten_fits_on_one_page(tmp_path: Path) -> None:
    assert len(pages_of(kk_page(family(10, CivilEntry()), fonts=FONTS, today=TODAY), tmp_path)) == 1


def test_a_large_family_goes_on_on_the_next_page(tmp_path: Path) -> None:
    assert len(pages_of(kk_page(family(23, LONG), fonts=FONTS, today=TODAY), tmp_path)) > 2
