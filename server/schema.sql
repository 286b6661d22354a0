-- The server's database as all migrations together make it; they are what counts, this page is for reading.
-- After a new migration: ./anjungan test tests/server/test_migrations.py --update-goldens
-- Times are UTC, ISO 8601 with microseconds, so that text sorts as time does. The site leads every key.


CREATE TABLE absent (
    -- Kiosks that a doubt does not wait for, until they speak.
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL,
    PRIMARY KEY (site, kiosk_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
    -- Failed tries of a secret. The key is a keyed hash where it is about a citizen.
    site TEXT NOT NULL, key TEXT NOT NULL, failures INTEGER NOT NULL,
    last_at TEXT NOT NULL, locked_until TEXT,
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    -- Who saw or changed what of which requests; chained by hashes, and never rewritten. No person is named
    -- but the officer, by number.
    site TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    numbers TEXT NOT NULL, -- of the requests, parted by blanks
    prev_hash TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (site, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    site TEXT NOT NULL, counter_id INTEGER NOT NULL,
    number TEXT NOT NULL, agency TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (site, counter_id), UNIQUE (site, number)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX document_request_closed ON document_request (site, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX document_request_family ON document_request (site, family_key);
CREATE INDEX document_request_holder ON document_request (site, holder_key);
CREATE UNIQUE INDEX document_request_number ON document_request (site, number);

CREATE TABLE enrolment (
    site TEXT NOT NULL, token_hash TEXT NOT NULL, kiosk_name TEXT NOT NULL, made_at TEXT NOT NULL,
    used_at TEXT, letter TEXT,
    PRIMARY KEY (site, token_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
    id TEXT NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL, body TEXT NOT NULL,
    prev_hash TEXT NOT NULL, hash TEXT NOT NULL, received_at TEXT NOT NULL,
    quarantined TEXT, -- why it was stored but not applied
    PRIMARY KEY (site, kiosk_id, epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE INDEX event_quarantined ON event (site, kiosk_id) WHERE quarantined IS NOT NULL;

CREATE TABLE "fact" (
    -- What boards and consoles react to; its number is their Last-Event-ID.
    seq INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (
        kind IN (
            'issued', 'called', 'closed', 'returned', 'transferred', 'undone', 'lapsed', 'voided', 'admitted'
        )
    ),
    ticket_id TEXT NOT NULL, counter_id INTEGER, times INTEGER, at TEXT NOT NULL,
    reason TEXT, -- why a ticket was called out of its turn
    undoes INTEGER -- the fact that an officer has taken back
) STRICT;
CREATE INDEX fact_by_day ON fact (site, day, kind, seq);
CREATE INDEX fact_by_ticket ON fact (site, ticket_id, seq);
CREATE TRIGGER fact_is_fixed BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER fact_is_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE UNIQUE INDEX fact_undone ON fact (site, undoes) WHERE undoes IS NOT NULL;

CREATE TABLE first_admin (
    site TEXT NOT NULL PRIMARY KEY, token_hash TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
CREATE INDEX help_by_time ON help (site, asked_at);
CREATE UNIQUE INDEX help_open ON help (site, kiosk_id) WHERE state <> 'over';

CREATE TABLE kiosk (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, letter TEXT NOT NULL,
    public_key BLOB NOT NULL, name TEXT NOT NULL, enrolled_at TEXT NOT NULL, revoked_at TEXT,
    last_seen TEXT, unsynced INTEGER, printer TEXT, boot_id TEXT, version TEXT, last_order_time TEXT, boot_head INTEGER, unsynced_since TEXT, next_key BLOB, key_number INTEGER NOT NULL DEFAULT 1, office TEXT,
    PRIMARY KEY (site, kiosk_id), UNIQUE (site, letter), UNIQUE (site, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE nonce (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, nonce TEXT NOT NULL, seen_at TEXT NOT NULL,
    PRIMARY KEY (site, kiosk_id, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX nonce_by_age ON nonce (site, seen_at);

CREATE TABLE officer (
    site TEXT NOT NULL, officer_id INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
    display_name TEXT NOT NULL, password_hash TEXT NOT NULL, admin INTEGER NOT NULL,
    PRIMARY KEY (site, officer_id), UNIQUE (site, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (
    -- Counters that were closed for a while; `minutes` is the length that was meant, NULL without one.
    site TEXT NOT NULL, counter_id INTEGER NOT NULL, began_at TEXT NOT NULL, officer_id INTEGER NOT NULL,
    reason TEXT NOT NULL, minutes INTEGER, ended_at TEXT,
    PRIMARY KEY (site, counter_id, began_at),
    FOREIGN KEY (site, counter_id) REFERENCES counter (site, counter_id),
    FOREIGN KEY (site, officer_id) REFERENCES officer (site, officer_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pause_now ON pause (site, counter_id) WHERE ended_at IS NULL;

CREATE TABLE press (
    -- Keys of console presses, so that a repeated click is recognised.
    site TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservation (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, job_id TEXT NOT NULL,
    request_id TEXT, -- NULL, as the next two: the job was over before its reservation was asked for
    request_no TEXT, kind TEXT, -- as the registry names the request, for whoever decides
    state TEXT NOT NULL CHECK (state IN ('reserved', 'consumed', 'released', 'undecided')),
    made_at TEXT NOT NULL, settled_at TEXT,
    decided_by INTEGER, reprint INTEGER NOT NULL DEFAULT 0, spoiled INTEGER NOT NULL DEFAULT 0, form TEXT NOT NULL DEFAULT 'slip' CHECK (form IN ('slip', 'page')), -- the officer who decided, at settled_at, what was undecided
    PRIMARY KEY (site, kiosk_id, job_id),
    FOREIGN KEY (site, decided_by) REFERENCES officer (site, officer_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX reservation_live -- one live reservation a document: a print PIN is never used twice
    ON reservation (site, request_id) WHERE state <> 'released';
CREATE INDEX reservation_request ON reservation (site, request_id);

CREATE TABLE rested_letter (
    -- Letters that may have been given in hours that the database has lost.
    site TEXT NOT NULL, letter TEXT NOT NULL, since TEXT NOT NULL,
    PRIMARY KEY (site, letter)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    site TEXT NOT NULL, token_hash TEXT NOT NULL, officer_id INTEGER NOT NULL, csrf TEXT NOT NULL,
    made_at TEXT NOT NULL, used_at TEXT NOT NULL, counter_id INTEGER, counter_since TEXT,
    PRIMARY KEY (site, token_hash),
    FOREIGN KEY (site, officer_id) REFERENCES officer (site, officer_id),
    FOREIGN KEY (site, counter_id) REFERENCES counter (site, counter_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_at_counter ON session (site, counter_id) WHERE counter_id IS NOT NULL;

CREATE TABLE site_grant (
    -- Numbers promised to tickets that may never be issued; the tickets come with their kiosk's log.
    site TEXT NOT NULL, ticket_id TEXT NOT NULL,
    label_day TEXT NOT NULL, series TEXT NOT NULL, number INTEGER NOT NULL,
    kiosk_id TEXT NOT NULL, granted_at TEXT NOT NULL,
    PRIMARY KEY (site, ticket_id), UNIQUE (site, label_day, series, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_series (
    -- The last number of each of the site's series, granted or brought by a kiosk: numbers only grow.
    site TEXT NOT NULL, label_day TEXT NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (site, label_day, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE spoken (
    -- Which board has spoken a call, and until when.
    site TEXT NOT NULL, call INTEGER NOT NULL, board TEXT NOT NULL, until TEXT NOT NULL,
    PRIMARY KEY (site, call), FOREIGN KEY (call) REFERENCES fact (seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE stray_event (
    -- Entries that cannot stand in the log: another hash for a taken place, or a chain that does not hold.
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
    hash TEXT NOT NULL, entry TEXT NOT NULL, received_at TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (site, kiosk_id, epoch, seq, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE "ticket" (
    -- A place in a queue. It comes with its kiosk's event, or from a counter that was shown the slip before:
    -- then it is provisional (`issued_as` IS NULL), and the event, when it comes, fills in the same row.
    -- Without a label it is a visit without a number, which no event will ever fill in.
    site TEXT NOT NULL, ticket_id TEXT NOT NULL, label_day TEXT, label TEXT,
    code TEXT, service TEXT, agency TEXT NOT NULL, priority TEXT,
    language TEXT NOT NULL, kiosk_id TEXT, epoch INTEGER, seq INTEGER,
    issued_at TEXT, order_time TEXT NOT NULL,
    queue_day TEXT, -- NULL: undated, its kiosk cannot prove the day and nobody has taken it in
    state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'done', 'no_show', 'lapsed', 'void')),
    calls INTEGER NOT NULL DEFAULT 0, counter_id INTEGER, called_at TEXT, closed_at TEXT,
    put_last_at TEXT, not_before TEXT, -- what an officer who gave it back to the queue has chosen
    only_counter INTEGER, from_counter INTEGER, -- transferred: to one counter or to all of the agency's
    lapsed_as TEXT CHECK (lapsed_as IN ('waiting', 'called')), -- what it was when its day ended
    issued_as TEXT, -- its identity in its kiosk's log; also `ticket_id`, unless a counter was faster
    check_characters TEXT,
    shown_at TEXT, -- when a counter was shown its slip before its event came
    orphaned_at TEXT, -- since when no event can be expected any more
    alarm TEXT CHECK (alarm IN ('twin', 'foreign_letter')),
    CHECK ((state = 'lapsed') = (lapsed_as IS NOT NULL)),
    CHECK ((label IS NULL) = (check_characters IS NULL)),
    CHECK (issued_as IS NULL OR (kiosk_id IS NOT NULL AND label IS NOT NULL AND issued_at IS NOT NULL)),
    CHECK (issued_as IS NOT NULL OR (kiosk_id IS NULL AND shown_at IS NOT NULL)),
    PRIMARY KEY (site, ticket_id), UNIQUE (site, issued_as), UNIQUE (site, code),
    FOREIGN KEY (site, kiosk_id, epoch, seq) REFERENCES event (site, kiosk_id, epoch, seq)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (site, counter_id) REFERENCES counter (site, counter_id),
    FOREIGN KEY (site, only_counter) REFERENCES counter (site, counter_id),
    FOREIGN KEY (site, from_counter) REFERENCES counter (site, counter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_alarm ON ticket (site) WHERE alarm IS NOT NULL;
CREATE UNIQUE INDEX ticket_at_counter ON ticket (site, counter_id) -- a counter serves one ticket
    WHERE state = 'called';
CREATE INDEX ticket_label ON ticket (site, label, queue_day);
CREATE UNIQUE INDEX ticket_once ON ticket (site, label_day, label) -- paper wins: twins raise an alarm instead
    WHERE issued_as IS NOT NULL AND alarm IS NOT 'twin';
CREATE INDEX ticket_open ON ticket (site, queue_day) -- what the end of a day closes
    WHERE state IN ('waiting', 'called');
CREATE UNIQUE INDEX ticket_provisional ON ticket (site, label, check_characters)
    WHERE issued_as IS NULL AND orphaned_at IS NULL AND state <> 'void';
CREATE INDEX ticket_queue ON ticket (site, queue_day, agency, state, order_time, seq);

CREATE TABLE trust (
    -- `mark` and `previous` are of the last two batches of numbers or letters, `serial` counts all.
    site TEXT NOT NULL PRIMARY KEY, mark TEXT, previous TEXT,
    serial INTEGER NOT NULL, letters INTEGER NOT NULL, epoch INTEGER NOT NULL,
    doubt TEXT, doubt_since TEXT, proven INTEGER NOT NULL
, named TEXT, lowered INTEGER NOT NULL DEFAULT 0, lost_until TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE undo (
    -- What the last call or closing at a counter changed: each ticket as it was before.
    site TEXT NOT NULL, counter_id INTEGER NOT NULL, ticket_id TEXT NOT NULL,
    fact INTEGER NOT NULL, -- of the change
    at TEXT NOT NULL,
    state TEXT NOT NULL, calls INTEGER NOT NULL, served_at INTEGER, called_at TEXT, closed_at TEXT, queue_day TEXT, lapsed_as TEXT,
    PRIMARY KEY (site, counter_id, ticket_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW standing_fact AS -- facts that nobody has taken back
SELECT * FROM fact WHERE NOT EXISTS (
    SELECT 1 FROM fact AS undone WHERE undone.site = fact.site AND undone.undoes = fact.seq
);
