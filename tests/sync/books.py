"""What is on the disks of both ends, compared."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def assert_nothing_is_lost_or_doubled(database: Path, ledgers: Sequence[Path]) -> int:
    """The server has what these kiosks have issued, once and as printed, and no more of theirs; how many.

    Each ledger has been carried to its end.
    """
    kiosks: set[str] = set()
    issued: list[tuple[str, str]] = []
    for ledger in ledgers:
        with closing(sqlite3.connect(ledger)) as connection:
            kiosks.update(one for (one,) in connection.execute("SELECT kiosk_id FROM identity"))
            rows = connection.execute("SELECT id, series, letter, number FROM ticket").fetchall()
        issued += [(one, f"{series}-{letter}{number:03d}") for one, series, letter, number in rows]
    with closing(sqlite3.connect(database)) as connection:
        tickets = connection.execute(
            "SELECT issued_as, label, label_day, kiosk_id FROM ticket WHERE issued_as IS NOT NULL"
        ).fetchall()
        (alarms,) = connection.execute("SELECT count(*) FROM ticket WHERE alarm IS NOT NULL").fetchone()
    assert sorted(issued) == sorted((one, label) for one, label, _, kiosk in tickets if kiosk in kiosks)
    labels = Counter((day, label) for _, label, day, _ in tickets)
    assert [label for label, often in labels.items() if often > 1] == [] and alarms == 0
    return len(issued)
