BEGIN;
UPDATE series SET last = last + 1 WHERE site = 'contoh' AND label_day = '2026-04-14' AND series = 'A' RETURNING last \gset
INSERT INTO ticket VALUES (gen_random_uuid(), 'contoh', '2026-04-14', 'A', :last, now());
INSERT INTO event (at, body) VALUES (now(), '{"type": "granted"}');
COMMIT;
