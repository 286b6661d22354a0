"""Whether a document was printed as a slip or as a page."""

from server.migrations.statements import run

revision = "0010"
down_revision = "0009"

FORM = """
ALTER TABLE reservation ADD COLUMN form TEXT NOT NULL DEFAULT 'slip' CHECK (form IN ('slip', 'page'));
"""


def upgrade() -> None:
    run(FORM)
