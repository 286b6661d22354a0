"""Copies of a running server's database, and the way back from one.

What a restored database has forgotten is on paper in people's hands, so the day of a restore is one of doubt:
see `server.trust`.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from server.copies import copied, synced
from server.folder import DATABASE
from server.site import Site
from server.sqlite import open_database, prepare_database
from server.store import AuditHead
from server.tables.audit import proven
from server.tables.transaction import Transaction
from server.tables.trust import restored, trust
from server.trust import Trust
from server.witness import WitnessFile


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is where the database from before lies now; None where there was none. `day` is the restore day.

    `strange`: the witness was not that of the database from before. Perhaps the server keeps it elsewhere.
    """

    kept: Path | None
    day: date
    strange: bool


PARTS = ("-wal", "-shm")
"""What SQLite keeps beside a file that was not closed in peace."""


def back_up(state: Path, target: Path) -> str | None:
    """Writes all that is committed to `target`, which must not exist yet; why it could not."""
    source = state / DATABASE
    if not source.exists():
        return f"{source} does not exist."
    if target.exists():
        return f"{target} exists already."
    try:
        with closing(open_database(source)) as database:
            reason = copied(database, target)
    except sqlite3.Error as error:
        return f"{source} cannot be read: {error}"
    return None if reason is None else f"cannot write {target}: {reason}"


def restore(state: Path, source: Path, *, site: Site, witness: Path, now: datetime) -> Restored | str:
    """Puts the backup in the place of the database, and begins a restore day.

    The folder is taken (`folder.take`). Gives why nothing was done where it could not. Cut off at any point,
    it can be done again.
    """
    path, half = state / DATABASE, state / f"{DATABASE}.restoring"
    reason = _copy_in(source, half)
    if reason is not None:
        return reason
    unusable = prepare_database(half)
    for copy in state.glob(f"{half.name}.before-*"):  # the backup itself is as good
        copy.unlink()
    if unusable is not None:
        half.unlink()
        return f"{source} cannot be used: {unusable.reason}"
    file, before = WitnessFile(witness), _trust_of(path, site)
    found = file.read()
    strange = before.mark is not None and (found is None or found.mark not in (before.mark, before.previous))
    with closing(open_database(half)) as database:
        ours = _is_of(database, site)
        if ours:
            database.execute("BEGIN IMMEDIATE")
            tx = Transaction(database, site)
            # This machine's clock may be behind: a day that anybody was told is no day of before.
            named = [one for one in (before.named, trust(tx).named) if one is not None]
            day = max([site.day(now), *named])
            then = restored(tx, day=day, now=now)
            database.execute("COMMIT")
    if not ours:
        half.unlink()
        return f"{source} has nothing of this profile's site, {site.site_id}."
    if not file.write(then):
        return f"the witness {witness} cannot be written."
    kept = _put_aside(path, f"{path.name}.replaced-{site.local(now):%Y%m%d-%H%M%S}")
    half.replace(path)
    synced(state)
    return Restored(kept, day, strange)


def _trust_of(path: Path, site: Site) -> Trust:
    """What the database says that is about to go. Nothing where it cannot be read, which may be why it goes,
    or is of an older build, whose table lacks columns."""
    try:
        with closing(_read_only(path)) as database:
            return trust(Transaction(database, site))
    except (sqlite3.Error, IndexError):
        return Trust()


def _read_only(path: Path) -> sqlite3.Connection:
    """Nothing is carried from its log into the file; a backup may lie on a medium that cannot be written."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return database


def head_of_backup(source: Path, *, site: Site) -> AuditHead | str:
    """Where the audit stood when the backup was made; why that cannot be told."""
    if not source.exists():
        return f"{source} does not exist."
    if (why := not_of_site(source, site=site)) is not None:
        return why
    try:
        with closing(_read_only(source)) as database:
            found = proven(Transaction(database, site), known=None)
    except sqlite3.Error as error:
        return f"{source} cannot be read: {error}"
    return found if isinstance(found, AuditHead) else f"the audit in {source} does not hold at {found.seq}."


def not_of_site(path: Path, *, site: Site) -> str | None:
    """Why the audit in this database is not the site's to prove: every entry is another's."""
    try:
        with closing(_read_only(path)) as database:
            sites = [one for (one,) in database.execute("SELECT DISTINCT site FROM audit ORDER BY site")]
    except sqlite3.Error as error:
        return f"{path} cannot be read: {error}"
    if not sites or site.site_id in sites:
        return None
    return f"{path} is of {' and '.join(sites)}, and the profile of {site.site_id}: give the right --profile."


def _copy_in(source: Path, half: Path) -> str | None:
    if not source.exists():
        return f"{source} does not exist."
    try:
        with closing(_read_only(source)) as database:
            reason = copied(database, half)
    except sqlite3.Error as error:
        reason = str(error)
    return None if reason is None else f"{source} cannot be copied to {half}: {reason}"


def _is_of(database: sqlite3.Connection, site: Site) -> bool:
    """A backup of a site has an officer of it: nobody else could have set it up."""
    return database.execute("SELECT 1 FROM officer WHERE site = ?", (site.site_id,)).fetchone() is not None


def _put_aside(path: Path, name: str) -> Path | None:
    """What was there keeps its log, so that nothing of it is lost. Its own log must not meet the new file."""
    if not path.exists():
        return None
    kept = path.with_name(name)
    kept.hardlink_to(path)
    for part in PARTS:
        beside = path.with_name(path.name + part)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + part))
    synced(path.parent)
    return kept
