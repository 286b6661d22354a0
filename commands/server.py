"""`anjungan server`: the central server of one site."""

import argparse
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from commands.parts.adapter import adapter
from commands.parts.frame import ROOT, USAGE_ERROR, add_profile, boot_clock, wall_clock
from commands.parts.memory import keep_memory_private
from config.availability import always_open
from config.families import FamiliesFile, FamilyEntry
from config.load import load_families, load_profile
from config.parse import ProfileProblems
from server.backup import back_up, head_of_backup, not_of_site, restore
from server.folder import DATABASE, SLIP_KEYS, take
from server.imports import requests_of_families
from server.limits import NO_LIMITS, Limits
from server.registry import Keyed, RegistryFactory
from server.render import STATIC, render_of
from server.run import RegistryWithRequests, bound, run_site
from server.simulated import Fault, SimulatedRegistry, fault_of
from server.site import Site, site_of
from server.slip_tokens import add_slip_key
from server.sqlite import SqliteStore
from server.store import AuditHead
from server.views.page import Render
from server.voice.clips import Voice, load_voice

SUMMARY = "run the central server: kiosks, counters, boards, documents"
DESCRIPTION = """\
Serves one site until Ctrl-C. On its first start it prints a one-time link for the first administrator, whose
page then adds officers, counters and kiosks. All it knows lies in the state folder.

`server backup --state DIR --to FILE` copies the database into one file, checked and flushed, while the server
runs. `server restore --state DIR --from FILE` puts such a file in its place, while the server does not run:
what was there is kept beside it. Numbers that the backup does not know are on paper, so until the next
business day kiosks use numbers of their own, and none can be enrolled. Kiosks bring again what it lacks.

`server audit --profile DIR --state DIR` walks the site's chain of who saw or changed whose document request,
while the server runs or not, and prints its head, SEQ:HASH. Only what was kept elsewhere proves later that
nothing before it was rewritten or cut off: a backup, with `--from FILE`, or a head that somebody noted, with
`--known SEQ:HASH`.

`server new-key --state DIR` makes a new key for the codes on documents' slips. It signs from the next start
on; slips that are out stay good.

The civil registry is simulated: its people are the profile's families.yaml, and every slip says so.
`--registry MODULE:FACTORY` takes an adapter of your own instead (docs/registry.md). A file of
--registry-fault that says `away`, `slow`, `garbage` or `raises` makes the simulated one fail so, as long as
it says it.

Ends with 0 after Ctrl-C or SIGTERM, or when a copy is made or put in place; 1 where it cannot (a mistake in
the profile, an address that is taken, a state folder or file that cannot be used); wrong usage ends with 64.
"""
FONTS = ROOT / "printers" / "fonts"


@dataclass(frozen=True, slots=True)
class Listen:
    host: str
    port: int


def listen(text: str) -> Listen:
    """`HOST:PORT`, an IPv6 host in brackets; port 0 takes a free one."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return Listen(host.strip("[]"), int(port))


COPIES = {
    "backup": ((True, False),),
    "restore": ((False, True),),
    "audit": ((False, False), (False, True)),
}
"""Whether --to and --from are given; neither, where a verb is not here."""

VERBS = ("backup", "restore", "audit", "new-key")


def audit_head(text: str) -> AuditHead:
    """`SEQ:HASH`, as `server audit` prints it."""
    seq, _, hashed = text.partition(":")
    if not seq.isdecimal() or not re.fullmatch("[0-9a-f]{64}", hashed):
        raise argparse.ArgumentTypeError(f"{text!r} is not SEQ:HASH")
    return AuditHead(int(seq), hashed)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", choices=VERBS, help="instead of serving; see above")
    parser.add_argument("--to", type=Path, metavar="FILE", help="of backup: a new file")
    parser.add_argument(
        "--from", type=Path, metavar="FILE", dest="source", help="of restore, audit: a backup"
    )
    parser.add_argument("--known", type=audit_head, metavar="SEQ:HASH", help="of audit: a head from before")
    add_profile(parser)
    parser.add_argument("--state", required=True, type=Path, metavar="DIR", help="where the database lies")
    parser.add_argument(
        "--listen",
        type=listen,
        default=Listen("127.0.0.1", 8000),
        metavar="HOST:PORT",
        help="0.0.0.0:8000 is open to the whole network, port 0 takes a free one (default: 127.0.0.1:8000)",
    )
    parser.add_argument(
        "--witness",
        type=Path,
        metavar="FILE",
        help="a small file on other storage than the state folder, by which a restored database is told"
        " (default: in the state folder, where it tells less)",
    )
    parser.add_argument(
        "--registry", type=adapter, metavar="MODULE:FACTORY", help="an adapter to a civil registry"
    )
    parser.add_argument(
        "--registry-fault", type=Path, metavar="FILE", help="tells the simulated registry to fail"
    )
    parser.add_argument(
        "--always-open", action="store_true", help="for demonstrations: every service is open at any hour"
    )
    parser.add_argument(
        "--no-limits", action="store_true", help="for measurements: nobody is refused for asking too often"
    )


def run(
    arguments: argparse.Namespace,
    clock: Callable[[], datetime] = wall_clock,
    since_boot: Callable[[], float] = boot_clock,
) -> int:
    """Of the machine or, in a rehearsal, both of the day that is played."""
    given = (arguments.to is not None, arguments.source is not None)
    if given not in COPIES.get(arguments.verb, ((False, False),)):
        print("backup takes --to FILE, restore --from FILE, audit may, and serving neither", file=sys.stderr)
        return USAGE_ERROR
    if arguments.verb == "backup":
        return _said(back_up(arguments.state, arguments.to), f"{arguments.to} is a copy of all until now.")
    if arguments.verb == "new-key":
        return _new_key(arguments.state)
    profile = load_profile(arguments.profile)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    if arguments.verb == "restore":
        return _restore(arguments, site_of(profile))
    if arguments.verb == "audit":
        return _audit(arguments, site_of(profile))
    if arguments.always_open:
        profile = always_open(profile)
    site = site_of(profile)
    registry: Callable[[Keyed], RegistryWithRequests]
    if arguments.registry is not None:
        registry = partial(_adapted, arguments.registry, site, clock)
    else:
        families = load_families(arguments.profile, profile.documents)
        if isinstance(families, ProfileProblems):
            print(families, file=sys.stderr)
            return 1
        registry = partial(simulated_registry, families, site, clock, fault_of(arguments.registry_fault))
    voice = load_voice(arguments.profile)
    if isinstance(voice, ProfileProblems):
        print(voice, file=sys.stderr)
        return 1
    icons = {group.id: group.icon for group in profile.priorities}
    return start(
        arguments,
        site=site,
        registry=registry,
        voice=voice,
        render=render_of(name=profile.name, look=profile.look, band=profile.band, priority_icons=icons),
        static=STATIC,
        clock=clock,
        since_boot=since_boot,
    )


def start(
    arguments: argparse.Namespace,
    *,
    site: Site,
    registry: Callable[[Keyed], RegistryWithRequests],
    voice: Voice,
    render: Render,
    static: Path,
    clock: Callable[[], datetime] = wall_clock,
    since_boot: Callable[[], float] = boot_clock,
) -> int:
    """Listens and serves until the end; the exit code."""
    keep_memory_private()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    where: Listen = arguments.listen
    try:
        listener = bound(where.host, where.port)
    except OSError as error:
        print(f"cannot listen on {where.host}:{where.port}: {error.strerror}", file=sys.stderr)
        return 1
    refused = run_site(
        site=site,
        registry=registry,
        voice=voice,
        render=render,
        static=static,
        state=arguments.state,
        witness=_witness(arguments),
        listener=listener,
        clock=clock,
        since_boot=since_boot,
        limits=NO_LIMITS if arguments.no_limits else Limits(),
        say=lambda line: print(line, flush=True),
    )
    if refused is None:
        return 0
    print(refused.reason, file=sys.stderr)
    return 1


def simulated_registry(
    families: FamiliesFile,
    site: Site,
    clock: Callable[[], datetime],
    fault: Callable[[], Fault | None],
    keyed: Keyed,
) -> RegistryWithRequests:
    """The invented of a profile, and the document requests that they have made."""
    now = clock()
    registry = SimulatedRegistry(
        families.families,
        keyed=keyed,
        today=lambda: site.day(clock()),
        fault=fault,
        draw=_drawing(site, clock) if site.document_rules.pages else None,
    )
    requests = requests_of_families(
        families, rules=site.document_rules, keyed=keyed, now=now, today=site.day(now)
    )
    return RegistryWithRequests(registry, requests)


def _drawing(site: Site, clock: Callable[[], datetime]) -> Callable[[FamilyEntry], bytes]:
    """Of invented families' pages. What draws takes time to load: a site without pages has none of it."""
    from server.kk_page import kk_page

    return lambda family: kk_page(family, fonts=FONTS, today=site.day(clock()))


def _adapted(
    factory: RegistryFactory, site: Site, clock: Callable[[], datetime], keyed: Keyed
) -> RegistryWithRequests:
    return RegistryWithRequests(factory(keyed, lambda: site.day(clock())))


def _audit(arguments: argparse.Namespace, site: Site) -> int:
    known, database = arguments.known, arguments.state / DATABASE
    if not database.exists():
        return _said(f"there is no {database}", "")
    if (why := not_of_site(database, site=site)) is not None:
        return _said(why, "")
    if arguments.source is not None:
        known = head_of_backup(arguments.source, site=site)
        if isinstance(known, str):
            return _said(known, "")
    store = SqliteStore(database, site)
    proven = store.prove_audit(known=known)
    store.close_files()
    if isinstance(proven, AuditHead):
        return _said(None, f"{proven.seq} entries, whole. Head: {proven.seq}:{proven.hash}")
    return _said(f"the audit does not hold at entry {proven.seq}: {AUDIT_FAULTS[proven.fault]}", "")


AUDIT_FAULTS = {
    "changed": "it was changed, or stands where another one was",
    "rewritten": "it is not the one whose head was kept",
    "cut_off": "it is missing, with all after it",
}


def _new_key(state: Path) -> int:
    taken = take(state)
    if taken is not None:
        return _said(taken, "")
    return _said(None, f"Key {add_slip_key(state / SLIP_KEYS)} signs from the next start on.")


def _restore(arguments: argparse.Namespace, site: Site) -> int:
    now = wall_clock()
    taken = take(arguments.state)
    if taken is not None:
        return _said(taken, "")
    done = restore(arguments.state, arguments.source, site=site, witness=_witness(arguments), now=now)
    if isinstance(done, str):
        return _said(done, "")
    before = f" What was there is {done.kept}." if done.kept is not None else ""
    witness = _witness(arguments)
    strange = (
        f"\n{witness} was not the witness of what was there. If the server is started with another --witness,"
        " do this again and name that one: it would take the restore for another one."
        if done.strange
        else ""
    )
    return _said(
        None,
        f"{arguments.source} is in place.{before} Until {done.day:%Y-%m-%d} ends, kiosks use numbers of"
        f" their own and none can be enrolled. Start the server now: they bring what the copy lacks."
        f"{strange}",
    )


def _said(reason: str | None, done: str) -> int:
    if reason is None:
        print(done)
        return 0
    print(reason, file=sys.stderr)
    return 1


def _witness(arguments: argparse.Namespace) -> Path:
    witness: Path = arguments.witness or arguments.state / "witness.json"
    return witness
