"""Numbers of document requests are in capitals since imports write them so: those of earlier imports, too.

Where both forms are there they stay two. What the audit wrote stays as it was written.
"""

from server.migrations.statements import run

revision = "0012"
down_revision = "0011"

CAPITALS = """
UPDATE document_request SET number = upper(number) WHERE number <> upper(number) AND NOT EXISTS (
    SELECT 1 FROM document_request AS other
    WHERE other.site = document_request.site AND upper(other.number) = upper(document_request.number)
        AND other.request_id <> document_request.request_id
);
"""


def upgrade() -> None:
    run(CAPITALS)
