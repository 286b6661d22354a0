"""Citizens who call staff to a kiosk."""

from server.migrations.statements import run

revision = "0006"
down_revision = "0005"

HELP = """
CREATE TABLE help (
    -- Who waits for staff at a kiosk. `asked_at` by this server's clock; `over_by` is NULL where the citizen
    -- took it back or asked anew.
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, help_id TEXT NOT NULL,
    asked_at TEXT NOT NULL, heard_at TEXT NOT NULL,
    reason TEXT CHECK (reason IN ('question', 'slip', 'assist', 'fault')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'coming', 'over')),
    coming_at TEXT, coming_by INTEGER, over_at TEXT, over_by INTEGER,
    PRIMARY KEY (site, kiosk_id, help_id),
    FOREIGN KEY (site, coming_by) REFERENCES officer (site, officer_id),
    FOREIGN KEY (site, over_by) REFERENCES officer (site, officer_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX help_open ON help (site, kiosk_id) WHERE state <> 'over';
CREATE INDEX help_by_time ON help (site, asked_at);
"""


def upgrade() -> None:
    run(HELP)
