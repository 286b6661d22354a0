BEGIN TRANSACTION;
CREATE TABLE attempt (
    site TEXT NOT NULL, key TEXT NOT NULL, failures INTEGER NOT NULL, last_at TEXT NOT NULL, locked_until TEXT,
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
    site TEXT NOT NULL, counter_id INTEGER NOT NULL, number TEXT NOT NULL, agency TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (site, counter_id), UNIQUE (site, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "counter" VALUES('contoh',1,'1','disdukcapil','Lantai 1');
CREATE TABLE enrolment (
    site TEXT NOT NULL, token_hash TEXT NOT NULL, kiosk_name TEXT NOT NULL, made_at TEXT NOT NULL,
    used_at TEXT, letter TEXT,
    PRIMARY KEY (site, token_hash)
) STRICT, WITHOUT ROWID;
INSERT INTO "enrolment" VALUES('contoh','e9ad76fa2b320939e5eaefd847f14f3bbdb7a1c1e1f9245cd18379a64847f5fd','pintu utara','2026-04-14T02:00:00.000000+00:00','2026-04-14T02:00:00.000000+00:00','C');
CREATE TABLE event (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
    id TEXT NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL, body TEXT NOT NULL,
    prev_hash TEXT NOT NULL, hash TEXT NOT NULL, received_at TEXT NOT NULL,
    quarantined TEXT, -- why it was stored but not applied
    PRIMARY KEY (site, kiosk_id, epoch, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES('contoh','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,1,'c1fe2b8f-bc30-4b2b-9def-b84c80c945de','issued','2026-04-14T02:00:00+00:00','{"agency":"disdukcapil","business_day":"2026-04-14","code":"VB6C2R9H9E","issued_at":"2026-04-14T09:00:00+07:00","label":"A-C001","label_day":"2026-04-14","language":"id","priority":null,"service":"kk","ticket_id":"10e2bf19-72cb-4112-9310-46d2f0eeb597"}','0000000000000000000000000000000000000000000000000000000000000000','91f263740ce525c23199f3d8e958bfa36a89220311bfb9cdca41f3cc31a41598','2026-04-14T02:00:00.000000+00:00',NULL);
INSERT INTO "event" VALUES('contoh','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,2,'b4d346d0-b5bf-4295-a3a3-68c1c168eff3','issued','2026-04-14T02:00:00+00:00','{"agency":"disdukcapil","business_day":"2026-04-14","code":"ZMNF38LEPN","issued_at":"2026-04-14T09:00:00+07:00","label":"A-C002","label_day":"2026-04-14","language":"id","priority":null,"service":"kk","ticket_id":"26030542-9d02-4f1f-ae38-2ca14d6877ea"}','91f263740ce525c23199f3d8e958bfa36a89220311bfb9cdca41f3cc31a41598','0ea7e7e84b54a098ab9b51a5b389bb14bf772b498214fa2a54e1e4bcadb094e4','2026-04-14T02:00:00.000000+00:00',NULL);
INSERT INTO "event" VALUES('contoh','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,3,'b4492f60-2da1-4810-8717-5f9821958210','issued','2026-04-14T02:00:00+00:00','{"agency":"disdukcapil","business_day":"2026-04-14","code":"G3J6S122DK","issued_at":"2026-04-14T09:00:00+07:00","label":"A-C003","label_day":"2026-04-14","language":"id","priority":null,"service":"kk","ticket_id":"0a7dcd0b-aaa8-4f23-81d3-27f4f739f0e8"}','0ea7e7e84b54a098ab9b51a5b389bb14bf772b498214fa2a54e1e4bcadb094e4','1ddbbcddcbea0fc482d59646b85d2f0f61c79bffb923ef3f563130b66a7ac6f9','2026-04-14T02:00:00.000000+00:00',NULL);
CREATE TABLE fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (
        kind IN ('issued', 'called', 'closed', 'returned', 'transferred', 'undone', 'lapsed')
    ),
    ticket_id TEXT NOT NULL, counter_id INTEGER, times INTEGER, at TEXT NOT NULL,
    reason TEXT, -- why a ticket was called out of its turn
    undoes INTEGER -- the fact that an officer has taken back
) STRICT;
INSERT INTO "fact" VALUES(1,'contoh','2026-04-14','issued','10e2bf19-72cb-4112-9310-46d2f0eeb597',NULL,NULL,'2026-04-14T02:00:00.000000+00:00',NULL,NULL);
INSERT INTO "fact" VALUES(2,'contoh','2026-04-14','issued','26030542-9d02-4f1f-ae38-2ca14d6877ea',NULL,NULL,'2026-04-14T02:00:00.000000+00:00',NULL,NULL);
INSERT INTO "fact" VALUES(3,'contoh','2026-04-14','issued','0a7dcd0b-aaa8-4f23-81d3-27f4f739f0e8',NULL,NULL,'2026-04-14T02:00:00.000000+00:00',NULL,NULL);
INSERT INTO "fact" VALUES(4,'contoh','2026-04-14','called','10e2bf19-72cb-4112-9310-46d2f0eeb597',1,1,'2026-04-14T02:00:00.000000+00:00',NULL,NULL);
INSERT INTO "fact" VALUES(5,'contoh','2026-04-14','closed','10e2bf19-72cb-4112-9310-46d2f0eeb597',1,NULL,'2026-04-14T02:00:00.000000+00:00',NULL,NULL);
INSERT INTO "fact" VALUES(6,'contoh','2026-04-14','called','26030542-9d02-4f1f-ae38-2ca14d6877ea',1,1,'2026-04-14T02:00:00.000000+00:00',NULL,NULL);
CREATE TABLE first_admin (
    site TEXT NOT NULL PRIMARY KEY, token_hash TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE kiosk (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, letter TEXT NOT NULL,
    public_key BLOB NOT NULL, name TEXT NOT NULL, enrolled_at TEXT NOT NULL, revoked_at TEXT,
    last_seen TEXT, unsynced INTEGER, printer TEXT, boot_id TEXT, version TEXT, last_order_time TEXT,
    PRIMARY KEY (site, kiosk_id), UNIQUE (site, letter), UNIQUE (site, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "kiosk" VALUES('contoh','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,'C',X'0000000000000000000000000000000000000000000000000000000000000000','pintu utara','2026-04-14T02:00:00.000000+00:00',NULL,'2026-04-14T02:00:00.000000+00:00',0,'ready','b','1','2026-04-14T02:00:00.000000+00:00');
CREATE TABLE nonce (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, nonce TEXT NOT NULL, seen_at TEXT NOT NULL,
    PRIMARY KEY (site, kiosk_id, nonce)
) STRICT, WITHOUT ROWID;
CREATE TABLE officer (
    site TEXT NOT NULL, officer_id INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE, display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL, admin INTEGER NOT NULL,
    PRIMARY KEY (site, officer_id), UNIQUE (site, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "officer" VALUES('contoh',1,'ayu','Ayu','$argon2id$v=19$m=19456,t=2,p=1$I6k6/3ma7FytFNPpIRBKZQ$VO2M0YQLJpdHCPaoDhHOAWtXQn9HdZqRwoAy8N7vuco',0);
CREATE TABLE pause (
    site TEXT NOT NULL, counter_id INTEGER NOT NULL, began_at TEXT NOT NULL, officer_id INTEGER NOT NULL,
    reason TEXT NOT NULL, minutes INTEGER, ended_at TEXT,
    PRIMARY KEY (site, counter_id, began_at),
    FOREIGN KEY (site, counter_id) REFERENCES counter (site, counter_id),
    FOREIGN KEY (site, officer_id) REFERENCES officer (site, officer_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE press (
    site TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "press" VALUES('contoh','80afcab3-6a85-4576-82e9-27dbfb14cf8a','2026-04-14T02:00:00.000000+00:00');
INSERT INTO "press" VALUES('contoh','b478c69d-b3e5-42d3-97cb-a2c5997f7862','2026-04-14T02:00:00.000000+00:00');
INSERT INTO "press" VALUES('contoh','de978c9b-ec48-4626-a303-28629542f2de','2026-04-14T02:00:00.000000+00:00');
CREATE TABLE reservation (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, job_id TEXT NOT NULL,
    request_id TEXT, -- NULL, as the next two: the job was over before its reservation was asked for
    request_no TEXT, kind TEXT, -- as the registry names the request, for whoever decides
    state TEXT NOT NULL CHECK (state IN ('reserved', 'consumed', 'released', 'undecided')),
    made_at TEXT NOT NULL, settled_at TEXT,
    decided_by INTEGER, -- the officer who decided, at settled_at, what was undecided
    PRIMARY KEY (site, kiosk_id, job_id),
    FOREIGN KEY (site, decided_by) REFERENCES officer (site, officer_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    site TEXT NOT NULL, token_hash TEXT NOT NULL, officer_id INTEGER NOT NULL, csrf TEXT NOT NULL,
    made_at TEXT NOT NULL, used_at TEXT NOT NULL, counter_id INTEGER, counter_since TEXT,
    PRIMARY KEY (site, token_hash),
    FOREIGN KEY (site, officer_id) REFERENCES officer (site, officer_id),
    FOREIGN KEY (site, counter_id) REFERENCES counter (site, counter_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "session" VALUES('contoh','4a35d0ef2f32755843d350499f0e0ddf3718b00cfdd31efe2b292305b149220e',1,'hwrWwf-TiQJOBY_s2J970MIn0G03R8tH','2026-04-14T02:00:00.000000+00:00','2026-04-14T02:00:00.000000+00:00',1,'2026-04-14T02:00:00.000000+00:00');
CREATE TABLE site_grant (
    site TEXT NOT NULL, ticket_id TEXT NOT NULL, label_day TEXT NOT NULL, series TEXT NOT NULL, number INTEGER NOT NULL,
    kiosk_id TEXT NOT NULL, granted_at TEXT NOT NULL,
    PRIMARY KEY (site, ticket_id), UNIQUE (site, label_day, series, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE site_series (
    site TEXT NOT NULL, label_day TEXT NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (site, label_day, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE spoken (
    site TEXT NOT NULL, call INTEGER NOT NULL, board TEXT NOT NULL, until TEXT NOT NULL,
    PRIMARY KEY (site, call), FOREIGN KEY (call) REFERENCES fact (seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE stray_event (
    site TEXT NOT NULL, kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
    entry TEXT NOT NULL, received_at TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (site, kiosk_id, epoch, seq, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE ticket (
    site TEXT NOT NULL, ticket_id TEXT NOT NULL, label_day TEXT NOT NULL, label TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE, service TEXT NOT NULL, agency TEXT NOT NULL, priority TEXT, language TEXT NOT NULL,
    kiosk_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
    issued_at TEXT NOT NULL, order_time TEXT NOT NULL, queue_day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'done', 'no_show', 'lapsed')),
    calls INTEGER NOT NULL DEFAULT 0, counter_id INTEGER, called_at TEXT, closed_at TEXT,
    put_last_at TEXT, not_before TEXT, -- what an officer who gave it back to the queue has chosen
    only_counter INTEGER, from_counter INTEGER, -- transferred: to one counter or any of the agency's, and whence
    lapsed_as TEXT CHECK (lapsed_as IN ('waiting', 'called')), -- what it was when its day ended
    CHECK ((state = 'lapsed') = (lapsed_as IS NOT NULL)),
    PRIMARY KEY (site, ticket_id), UNIQUE (site, label_day, label),
    FOREIGN KEY (site, kiosk_id, epoch, seq) REFERENCES event (site, kiosk_id, epoch, seq)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (site, counter_id) REFERENCES counter (site, counter_id),
    FOREIGN KEY (site, only_counter) REFERENCES counter (site, counter_id),
    FOREIGN KEY (site, from_counter) REFERENCES counter (site, counter_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "ticket" VALUES('contoh','0a7dcd0b-aaa8-4f23-81d3-27f4f739f0e8','2026-04-14','A-C003','G3J6S122DK','kk','disdukcapil',NULL,'id','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,3,'2026-04-14T02:00:00.000000+00:00','2026-04-14T02:00:00.000000+00:00','2026-04-14','waiting',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ticket" VALUES('contoh','10e2bf19-72cb-4112-9310-46d2f0eeb597','2026-04-14','A-C001','VB6C2R9H9E','kk','disdukcapil',NULL,'id','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,1,'2026-04-14T02:00:00.000000+00:00','2026-04-14T02:00:00.000000+00:00','2026-04-14','done',1,1,'2026-04-14T02:00:00.000000+00:00','2026-04-14T02:00:00.000000+00:00',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ticket" VALUES('contoh','26030542-9d02-4f1f-ae38-2ca14d6877ea','2026-04-14','A-C002','ZMNF38LEPN','kk','disdukcapil',NULL,'id','cba8c7e0-2629-4bb2-a516-2f4a32bd0841',1,2,'2026-04-14T02:00:00.000000+00:00','2026-04-14T02:00:00.000000+00:00','2026-04-14','called',1,1,'2026-04-14T02:00:00.000000+00:00',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE undo (
    site TEXT NOT NULL, counter_id INTEGER NOT NULL, ticket_id TEXT NOT NULL,
    fact INTEGER NOT NULL, -- of the change
    at TEXT NOT NULL,
    state TEXT NOT NULL, calls INTEGER NOT NULL, served_at INTEGER, called_at TEXT, closed_at TEXT,
    PRIMARY KEY (site, counter_id, ticket_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "undo" VALUES('contoh',1,'26030542-9d02-4f1f-ae38-2ca14d6877ea',6,'2026-04-14T02:00:00.000000+00:00','waiting',0,NULL,NULL,NULL);
CREATE INDEX nonce_by_age ON nonce (site, seen_at);
CREATE INDEX event_quarantined ON event (site, kiosk_id) WHERE quarantined IS NOT NULL;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE INDEX ticket_queue ON ticket (site, queue_day, agency, state, order_time, seq);
CREATE UNIQUE INDEX ticket_at_counter ON ticket (site, counter_id) WHERE state = 'called';
CREATE INDEX ticket_open ON ticket (site, queue_day) WHERE state IN ('waiting', 'called');
CREATE INDEX fact_by_day ON fact (site, day, kind, seq);
CREATE INDEX fact_by_ticket ON fact (site, ticket_id, seq);
CREATE UNIQUE INDEX fact_undone ON fact (site, undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER fact_is_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER fact_is_fixed BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE VIEW standing_fact AS SELECT * FROM fact WHERE NOT EXISTS (
    SELECT 1 FROM fact AS undone WHERE undone.site = fact.site AND undone.undoes = fact.seq
);
CREATE UNIQUE INDEX pause_now ON pause (site, counter_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX session_at_counter ON session (site, counter_id) WHERE counter_id IS NOT NULL;
CREATE UNIQUE INDEX reservation_live ON reservation (site, request_id) WHERE state <> 'released';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('fact',6);
COMMIT;
