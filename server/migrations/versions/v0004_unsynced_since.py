"""Since when a kiosk waits to bring its oldest event, for the list of kiosks."""

from server.migrations.statements import run

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run("ALTER TABLE kiosk ADD COLUMN unsynced_since TEXT;")
