"""What the database knows of its own numbering, so that one that was restored is told (server/trust.py)."""

from server.migrations.statements import run

revision = "0002"
down_revision = "0001"

CHANGES = """
CREATE TABLE trust (
    -- `mark` and `previous` are of the last two batches of numbers or letters, `serial` counts all.
    site TEXT NOT NULL PRIMARY KEY, mark TEXT, previous TEXT,
    serial INTEGER NOT NULL, letters INTEGER NOT NULL, epoch INTEGER NOT NULL,
    doubt TEXT, doubt_since TEXT, proven INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE absent (
    -- Kiosks that a doubt does not wait for, until they speak.
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL,
    PRIMARY KEY (site, kiosk_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rested_letter (
    -- Letters that may have been given in hours that the database has lost.
    site TEXT NOT NULL, letter TEXT NOT NULL, since TEXT NOT NULL,
    PRIMARY KEY (site, letter)
) STRICT, WITHOUT ROWID;
"""


def upgrade() -> None:
    run(CHANGES)
