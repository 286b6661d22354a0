"""A profile loads whole, or every mistake in it is said with its place and what was meant."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from config.families import FamiliesFile
from config.load import FORMS, load_families, load_profile
from config.models import Band, CatalogueFile, DocumentRules, Opening, Profile, SiteFile
from config.parse import Problem, ProfileProblems
from tests.config.contoh import BAND, CATALOGUE, FAMILIES, SITE, write

FILES = {"site.toml": SITE, "catalogue.yaml": CATALOGUE, "band.toml": BAND, "families.yaml": FAMILIES}
RULES = DocumentRules()


def loaded(folder: Path) -> Profile:
    profile = load_profile(folder)
    assert isinstance(profile, Profile), profile
    return profile


def problems(folder: Path) -> tuple[Problem, ...]:
    """Of all four files."""
    found = (load_profile(folder), load_families(folder, RULES))
    return tuple(problem for part in found if isinstance(part, ProfileProblems) for problem in part.problems)


@dataclass(frozen=True)
class Mistake:
    """In `file` the text `old` becomes `new`; `at` stands in the line that is named, and in no other."""

    file: str
    old: str
    new: str
    at: str
    what: str
    suggestion: str | None = None
    also: tuple[str, ...] = ()
    """What is wrong besides, because of it."""

    def __str__(self) -> str:
        return f"{self.file} {self.what}"


SITE_MISTAKES = (
    Mistake(
        "site.toml",
        'brand = "#0B6E4F"',
        'brand = "#0B6E4F',
        'brand = "#0B6E4F',
        "this is not TOML: Illegal character '\\n'",
    ),
    Mistake(
        "site.toml",
        "[desk]",
        "[desk",
        "[desk",
        "this is not TOML: Expected ']' at the end of a table declaration",
    ),
    Mistake("site.toml", "quota = 12", "quota = ", "quota = \n", "this is not TOML: Invalid value"),
    Mistake(
        "site.toml", "quota = 12", "quota = 12\nquota = 13", "quota = 13", "`quota` stands here a second time"
    ),
    Mistake("site.toml", "[desk]", "[look]\n[desk]", "[look]\n[desk]", "`look` stands here a second time"),
    Mistake(
        "site.toml",
        'short_name = "',
        'short_nam = "',
        "short_nam ",
        "unknown key `short_nam`",
        "short_name",
        ("the key `short_name` is missing",),
    ),
    Mistake(
        "site.toml",
        "[look]",
        "[lok]",
        "[lok]",
        "unknown key `lok`",
        "look",
        also=("the key `look` is missing",),
    ),
    Mistake(
        "site.toml",
        "brand = ",
        "brnd = ",
        "brnd = ",
        "unknown key `brnd`",
        "brand",
        also=("the key `brand` is missing",),
    ),
    Mistake(
        "site.toml",
        "cut_off_minutes",
        "cutoff_minutes",
        "cutoff_m",
        "unknown key `cutoff_minutes`",
        "cut_off_minutes",
    ),
    Mistake("site.toml", "place = {", "plac = {", "plac = {", "unknown key `plac`", "place"),
    Mistake("site.toml", 'id = "Lantai 2"', 'id = "Lantai 2", eng = ""', "eng = ", "unknown key `eng`", "en"),
    Mistake("site.toml", 'short_name = "MPP Contoh"\n', "", "format = 1", "the key `short_name` is missing"),
    Mistake("site.toml", 'brand = "#0B6E4F"\n', "", "[look]", "the key `brand` is missing"),
    Mistake("site.toml", ', main = "Kota Contoh"', "", "name = { top", "the key `main` is missing"),
    Mistake(
        "site.toml",
        "cut_off_minutes = 30",
        'cut_off_minutes = "30"',
        '= "30"',
        "`cut_off_minutes` = `30` must be a whole number, without quotes",
    ),
    Mistake(
        "site.toml",
        "cut_off_minutes = 30",
        "cut_off_minutes = true",
        "= true",
        "`cut_off_minutes` must be a whole number, without quotes",
    ),
    Mistake(
        "site.toml",
        "cut_off_minutes = 30",
        "cut_off_minutes = 481",
        "= 481",
        "`cut_off_minutes` must be less than or equal to 480",
    ),
    Mistake(
        "site.toml",
        'short_name = "MPP Contoh"',
        "short_name = 3",
        "short_name",
        "`short_name` must be text in quotes",
    ),
    Mistake(
        "site.toml",
        'short_name = "MPP Contoh"',
        'short_name = " "',
        "short_name",
        "`short_name` = ` ` must not be empty",
    ),
    Mistake(
        "site.toml",
        'sat = ["18:00-24:00"]',
        'sat = "18:00-24:00"',
        "sat =",
        "`sat` = `18:00-24:00` must be a list",
    ),
    Mistake(
        "site.toml",
        'name = { id = "Sabtu" }',
        'name = "Sabtu"',
        'name = "Sabtu"',
        "`name` = `Sabtu` must be a table of keys",
    ),
    Mistake("site.toml", "format = 1", "format = 2", "format", "`format` must be 1"),
    Mistake("site.toml", "#0B6E4F", "#0B6E4", "#0B6E4", "`brand` = `#0B6E4` must be a colour like `#960F32`"),
    Mistake(
        "site.toml",
        "Asia/Jakarta",
        "Asia/Jakarto",
        "Jakarto",
        "time zone `Asia/Jakarto` does not exist",
        "Asia/Jakarta",
    ),
    Mistake(
        "site.toml",
        "https://antrean",
        "ftp://antrean",
        "ftp:",
        "`public_address` = `ftp://antrean.example/` must be an address that begins with http:// or https://",
    ),
    Mistake(
        "site.toml",
        '["08:00-12:00", "13:00-16:00"]',
        '[\n  "08:00-12:00",\n  # pause\n  "25:00-26:00",\n]',
        "25:00",
        "`mon` = `25:00-26:00` must be opening hours like `08:00-12:00`",
    ),
    Mistake(
        "site.toml",
        "18:00-24:00",
        "18:00-24:30",
        "24:30",
        "`sat` = `18:00-24:30` must be opening hours like `08:00-12:00`",
    ),
    Mistake("site.toml", "18:00-24:00", "18:00-08:00", "18:00-08:00", "`18:00-08:00` ends before it begins"),
    Mistake("site.toml", "18:00-24:00", "18:00-18:00", "18:00-18:00", "`18:00-18:00` ends before it begins"),
    Mistake(
        "site.toml",
        '["08:00-12:00", "13:00-16:00"]',
        '["08:00-12:00",\n"11:59-16:00"]',
        "11:59",
        "`11:59` is within the hours before it on the same day, which end at `12:00`",
    ),
    Mistake(
        "site.toml",
        '["13:00-16:00", "08:00-12:00"]',
        '["13:00-16:00",\n"08:00-13:30"]',
        "tue = ",
        "`13:00` is within the hours before it on the same day, which end at `13:30`",
    ),
    Mistake(
        "site.toml",
        '"bank-setor"',
        '"bank-stor"',
        "bank-stor",
        "service `bank-stor` does not exist",
        "bank-setor",
    ),
    Mistake(
        "site.toml",
        '    "bank-setor",',
        '    "dukcapil-kk-baru",',
        '"dukcapil-kk-baru",\n]',
        "popular service `dukcapil-kk-baru` is given twice; first in line 8",
    ),
    Mistake(
        "site.toml",
        "[agencies.bank]",
        "[agencies.bnak]",
        "agencies.bnak",
        "agency `bnak` does not exist",
        "bank",
    ),
    Mistake(
        "site.toml",
        "[services.bank-setor]",
        "[services.bank-stor]",
        "services.bank-stor",
        "service `bank-stor` does not exist",
        "bank-setor",
    ),
    Mistake(
        "site.toml", 'hours = "sabtu"', 'hours = "saptu"', "saptu", "hours `saptu` does not exist", "sabtu"
    ),
    Mistake(
        "site.toml", 'icon = "lansia"', 'icon = "lanisa"', "lanisa", "icon `lanisa` does not exist", "lansia"
    ),
    Mistake(
        "site.toml", 'name = { id = "Sabtu" }\n', "", '[[hours]]\nid = "sabtu"', "the key `name` is missing"
    ),
    Mistake(
        "site.toml",
        "[desk]",
        '[[hours]]\nid = "mal"\nname = { id = "Lagi" }\n[desk]',
        'id = "mal"\nname = { id = "Lagi"',
        "hours `mal` is given twice; first in line 17",
    ),
    Mistake(
        "site.toml",
        "[desk]",
        '[[priorities]]\nid = "lansia"\nname = { id = "L" }\nnote = { id = "N" }\nicon = "baby"\n[desk]',
        'id = "lansia"\nname = { id = "L" }',
        "priority group `lansia` is given twice; first in line 29",
    ),
    Mistake(
        "site.toml",
        "Bawa KTP-el asli.",
        80 * "a" + "b",
        "aab",
        f"`notices` = `{80 * 'a'}b` must have at most 80 characters",
    ),
    Mistake(
        "site.toml", 'note = { id = "lantai 1" }', "note = 1", "note = 1", "`note` must be a table of keys"
    ),
    Mistake(
        "site.toml",
        '"belakang"',
        '"depan"',
        '"depan"\nname = { id = "Zona B',
        "zone `depan` is given twice; first in line 52",
    ),
    Mistake(
        "site.toml",
        '["bank"]',
        '["bnak"]',
        '["bnak"]',
        "agency `bnak` does not exist",
        "bank",
        also=("agency `bank` stands in none of the zones",),
    ),
    Mistake(
        "site.toml",
        '["dukcapil"]',
        '["dukcapil", "bank"]',
        'agencies = ["bank"]',
        "agency `bank` is given twice; first in line 55",
    ),
    Mistake(
        "site.toml",
        "[desk]",
        '[technician]\npin = "12345"\n[desk]',
        '"12345"',
        "`pin` must be 6 to 12 digits in quotes",
    ),
)
CATALOGUE_MISTAKES = (
    Mistake(
        "catalogue.yaml",
        "status: Rekaan",
        "status: a: b",
        "a: b",
        "this is not YAML: mapping values are not allowed in this context",
    ),
    Mistake(
        "catalogue.yaml",
        "    code: A\n",
        "    code: A\n    code: B\n",
        "code: B",
        "`code` stands here a second time",
    ),
    Mistake(
        "catalogue.yaml",
        "    fee: 0\n",
        "    fee: 0\n    yes: 1\n",
        "yes: 1",
        "a key must be text; put it in quotes",
    ),
    Mistake(
        "catalogue.yaml",
        "    synonyms: [",
        "    synonims: [",
        "synonims",
        "unknown key `synonims`",
        "synonyms",
    ),
    Mistake("catalogue.yaml", "id: KK baru, en:", "id: KK baru, end:", "end:", "unknown key `end`", "en"),
    Mistake("catalogue.yaml", "    short: Bank\n", "", "- id: bank\n", "the key `short` is missing"),
    Mistake(
        "catalogue.yaml",
        "    fee: 0",
        '    fee: "0"',
        "fee:",
        "`fee` = `0` must be a whole number, without quotes",
    ),
    Mistake(
        "catalogue.yaml", "    fee: 0", "    fee: -1", "fee:", "`fee` must be greater than or equal to 0"
    ),
    Mistake(
        "catalogue.yaml", "name: {id: Setor tunai}", "name: {id: no}", "id: no", "`id` must be text in quotes"
    ),
    Mistake(
        "catalogue.yaml",
        "[KTP-el]",
        "\n      - KTP-el\n      - 17",
        "- 17",
        "`requirements` must be text in quotes",
    ),
    Mistake(
        "catalogue.yaml",
        "evidence: sourced_here",
        "evidence: sourced_her",
        "sourced_her",
        "`evidence` = `sourced_her` must be 'sourced_here', 'sourced_elsewhere' or 'general_knowledge'",
        "sourced_here",
    ),
    Mistake(
        "catalogue.yaml",
        "channel: counter",
        "channel: conter",
        "conter",
        "`channel` = `conter` must be 'counter', 'self_service', 'drive_thru', 'booking' or 'facility'",
        "counter",
    ),
    Mistake(
        "catalogue.yaml",
        "code: KP",
        "code: kp",
        "code: kp",
        "`code` = `kp` must be one to four capital letters",
    ),
    Mistake(
        "catalogue.yaml",
        "code: KP",
        "code: A",
        "code: A\n    short: Bank",
        "code `A` is given twice; first in line 9",
    ),
    Mistake(
        "catalogue.yaml",
        "{id: akta,",
        "{id: kk,",
        "{id: kk, name: {id: Akta}}",
        "group `kk` is given twice; first in line 14",
    ),
    Mistake(
        "catalogue.yaml",
        "agency: dukcapil",
        "agency: dukcapl",
        "dukcapl",
        "agency `dukcapl` does not exist",
        "dukcapil",
    ),
    Mistake(
        "catalogue.yaml",
        "group: kk",
        "group: akte",
        "group: akte",
        "group `akte` of agency `dukcapil` does not exist",
        "akta",
    ),
    Mistake(
        "catalogue.yaml",
        "icon: identification-card",
        "icon: identification",
        "icon: identification",
        "icon `identification` does not exist",
        "identification-card",
    ),
    Mistake("catalogue.yaml", "sources: [S1]", "sources: [S2]", "[S2]", "source `S2` does not exist"),
    Mistake("catalogue.yaml", "covers: {S1:", "covers: {S2:", "{S2:", "source `S2` does not exist"),
    Mistake("catalogue.yaml", "needs: [nik]", "needs: [nikk]", "[nikk]", "need `nikk` does not exist", "nik"),
    Mistake(
        "catalogue.yaml",
        "needs:\n  nik:",
        "needs:\n  Nik_: x\n  nik:",
        "Nik_",
        "the key `Nik_` must be small letters, digits and single hyphens, like `kk-baru`",
    ),
    Mistake(
        "catalogue.yaml",
        "services:\n",
        "  - {id: bank, code: B, short: B, name: {id: B}, icon: bank}\nservices:\n",
        "{id: bank, code: B",
        "agency `bank` is given twice; first in line 16",
    ),
    Mistake(
        "catalogue.yaml",
        "services:\n",
        "services:\n  - {id: bank-kartu, agency: bank, name: {id: K}, evidence: general_knowledge}\n",
        "- id: bank-kartu",
        "service `bank-kartu` is given twice; first in line 23",
    ),
    Mistake(
        "catalogue.yaml",
        "  nik: 16 angka",
        "  nik: &nik 16 angka\n  kk: *nik",
        "&nik",
        "an alias (`*name`) points here; write it out where it stands",
    ),
    Mistake(
        "catalogue.yaml",
        "status: Rekaan",
        "status: !!python/name:os.system",
        "!!python",
        "the tag `tag:yaml.org,2002:python/name:os.system` has no meaning here",
    ),
)
FAMILIES_MISTAKES = (
    Mistake("families.yaml", "    address: Jl. Contoh\n", "", "- kk:", "the key `address` is missing"),
    Mistake(
        "families.yaml",
        "rt_rw:",
        "rtrw:",
        "rtrw:",
        "unknown key `rtrw`",
        "rt_rw",
        also=("the key `rt_rw` is missing",),
    ),
    Mistake(
        "families.yaml",
        'head: "0000000000000011"',
        'head: "0000000000000019"',
        "head:",
        "the NIK at `head` is of no member of this family",
        also=("the holder of a KK is the head of the family",),
    ),
    Mistake(
        "families.yaml",
        '- {nik: "0000000000000011",',
        '- {nik: "0000000000000019",',
        "access_pin",
        "the NIK at `nik` is of no member of this family",
    ),
    Mistake(
        "families.yaml",
        'holder: "0000000000000012"',
        'holder: "0000000000000019"',
        "0019",
        "the NIK at `holder` is of no member of this family",
    ),
    Mistake(
        "families.yaml",
        'holder: "0000000000000011"',
        'holder: "0000000000000012"',
        'holder: "0000000000000012"\n        state: ready',
        "the holder of a KK is the head of the family",
    ),
    Mistake(
        "families.yaml",
        'kk: "0000000000000001"',
        'kk: "000000000000001"',
        "- kk:",
        "`kk` must be 16 digits in quotes",
    ),
    Mistake(
        "families.yaml",
        'kk: "0000000000000001"',
        "kk: 1671020000000001",
        "- kk:",
        "`kk` must be text in quotes",
    ),
    Mistake(
        "families.yaml",
        "2010-02-03",
        "2010-02-30",
        "2010-02-30",
        "this looks like a date or a number, but is none; put it in quotes",
    ),
    Mistake(
        "families.yaml",
        "state: in_process",
        "state: in_proces",
        "in_proces",
        "`state` must be 'submitted', 'in_process', 'ready', 'collected', 'expired' or 'revoked'",
        "in_process",
    ),
    Mistake(
        "families.yaml", '"333333"', '"33333"', "33333", "`print_pin` must have 6 digits, as the site says"
    ),
    Mistake(
        "families.yaml",
        '"111111"',
        '"11111111"',
        "11111111",
        "`access_pin` must have 6 digits, as the site says",
    ),
    Mistake(
        "families.yaml", '"333333"', '"33333a"', "33333a", "`print_pin` must be 4 to 12 digits in quotes"
    ),
    Mistake(
        "families.yaml",
        "number: KA-1",
        "number: KK-1",
        "number: KK-1\n        kind: kia",
        "number `KK-1` is given twice; first in line 16",
    ),
    Mistake(
        "families.yaml",
        "number: KA-1",
        "number: ka-1",
        "ka-1",
        "`number` must be at most 40 capital letters, digits, `/`, `.` and `-`, a letter or digit first",
    ),
)


BAND_MISTAKES = (
    Mistake(
        "band.toml",
        "kepala = [",
        "kepla = [",
        "kepla",
        "unknown key `kepla`",
        "kepala",
        ("the key `kepala` is missing",),
    ),
    Mistake(
        "band.toml",
        '"##..."',
        '"##x.."',
        "##x",
        "`tepi` = `##x..` must be `#` for a thread and `.` for cloth, and nothing else",
    ),
    Mistake(
        "band.toml", '"#.#.."', '"#.#."', '"#.#."', "this row of `tepi` has 4 cells, and its first has 5"
    ),
    Mistake(
        "band.toml",
        '"#.#..."',
        '"#.#.... "',
        '"#.#.... "',
        "this row of `kepala` has 8 cells, and its first has 6",
    ),
    Mistake(
        "band.toml",
        "tepi = [",
        "tepi = [\n" + 22 * '"#####",\n',
        "tepi",
        "`tepi` must have at most 25 entries",
    ),
    Mistake(
        "band.toml",
        '"####.."',
        f'"{24 * "#"}"',
        24 * "#",
        f"`tanda` = `{24 * '#'}` must have at most 23 characters",
        also=("this row of `tanda` has 6 cells, and its first has 24",),
    ),
    Mistake(
        "band.toml",
        "strip = [",
        "strip = 3\n_ = [",
        "strip",
        "`strip` must be a list",
        also=("unknown key `_`",),
    ),
    Mistake(
        "band.toml",
        '"..#..##"',
        '".....##"',
        "strip",
        "column 3 of `strip` has no thread: a dead dot of the printer would not show",
    ),
    Mistake(
        "band.toml",
        BAND[BAND.index("tanda") : BAND.index("strip")],
        "tanda = []\n",
        "tanda",
        "`tanda` must not be empty",
    ),
)


@pytest.mark.parametrize(
    "mistake", [*SITE_MISTAKES, *CATALOGUE_MISTAKES, *BAND_MISTAKES, *FAMILIES_MISTAKES], ids=str
)
def test_a_mistake_is_said_with_its_place(mistake: Mistake, tmp_path: Path) -> None:
    changed = FILES[mistake.file].replace(mistake.old, mistake.new, 1)
    assert changed != FILES[mistake.file] and changed.count(mistake.at) == 1
    write(tmp_path)
    (tmp_path / mistake.file).write_text(changed, encoding="utf-8")
    line = changed[: changed.index(mistake.at)].count("\n") + 1
    expected = Problem(tmp_path / mistake.file, line, mistake.what, mistake.suggestion)
    found = problems(tmp_path)
    assert expected in found
    assert {problem.what for problem in found if problem != expected} == set(mistake.also)


def patterns(schema: Any) -> Iterator[str]:
    """All that texts must match, anywhere in a JSON schema."""
    match schema:
        case dict():
            yield from (found for key, found in schema.items() if key == "pattern")
            yield from (found for part in schema.values() for found in patterns(part))
        case list():
            yield from (found for part in schema for found in patterns(part))


@pytest.mark.parametrize("file", [SiteFile, CatalogueFile, Band, FamiliesFile])
def test_every_form_has_its_sentence(file: type[BaseModel]) -> None:
    found = set(patterns(file.model_json_schema()))
    assert found and found <= FORMS.keys()


def test_all_mistakes_are_said_at_once_in_order(tmp_path: Path) -> None:
    write(tmp_path, site=WRONG_SITE, catalogue=WRONG_CATALOGUE)
    said = [str(problem).removeprefix(f"{tmp_path}/") for problem in problems(tmp_path)]
    assert said == WRONG.splitlines()


WRONG_SITE = """\
format = 1
id = "contoh"
name = { top = "Mal Pelayanan Publik", main = "Kota Contoh" }
short_name = "MPP Contoh"
time_zone = "Asia/Jakarto"
brandx = 3
popular = ["kk-baru",
  "kk-bru"]
[look]
brand = "#96F32"
[[hours]]
id = "mall"
name = { id = "Mal" }
mon = ["08:00-12:00", "13:00-11:00",
   "11:00-14:00", "25:00-26:00"]
tue = 3
[desk]
name = { id = "Meja informasi", en = 3 }
[agencies.dukcapl]
hours = "mal"
plac = { id = "x" }
"""
WRONG_CATALOGUE = """\
format: 2
status: Rekaan
agencies:
  - id: dukcapil
    code: A
    short: Dukcapil
    name: {id: Dukcapil}
    icon: identificationcard
    groups:
      - {id: kk, name: {id: KK}}
services:
  - id: kk-baru
    agency: dukcapl
    name: {id: KK baru}
    evidence: guessed
  - id: kk-baru
    agency: dukcapil
    group: kkk
    name: {id: yes}
    evidence: sourced_here
"""
WRONG = """\
site.toml:5: time zone `Asia/Jakarto` does not exist (did you mean `Asia/Jakarta`?)
site.toml:6: unknown key `brandx`
site.toml:8: service `kk-bru` does not exist (did you mean `kk-baru`?)
site.toml:10: `brand` = `#96F32` must be a colour like `#960F32`
site.toml:14: `13:00-11:00` ends before it begins
site.toml:15: `mon` = `25:00-26:00` must be opening hours like `08:00-12:00`
site.toml:15: `11:00` is within the hours before it on the same day, which end at `12:00`
site.toml:16: `tue` must be a list
site.toml:18: `en` must be text in quotes
site.toml:19: agency `dukcapl` does not exist (did you mean `dukcapil`?)
site.toml:20: hours `mal` does not exist (did you mean `mall`?)
site.toml:21: unknown key `plac` (did you mean `place`?)
catalogue.yaml:1: `format` must be 1
catalogue.yaml:8: icon `identificationcard` does not exist (did you mean `identification-card`?)
catalogue.yaml:13: agency `dukcapl` does not exist (did you mean `dukcapil`?)
catalogue.yaml:15: `evidence` = `guessed` must be 'sourced_here', 'sourced_elsewhere' or 'general_knowledge'
catalogue.yaml:16: service `kk-baru` is given twice; first in line 12
catalogue.yaml:18: group `kkk` of agency `dukcapil` does not exist (did you mean `kk`?)
catalogue.yaml:19: `id` must be text in quotes
"""


def test_a_missing_file_is_said_without_a_line(tmp_path: Path) -> None:
    expected = ("site.toml", "catalogue.yaml", "families.yaml")
    assert problems(tmp_path) == tuple(
        Problem(tmp_path / name, None, "this file is missing") for name in expected
    )


def test_what_is_no_text_is_said_with_its_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "site.toml").write_bytes(b"format = 1\nid = '\xff'\n")
    (tmp_path / "catalogue.yaml").write_text("- one\n- two\n", encoding="utf-8")
    (tmp_path / "families.yaml").write_text("status: \x07\n", encoding="utf-8")
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in problems(tmp_path)] == [
        "site.toml:2: this is no UTF-8 text",
        "catalogue.yaml:1: this file holds no table",
        "families.yaml:1: this is not YAML: control characters are not allowed",
    ]


def test_marks_and_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    write(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert problems(tmp_path) == ()


def test_problems_of_families_tell_no_name_and_no_digits(tmp_path: Path) -> None:
    wrong = (
        FAMILIES.replace("relationship", "relation")
        .replace('nik: "0', 'nik: "x')
        .replace('pin: "1', 'pin: "x')
    )
    found = problems(write(tmp_path, families=wrong))
    assert len(found) > 5
    said = "\n".join(str(problem).removeprefix(str(tmp_path)) for problem in found)
    assert not any(secret in said for secret in ("Ani", "Budi", "x000", "0000", "x1111", "222222"))
    assert "0000000" not in repr(load_families(write(tmp_path), RULES))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_a_file_is_said_and_never_raised(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    put = data.draw(st.text(alphabet="[]{}\"':,#=&*!|>-.\n \tab01é\x07", max_size=6))
    damaged = text[:start] + put + text[end:]
    write(tmp_path)
    (tmp_path / name).write_text(damaged, encoding="utf-8", newline="")
    for problem in problems(tmp_path):
        last = (damaged if problem.file.name == name else FILES[problem.file.name]).count("\n") + 1
        assert problem.line is not None and 1 <= problem.line <= last
        assert problem.what


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "kk", "a b", "2026-01-01", "08:00-24:00"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "name", "x"]), inner),
    max_leaves=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_of_a_wrong_shape_is_said_and_never_raised(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["catalogue.yaml", "families.yaml"]))
    values = copy.deepcopy(yaml.safe_load(FILES[name]))
    place: Any = values
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not place[key] or not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(ANYTHING)
    write(tmp_path)
    (tmp_path / name).write_text(yaml.safe_dump(values, sort_keys=False), encoding="utf-8")
    for problem in problems(tmp_path):
        assert problem.line is not None and problem.what


def test_a_sound_profile_is_resolved(tmp_path: Path) -> None:
    profile = loaded(write(tmp_path))
    assert profile.band is not None and profile.band.tepi == ("#....", "##...", "#.#..", "#####")
    mal, sabtu = profile.hours
    assert mal.week[0] == mal.week[1] == (Opening(time(8), time(12)), Opening(time(13), time(16)))
    assert mal.cut_off == timedelta(minutes=30) and not any(mal.week[2:])
    assert sabtu.week[5] == (Opening(time(18), time.max),)
    services = profile.services
    facts = {name: (one.hours.id, one.quota) for name, one in services.items()}
    assert facts == {
        "dukcapil-kk-baru": ("mal", None),
        "bank-setor": ("sabtu", 12),
        "bank-kartu": ("mal", 40),
    }
    assert profile.popular == (services["dukcapil-kk-baru"], services["bank-setor"])
    assert profile.by_agency == {
        "dukcapil": (services["dukcapil-kk-baru"],),
        "bank": (services["bank-setor"], services["bank-kartu"]),
    }
    assert profile.agencies["bank"].place is not None
    assert (profile.agency_count, profile.service_count, profile.series) == (
        1,
        1,
        frozenset({"A", "KP"}),
    )
    families = load_families(tmp_path, profile.documents)
    assert isinstance(families, FamiliesFile) and len(families.families) == 1
