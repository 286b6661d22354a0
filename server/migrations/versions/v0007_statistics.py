"""What SQLite must know to choose indexes: one site has all the tickets that ever were, one day has few."""

from server.migrations.statements import run

revision = "0007"
down_revision = "0006"

CHANGES = """
DROP INDEX ticket_label;
CREATE INDEX ticket_label ON ticket (site, label, queue_day);
DROP INDEX ticket_undated;
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 VALUES
    ('ticket', 'ticket', '500000 500000 1'),
    ('ticket', 'sqlite_autoindex_ticket_2', '500000 500000 2000'),
    ('ticket', 'sqlite_autoindex_ticket_3', '500000 500000 2000'),
    ('ticket', 'ticket_queue', '500000 500000 2000 100 50 1 1'),
    ('ticket', 'ticket_label', '500000 500000 250 1'),
    ('ticket', 'ticket_once', '500000 500000 2000 1'),
    ('ticket', 'ticket_open', '200 200 200'),
    ('ticket', 'ticket_at_counter', '30 30 1'),
    ('ticket', 'ticket_provisional', '20 20 1 1'),
    ('ticket', 'ticket_alarm', '5 5'),
    ('fact', 'fact_by_day', '2000000 2000000 8000 2000 1'),
    ('fact', 'fact_by_ticket', '2000000 2000000 4 1'),
    ('fact', 'fact_undone', '5000 5000 1');
"""


def upgrade() -> None:
    run(CHANGES)
