-- The kiosk's ledger. Times are ISO 8601 with offset, identities UUIDv7.

-- Who the kiosk is: one row once it is enrolled. `cloned`: the server has a log of this enrolment that is not here.
CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    server TEXT NOT NULL,
    kiosk_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    letter TEXT NOT NULL,
    certificate TEXT NOT NULL,
    machine TEXT NOT NULL,
    cloned INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A run of numbers: it begins again at 1 only by `confirm_day`. `confirmed_head` is the log's last seq when
-- the request was made whose answer confirmed the day.
CREATE TABLE numbering (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    run INTEGER NOT NULL,
    run_day TEXT,
    confirmed_day TEXT,
    confirmed_head INTEGER NOT NULL,
    acked INTEGER NOT NULL
) STRICT;
INSERT INTO numbering VALUES (1, 1, NULL, NULL, 0, 0);

-- How far the server's numbering has come, by all that it ever said: JSON of wire.Marks.
CREATE TABLE seen (one INTEGER PRIMARY KEY CHECK (one = 1), marks TEXT NOT NULL) STRICT;

CREATE TABLE series (
    run INTEGER NOT NULL,
    series TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (run, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    id TEXT PRIMARY KEY,
    run INTEGER NOT NULL,
    label_day TEXT,
    series TEXT NOT NULL,
    letter TEXT NOT NULL,
    number INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL,
    priority TEXT,
    language TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    business_day TEXT,
    waiting_ahead INTEGER,
    estimate TEXT, -- as the server said it, JSON
    given_back_at TEXT,
    time_quality TEXT NOT NULL DEFAULT 'confirmed' -- of issued_at
) STRICT, WITHOUT ROWID;
-- The kiosk's own numbers count within a run; those of the site, without a letter, within the day of their grant.
CREATE UNIQUE INDEX ticket_own ON ticket (run, series, number) WHERE letter <> '';
CREATE UNIQUE INDEX ticket_site ON ticket (label_day, series, number) WHERE letter = '';

-- The log. `seq` has no gaps; only acknowledged entries are ever removed, oldest first, and never the last.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    time TEXT NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Print jobs: of a ticket, of a service's `requirements` (its id), or of a document, and nothing of what that slip
-- says is ever here. `settled` is the citizen's word on a slip in doubt. `print_number` names each sending to the
-- printer; it never comes again, so that a late answer confirms no other job.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    ticket TEXT REFERENCES ticket (id),
    state TEXT NOT NULL,
    reprint INTEGER NOT NULL,
    evidence TEXT,
    sha256 TEXT,
    length INTEGER,
    millimetres INTEGER,
    print_number INTEGER UNIQUE,
    settled TEXT,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    requirements TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX job_of_ticket ON job (ticket);
CREATE INDEX job_moving ON job (state) WHERE state IN ('queued', 'claimed', 'sending', 'sent');
