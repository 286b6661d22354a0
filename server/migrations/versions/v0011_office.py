"""How a kiosk's office printer is, for the pages that show how its slip printer is."""

from server.migrations.statements import run

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    run("ALTER TABLE kiosk ADD COLUMN office TEXT;")
