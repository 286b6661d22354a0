"""The key that a kiosk has announced and not used yet."""

from server.migrations.statements import run

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run("ALTER TABLE kiosk ADD COLUMN next_key BLOB;")
