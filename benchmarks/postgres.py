"""A PostgreSQL of its own, with its usual settings, on the file system of the other temporary folders."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import MissingError

OWNERS = ("postgres", "nobody")
"""PostgreSQL refuses root: the first of these that there is runs it then."""
NAME = "anjungan"


@dataclass(frozen=True, slots=True)
class Postgres:
    """Reached by its socket in `folder`; its only role is `NAME`, in the database postgres."""

    binaries: Path
    folder: Path

    def sql(self, statements: str) -> str:
        """What they answer, without heads; raises CalledProcessError where one fails."""
        command = [*self._at("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", "postgres"]
        return subprocess.run(
            command, input=statements, check=True, capture_output=True, text=True
        ).stdout.strip()

    def rate(self, script: Path, clients: int, count: int) -> float:
        """Transactions a second of pgbench, whose statements are prepared and whose clients are connected."""
        each = -(-count // clients)
        command = [*self._at("pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-t", str(each)]
        ran = subprocess.run(
            [*command, "-f", str(script), "postgres"], check=True, capture_output=True, text=True
        )
        found = re.search(r"tps = ([0-9.]+) \(without initial connection time\)", ran.stdout)
        done = re.search(r"actually processed: (\d+)/(\d+)", ran.stdout)
        assert found and done and done[1] == done[2] == str(each * clients), ran.stdout
        return float(found[1])

    def _at(self, program: str) -> list[str]:
        return [str(self.binaries / program), "-h", str(self.folder), "-U", NAME]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Raises MissingError where no PostgreSQL is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"), key=lambda one: int(one.parts[-3]))
    if not found:
        raise MissingError("postgresql")
    binaries, user = found[-1].parent, _owner()
    with tempfile.TemporaryDirectory(prefix="anjungan-postgres-") as name:
        folder, as_owner = Path(name), list[str]()
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
            as_owner = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        data = folder / "data"

        def run(program: str, *words: str) -> None:
            command = [*as_owner, str(binaries / program), "-D", str(data), *words]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run("initdb", "-A", "trust", "-U", NAME, "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-h '' -k {folder}", "start")
        try:
            yield Postgres(binaries, folder)
        finally:
            run("pg_ctl", "-w", "-m", "fast", "stop")


def _owner() -> pwd.struct_passwd | None:
    """Whose PostgreSQL it is, where that must be somebody else; raises MissingError without anybody."""
    if os.geteuid() != 0:
        return None
    if shutil.which("setpriv") is None:
        raise MissingError("util-linux")
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next(known[name] for name in OWNERS if name in known)
