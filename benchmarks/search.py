"""search-5000: from a keystroke to what is found, among 5,000 services.

Ours: `Index.find` after each letter of the 150 phrasings that the search is tested with, as they are typed.
Peer: SQLite's FTS5 with prefix indexes over the same texts: each word as a prefix, all of them, ranked, every
row fetched. It forgives no typing errors, and knows nothing that is alike.
The services are the shipped ones and variants of them, with words out of 4,000 made-up ones.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import yaml

from benchmarks.figures import Counts, Figure, in_turn, percentile
from config.load import load_profile
from config.models import Language, Profile, Service, Words
from kiosk.search import Index, words_of

ROOT = Path(__file__).parents[1]
SERVICES, MADE_UP = 5_000, 4_000
FTS5 = "SQLite FTS5 with prefix indexes, words as typed"

Find = Callable[[str, Language], Sequence[object]]


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    profile = many_services()
    index, fts = Index(profile), Fts(profile, folder / "fts.db")
    typed = list(islice(keystrokes(), counts.letters))
    ours, peer = in_turn(counts.rounds, lambda: timed(index.find, typed), lambda: timed(fts.find, typed))
    fts.close()
    for name, part in (("search-5000-p50", 0.5), ("search-5000-p99", 0.99)):
        yield Figure(name, percentile(ours, part), percentile(peer, part), "ms", FTS5)


def many_services() -> Profile:
    profile = load_profile(ROOT / "config" / "profiles" / "default")
    assert isinstance(profile, Profile), profile
    chance = Random(1)
    syllables = [consonant + vowel for consonant in "bcdfghjklmnprstwy" for vowel in "aiueo"]
    made_up = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(MADE_UP)]
    shipped = list(profile.services.values())
    services = list(shipped)
    while len(services) < SERVICES:
        one = shipped[len(services) % len(shipped)]
        words = one.name.id.split()
        words[chance.randrange(len(words))] = chance.choice(made_up)
        name = Words(id=" ".join([*words, chance.choice(made_up)]), en=one.name.en)
        services.append(replace(one, id=f"{one.id}-{len(services)}", name=name))
    return replace(profile, services={one.id: one for one in services})


def keystrokes() -> Iterator[tuple[str, Language]]:
    parts = yaml.safe_load((ROOT / "tests" / "kiosk" / "phrasings.yaml").read_text(encoding="utf-8"))
    for part, phrasings in parts.items():
        for text in phrasings:
            for letters in range(1, len(text) + 1):
                yield text[:letters], "en" if part == "english" else "id"


def timed(find: Find, typed: Sequence[tuple[str, Language]]) -> list[float]:
    """Milliseconds of each."""
    found = []
    for text, language in typed:
        began = time.perf_counter()
        find(text, language)
        found.append((time.perf_counter() - began) * 1000)
    return found


class Fts:
    def __init__(self, profile: Profile, file: Path) -> None:
        self._db = sqlite3.connect(file)
        self._db.execute("CREATE VIRTUAL TABLE service USING fts5 (text, prefix = '1 2 3')")
        rows = [(" ".join(words_of(text)),) for text in map(_text, profile.services.values())]
        self._db.executemany("INSERT INTO service VALUES (?)", rows)
        self._db.commit()

    def find(self, text: str, _: Language) -> list[tuple[int]]:
        asked = " ".join(f'"{word}"*' for word in words_of(text))
        return self._db.execute(
            "SELECT rowid FROM service WHERE service MATCH ? ORDER BY rank", (asked,)
        ).fetchall()

    def close(self) -> None:
        self._db.close()


def _text(service: Service) -> str:
    names = (service.name, service.agency.name)
    return " ".join(
        [service.agency.short, *service.synonyms, *(name.of(of) for name in names for of in ("id", "en"))]
    )
