"""Tickets that a counter was shown before their event, twins, undated and void ones."""

from server.migrations.statements import run

revision = "0003"
down_revision = "0002"

CHANGES = """
ALTER TABLE kiosk ADD COLUMN boot_head INTEGER; -- where its log ended at its first hello since it started
ALTER TABLE undo ADD COLUMN queue_day TEXT;
ALTER TABLE undo ADD COLUMN lapsed_as TEXT;
UPDATE undo SET queue_day = (
    SELECT queue_day FROM ticket WHERE ticket.site = undo.site AND ticket.ticket_id = undo.ticket_id
);

CREATE TABLE new_ticket (
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
INSERT INTO new_ticket SELECT *, ticket_id, substr(code, 1, 2), NULL, NULL, NULL FROM ticket;
DROP TABLE ticket;
ALTER TABLE new_ticket RENAME TO ticket;
CREATE INDEX ticket_queue ON ticket (site, queue_day, agency, state, order_time, seq);
CREATE INDEX ticket_label ON ticket (site, label, check_characters);
CREATE UNIQUE INDEX ticket_at_counter ON ticket (site, counter_id) -- a counter serves one ticket
    WHERE state = 'called';
CREATE INDEX ticket_open ON ticket (site, queue_day) -- what the end of a day closes
    WHERE state IN ('waiting', 'called');
CREATE UNIQUE INDEX ticket_once ON ticket (site, label_day, label) -- paper wins: twins raise an alarm instead
    WHERE issued_as IS NOT NULL AND alarm IS NOT 'twin';
-- One slip is served once before its event. A typing error must not stand in the way of the label's holder.
CREATE UNIQUE INDEX ticket_provisional ON ticket (site, label, check_characters)
    WHERE issued_as IS NULL AND orphaned_at IS NULL AND state <> 'void';
CREATE INDEX ticket_alarm ON ticket (site) WHERE alarm IS NOT NULL;
CREATE INDEX ticket_undated ON ticket (site, agency) WHERE queue_day IS NULL;

DROP VIEW standing_fact;
CREATE TABLE new_fact (
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
INSERT INTO new_fact SELECT * FROM fact;
DROP TABLE fact;
ALTER TABLE new_fact RENAME TO fact;
CREATE INDEX fact_by_day ON fact (site, day, kind, seq);
CREATE INDEX fact_by_ticket ON fact (site, ticket_id, seq);
CREATE UNIQUE INDEX fact_undone ON fact (site, undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER fact_is_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER fact_is_fixed BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

CREATE VIEW standing_fact AS -- facts that nobody has taken back
SELECT * FROM fact WHERE NOT EXISTS (
    SELECT 1 FROM fact AS undone WHERE undone.site = fact.site AND undone.undoes = fact.seq
);
"""


def upgrade() -> None:
    run(CHANGES)
