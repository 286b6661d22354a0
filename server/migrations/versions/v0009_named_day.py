"""The day that was named last, rollbacks that are over, and the count of a kiosk's keys."""

from server.migrations.statements import run

revision = "0009"
down_revision = "0008"

CHANGES = """
ALTER TABLE trust ADD COLUMN named TEXT;
ALTER TABLE trust ADD COLUMN lowered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trust ADD COLUMN lost_until TEXT;
UPDATE trust SET named = (SELECT MAX(label_day) FROM site_series WHERE site_series.site = trust.site);
UPDATE trust SET lost_until = doubt WHERE proven = 1;

ALTER TABLE kiosk ADD COLUMN key_number INTEGER NOT NULL DEFAULT 1;
"""


def upgrade() -> None:
    run(CHANGES)
