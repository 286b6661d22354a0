"""SQL of a migration, statement by statement, in the transaction that all migrations of a start share."""

import sqlite3

from alembic import op


def run(script: str) -> None:
    """Runs each statement as it stands; `sqlite3.executescript` would commit what is open before."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            op.get_bind().exec_driver_sql(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"a statement without its end: {statement.strip()[:60]!r}")
