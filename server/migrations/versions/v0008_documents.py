"""Document requests of the site's own, what is done with them, and slips that are printed again."""

from server.migrations.statements import run

revision = "0008"
down_revision = "0007"

DOCUMENTS = """
CREATE TABLE document_request (
    -- A KK, KTP-el or KIA that somebody asked for. Of the person only keyed hashes and what slips show; from
    -- `holder_key` to `birth_year`, and the PIN, NULL once nobody needs it any more.
    site TEXT NOT NULL, request_id TEXT NOT NULL, number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('kk', 'ktp', 'kia')),
    state TEXT NOT NULL
        CHECK (state IN ('submitted', 'in_process', 'ready', 'collected', 'expired', 'revoked')),
    holder_key TEXT, family_key TEXT, initials TEXT, nik_tail TEXT, birth_year INTEGER,
    issue TEXT, bring TEXT NOT NULL, counter TEXT, shelf TEXT, ready_on TEXT, collect_by TEXT,
    print_pin TEXT, pin_until TEXT, -- argon2id
    made_at TEXT NOT NULL, closed_at TEXT,
    PRIMARY KEY (site, request_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX document_request_number ON document_request (site, number);
CREATE INDEX document_request_holder ON document_request (site, holder_key);
CREATE INDEX document_request_family ON document_request (site, family_key);
CREATE INDEX document_request_closed ON document_request (site, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE audit (
    -- Who saw or changed what of which requests; chained by hashes, and never rewritten. No person is named
    -- but the officer, by number.
    site TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    numbers TEXT NOT NULL, -- of the requests, parted by blanks
    prev_hash TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (site, seq)
) STRICT, WITHOUT ROWID;

ALTER TABLE reservation ADD COLUMN reprint INTEGER NOT NULL DEFAULT 0;
    -- how many papers of the same document may be about already; its slip says so
ALTER TABLE reservation ADD COLUMN spoiled INTEGER NOT NULL DEFAULT 0;
    -- released though paper of it may be about: the next one is a reprint
CREATE INDEX reservation_request ON reservation (site, request_id);
"""


def upgrade() -> None:
    run(DOCUMENTS)
