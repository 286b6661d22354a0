"""A small invented site, as the files of its profile."""

from pathlib import Path

SITE = """\
format = 1
id = "contoh"
name = { top = "Mal Pelayanan Publik", main = "Kota Contoh" }
short_name = "MPP Contoh"
time_zone = "Asia/Jakarta"
public_address = "https://antrean.example/"
popular = [
    "dukcapil-kk-baru",
    "bank-setor",
]

[look]
brand = "#0B6E4F"
motion = false

[[hours]]
id = "mal"
name = { id = "Jam mal", en = "Mall hours" }
cut_off_minutes = 30
mon = ["08:00-12:00", "13:00-16:00"]
tue = ["13:00-16:00", "08:00-12:00"]

[[hours]]
id = "sabtu"
name = { id = "Sabtu" }
sat = ["18:00-24:00"]

[[priorities]]
id = "lansia"
name = { id = "Lansia" }
note = { id = "60 tahun ke atas" }
icon = "lansia"

[desk]
name = { id = "Meja informasi" }

[agencies.bank]
hours = "sabtu"
quota = 40
place = { id = "Lantai 2" }

[services.bank-setor]
quota = 12

[services.bank-kartu]
hours = "mal"

[board]
notices = ["Bawa KTP-el asli."]

[[zones]]
id = "depan"
name = { id = "Zona A" }
note = { id = "lantai 1" }
agencies = ["dukcapil"]

[[zones]]
id = "belakang"
name = { id = "Zona B" }
agencies = ["bank"]
"""

CATALOGUE = """\
format: 1
status: Rekaan
sources:
  S1: {url: "https://contoh.example/", supports: syarat}
needs:
  nik: 16 angka
agencies:
  - id: dukcapil
    code: A
    short: Dukcapil
    name: {id: Dinas Kependudukan, en: Civil Registration}
    icon: identification-card
    groups:
      - {id: kk, name: {id: KK}}
      - {id: akta, name: {id: Akta}}
  - id: bank
    code: KP
    short: Bank
    name: {id: Bank Contoh}
    icon: bank
    counted: false
services:
  - id: dukcapil-kk-baru
    agency: dukcapil
    group: kk
    name: {id: KK baru, en: New Family Card}
    synonyms: [bikin kk]
    requirements: [KTP-el]
    fee: 0
    minutes: 5
    document: kk
    needs: [nik]
    evidence: sourced_here
    sources: [S1]
    covers: {S1: [requirements]}
  - id: bank-setor
    agency: bank
    name: {id: Setor tunai}
    channel: counter
    evidence: general_knowledge
  - id: bank-kartu
    agency: bank
    name: {id: Kartu hilang}
    evidence: general_knowledge
"""

FAMILIES = """\
format: 1
status: Rekaan
families:
  - kk: "0000000000000001"
    head: "0000000000000011"
    address: Jl. Contoh
    rt_rw: 001/002
    kelurahan: Contoh
    kecamatan: Contoh
    members:
      - {name: Ani Contoh, nik: "0000000000000011", born: 1980-02-03, relationship: Kepala Keluarga}
      - {name: Budi Contoh, nik: "0000000000000012", born: 2010-02-03, relationship: Anak}
    accounts:
      - {nik: "0000000000000011", access_pin: "111111"}
    requests:
      - number: KK-1
        kind: kk
        holder: "0000000000000011"
        state: ready
        print_pin: "222222"
      - number: KA-1
        kind: kia
        holder: "0000000000000012"
        state: in_process
        print_pin: "333333"
"""


BAND = """\
format = 1
name = "Rekaan"
tepi = [
    "#....",
    "##...",
    "#.#..",
    "#####",
]
kepala = [
    "#.....",
    "##..#.",
    "#.#...",
    "######",
    "......",
    "###...",
]
tanda = [
    "####..",
    "#.....",
    "##..#.",
    "#.#...",
]
strip = [
    "#..##..",
    "##..#..",
    "..#..##",
]
"""
"""Nothing of it is the same in a mirror, or upside down."""


def write(
    folder: Path,
    site: str = SITE,
    catalogue: str = CATALOGUE,
    families: str = FAMILIES,
    band: str = BAND,
) -> Path:
    """The folder, with the four files in it."""
    (folder / "site.toml").write_text(site, encoding="utf-8")
    (folder / "catalogue.yaml").write_text(catalogue, encoding="utf-8")
    (folder / "families.yaml").write_text(families, encoding="utf-8")
    (folder / "band.toml").write_text(band, encoding="utf-8")
    return folder
