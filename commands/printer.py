"""`anjungan printer status|test|mock`: what a technician asks a printer."""

import argparse
import signal
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import assert_never

from printers.addresses import BadAddress, link_to
from printers.link import Link
from printers.mock import MockPrinter
from printers.models import Model, load_model, model_names
from printers.states import (
    Cause,
    DeviceState,
    FailedClean,
    Outcome,
    Paper,
    Printed,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from printers.trial import trial_slip
from printers.virtual import Device, Tray

NAME = "printer"
SUMMARY = "ask a printer how it is, print a test slip, or play a network printer"
DESCRIPTION = """\
status  asks the printer and says what to do next; ends with 0 ready, 1 blocked or unreachable, 2 no valid
        answer
test    prints one test slip; ends with 0 printed (the printer said so), 1 nothing was sent, 2 sent but not
        confirmed, 3 the link was lost after the first byte. It never sends a second one.
mock    plays a network printer: draws every slip as a PNG in --out; edit --state while it runs to take away
        its paper, open its cover, and so on

Printer addresses: tcp://HOST:PORT (most network printers: 9100), virtual:FOLDER.
Wrong usage ends with 64.
"""
USAGE_ERROR = 64

ADVICE = {
    Cause.COVER: "close its cover",
    Cause.PAPER_OUT: "put in a new roll",
    Cause.CUTTER: "free the cutter: open the cover, take out the paper, switch it off and on",
    Cause.MECHANICAL: "open it and look for jammed paper, then switch it off and on",
    Cause.OVERHEAT: "wait some minutes until the head has cooled",
    Cause.TICKET_NOT_TAKEN: "take the slip out of its mouth",
    Cause.FEED_BUTTON: "let go of the feed button",
    Cause.UNRECOVERABLE: "switch it off and on; if it says so again, it needs service",
    Cause.OFFLINE: "it is offline without a reason: switch it off and on",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="status|test|mock")
    for verb, summary in (("status", "ask the printer how it is"), ("test", "print one test slip")):
        asked = verbs.add_parser(verb, help=summary)
        asked.add_argument(
            "--printer", required=True, metavar="URL", help="tcp://HOST:PORT or virtual:FOLDER"
        )
        _add_model(asked)
    mock = verbs.add_parser("mock", help="play a network printer")
    mock.add_argument(
        "--listen", default="127.0.0.1:9100", metavar="HOST:PORT", help="port 0 takes a free one"
    )
    mock.add_argument("--out", required=True, type=Path, metavar="DIR", help="where its slips fall, as PNGs")
    mock.add_argument("--state", required=True, type=Path, metavar="FILE", help="JSON that says how it is")
    _add_model(mock)


def _add_model(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(model_names())
    parser.add_argument("--model", default="generic-80", metavar="NAME", help=f"one of: {names}")


def run(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    if model is None:
        return _wrong(f"no model {arguments.model!r}: one of {', '.join(model_names())}")
    if arguments.verb == "mock":
        return _mock(arguments, model)
    link = link_to(arguments.printer, model, time.monotonic)
    if isinstance(link, BadAddress):
        return _wrong(link.why)
    try:
        return _status(link) if arguments.verb == "status" else _test(link, model, arguments.printer)
    finally:
        link.close()


def _wrong(why: str) -> int:
    print(why, file=sys.stderr)
    return USAGE_ERROR


def _status(link: Link) -> int:
    status = link.status()
    print(status.word(), f"paper {status.paper}", sep=", ")
    print(_next_step(status))
    match status.state:
        case DeviceState.READY:
            return 0
        case DeviceState.UNKNOWN:
            return 2
        case _:
            return 1


def _next_step(status: Status) -> str:
    match status.state:
        case DeviceState.READY if status.paper is Paper.LOW:
            return "It is ready; have a new roll at hand."
        case DeviceState.READY:
            return "It is ready."
        case DeviceState.UNKNOWN:
            return "It is reached, but answers nothing valid: print a test slip and look."
        case DeviceState.BLOCKED | DeviceState.FAULT:
            return f"It cannot print: {'; '.join(ADVICE[cause] for cause in sorted(status.causes))}."
        case _:
            return "Nobody answers at this address: check power, cable and address."


def _test(link: Link, model: Model, address: str) -> int:
    slip = trial_slip(model, address, datetime.now().astimezone())
    outcome = link.print(slip, lambda rendered: print(f"sending {rendered.length} bytes ...", flush=True))
    code, sentence = verdict(outcome)
    print(sentence)
    return code


def verdict(outcome: Outcome) -> tuple[int, str]:
    """Exit code of `test`, and what the technician does next."""
    match outcome:
        case Printed(evidence):
            return 0, f"Printed; the printer said so ({evidence}). Look at the edges, the code and the cut."
        case FailedClean(status):
            return 1, f"Nothing was sent. {_next_step(status)}"
        case SentUnconfirmed():
            return 2, "All was sent, and the printer confirmed nothing: look whether the slip is there."
        case Uncertain(status) if status.state is DeviceState.DISCONNECTED:
            return (
                3,
                "The link was lost in the middle: take out what is there, check power and cable, try again.",
            )
        case Uncertain(status):
            return 2, f"All was sent, and the slip is not known to be whole. {_next_step(status)}"
        case _:
            assert_never(outcome)


def _mock(arguments: argparse.Namespace, model: Model) -> int:
    host, _, port = arguments.listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        return _wrong(f"{arguments.listen!r} is not HOST:PORT")
    try:
        printer = MockPrinter(host, int(port), Device(model, Tray(arguments.out).take), arguments.state)
    except OSError as error:
        print(f"cannot listen on {arguments.listen}: {error.strerror}", file=sys.stderr)
        return 1
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    print(f"listening on tcp://{printer.address[0]}:{printer.address[1]}", flush=True)
    printer.serve(over.is_set)
    return 0
