"""What Alembic runs on each command: the connection, and its transaction, are the caller's (upgrade.py)."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
