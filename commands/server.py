"""`anjungan server`: the central server of one site."""

import argparse
import logging
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from server.registry import Registry
from server.run import bound, run_site
from server.site import Site
from server.views import Render

NAME = "server"
SUMMARY = "run the central server: kiosks, counters, boards, documents"
DESCRIPTION = """\
Serves one site until Ctrl-C. On its first start it prints a one-time link for the first administrator, whose
page then adds officers, counters and kiosks. All it knows lies in the state folder; back that folder up.

Ends with 0 after Ctrl-C or SIGTERM, 1 where it cannot start; wrong usage ends with 64.
"""
USAGE_ERROR = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", required=True, type=Path, metavar="DIR", help="the site's profile folder"
    )
    parser.add_argument("--state", required=True, type=Path, metavar="DIR", help="where the database lies")
    parser.add_argument(
        "--listen", default="127.0.0.1:8000", metavar="HOST:PORT", help="port 0 takes a free one"
    )


def start(
    arguments: argparse.Namespace, *, site: Site, registry: Registry, render: Render, static: Path
) -> int:
    """Listens and serves until the end; the exit code."""
    host, _, port = arguments.listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        print(f"{arguments.listen!r} is not HOST:PORT", file=sys.stderr)
        return USAGE_ERROR
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    try:
        listener: socket.socket = bound(host.strip("[]"), int(port))
    except OSError as error:
        print(f"cannot listen on {arguments.listen}: {error.strerror}", file=sys.stderr)
        return 1
    refused = run_site(
        site=site,
        registry=registry,
        render=render,
        static=static,
        state=arguments.state,
        listener=listener,
        clock=lambda: datetime.now(UTC),
        say=lambda line: print(line, flush=True),
    )
    if refused is None:
        return 0
    print(refused.reason, file=sys.stderr)
    return 1
