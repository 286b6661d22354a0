"""`anjungan server`: the central server of one site."""

import argparse
import logging
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.availability import always_open
from config.load import load_families, load_profile
from config.parse import ProfileProblems
from server.registry import Registry, simulated_registry
from server.render import STATIC, render_of
from server.run import bound, run_site
from server.site import Site, site_of
from server.views import Render
from server.voice.clips import Voice, load_voice

NAME = "server"
SUMMARY = "run the central server: kiosks, counters, boards, documents"
DESCRIPTION = """\
Serves one site until Ctrl-C. On its first start it prints a one-time link for the first administrator, whose
page then adds officers, counters and kiosks. All it knows lies in the state folder; back that folder up.

The civil registry is simulated: its people are the profile's families.yaml, and every slip says so.

Ends with 0 after Ctrl-C or SIGTERM, 1 where it cannot start (a mistake in the profile, an address that is
taken, a state folder that cannot be used); wrong usage ends with 64.
"""
DEFAULT_PROFILE = Path(__file__).parents[1] / "config" / "profiles" / "default"


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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile",
        type=Path,
        default=DEFAULT_PROFILE,
        metavar="DIR",
        help="the site's profile folder (default: config/profiles/default)",
    )
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
        "--always-open", action="store_true", help="for demonstrations: every service is open at any hour"
    )


def run(arguments: argparse.Namespace) -> int:
    profile = load_profile(arguments.profile)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    if arguments.always_open:
        profile = always_open(profile)
    families = load_families(arguments.profile, profile.documents)
    if isinstance(families, ProfileProblems):
        print(families, file=sys.stderr)
        return 1
    voice = load_voice(arguments.profile)
    if isinstance(voice, ProfileProblems):
        print(voice, file=sys.stderr)
        return 1
    site = site_of(profile)
    icons = {group.id: group.icon for group in profile.priorities}
    return start(
        arguments,
        site=site,
        registry=simulated_registry(families, profile, lambda: site.day(_now())),
        voice=voice,
        render=render_of(name=profile.name, look=profile.look, priority_icons=icons),
        static=STATIC,
    )


def start(
    arguments: argparse.Namespace,
    *,
    site: Site,
    registry: Registry,
    voice: Voice,
    render: Render,
    static: Path,
) -> int:
    """Listens and serves until the end; the exit code."""
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
        witness=arguments.witness or arguments.state / "witness.json",
        listener=listener,
        clock=_now,
        say=lambda line: print(line, flush=True),
    )
    if refused is None:
        return 0
    print(refused.reason, file=sys.stderr)
    return 1


def _now() -> datetime:
    return datetime.now(UTC)
