"""Brings a database up to this program's schema: forward only, all of it in one transaction, after a copy."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from server.copies import copied

BEFORE_ALEMBIC = 2
"""PRAGMA user_version of the builds whose tables are those of migration 0001."""
COPIES = 2
"""Kept of those that were made before an update: the way back from the last one, and from the one before."""
WITH_ALEMBIC = 3
"""From here on the table alembic_version tells what a file has had; builds before refuse this number."""


def upgraded(database: sqlite3.Connection, path: Path) -> str | None:
    """Why the file at `path`, which `database` has open, cannot be used, said for who started the server.

    A file that has rows is copied first, to `NAME.before-REVISION` beside it; old copies go. Raises what
    a migration raises; the file is then as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    known = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    newest = known[0]
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version == 0 and tables:
        return f"{path.name} is the database of another program."
    if 0 < version < BEFORE_ALEMBIC:
        return (
            f"{path.name} was written by an early build (schema {version}) that this version cannot take "
            "over. Start with another --state folder, and enrol the kiosks anew."
        )
    revision = _revision(database, version)
    if revision is not None and revision not in known:
        return (
            f"{path.name} was written by a newer version of this program (schema {revision}, this one knows "
            f"{newest}). Start the newer version, or restore a backup from before it."
        )
    if revision == newest and version == WITH_ALEMBIC:
        return None
    if revision is not None:
        reason = copied(database, path.with_name(f"{path.name}.before-{newest}"))
        if reason is not None:
            return f"{path.name} is copied before it is brought up to date, and that failed: {reason}"
    _run(database, config, had=revision if version == BEFORE_ALEMBIC else None)
    for old in sorted(path.parent.glob(f"{path.name}.before-????"))[:-COPIES]:
        old.unlink()
    return None


def _revision(database: sqlite3.Connection, version: int) -> str | None:
    """The last migration that the file has had; None for a new file."""
    match version:
        case 0:
            return None
        case 2:
            return "0001"
        case 3:
            (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(revision)
        case _:
            return str(version)


def _run(database: sqlite3.Connection, config: Config, *, had: str | None) -> None:
    """Everything up to the newest; `had` is what a file without alembic_version has had already."""
    engine = create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool)
    # The connection commits by itself unless told otherwise; SQLAlchemy leaves that to the driver.
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    # A table that is made anew is dropped between: references are checked at the end instead.
    database.execute("PRAGMA foreign_keys=OFF")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        if had is not None:
            command.stamp(config, had)
        command.upgrade(config, "head")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"a migration broke references of {sorted({row[0] for row in broken})}")
        connection.exec_driver_sql(f"PRAGMA user_version = {WITH_ALEMBIC}")
    database.execute("PRAGMA foreign_keys=ON")
