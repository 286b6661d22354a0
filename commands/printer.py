"""`anjungan printer list|status|test|identify|watch|mock`: what a technician asks a printer."""

import argparse
import errno
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import assert_never

from commands.parts.frame import USAGE_ERROR
from printers.addresses import BadAddress, link_to
from printers.found import device_files, queues
from printers.link import Link
from printers.mock import Door, MockPrinter, SerialDoor, StateFile, TcpDoor
from printers.models import Model, load_model, model_by_identity, model_names
from printers.office import OfficePrinterOverIpp, is_office_address
from printers.states import (
    Cause,
    DeviceState,
    FailedClean,
    Outcome,
    Paper,
    Printed,
    Rendered,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from printers.talk import Patience
from printers.transports.cups import NO_CLIENT, PAUSED, REJECTING
from printers.transports.descriptor import STALLED
from printers.transports.tcp import SLOW_NAMES
from printers.transports.usb import NO_DEVICE, NO_PRINTER, device_id
from printers.trial import machine_trial
from printers.virtual import Tray

SUMMARY = "find, ask and try a printer, or play one"
DESCRIPTION = """\
list      the models that are known, and the printers that this machine has
status    asks the printer and says what to do next; ends with 0 ready, 1 blocked or unreachable, 2 no valid
          answer
test      prints one machine trial; ends within 20 seconds with 0 printed (the printer said so), 1 nothing was
          sent, 2 sent but not confirmed, 3 the link ended after the first byte, lost or given up because the
          printer took no more. It never sends the slip again.
identify  what the printer says of itself, and the models that fit; ends as status does
watch     a line at each change, until Ctrl-C
mock      plays a printer: draws every slip as a PNG in --out; edit --state while it runs to take away its
          paper, open its cover, and so on (the head of printers/mock.py says what may stand there)

Printer addresses: usb:FILE, tcp://HOST:PORT (most network printers: 9100), serial:FILE?baud=19200, file:FILE,
cups:QUEUE, virtual:FOLDER; to identify an office printer, ipp://HOST/ipp/print. Wrong usage ends with 64.
"""
TEST_PATIENCE = Patience(whole=15.0)
"""With what ends a print beyond it, and closing the link, `test` stays below 20 seconds."""
WATCH_SECONDS = 1.0
ASKER = "Anjungan printer identify"
"""At an office printer. No kiosk's jobs begin so: theirs are left alone."""

VERBS = {
    "list": "the models that are known, and the printers at this machine",
    "status": "ask the printer how it is",
    "test": "print one machine trial",
    "identify": "ask the printer what it is",
    "watch": "a line at each change",
}

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
    Cause.OTHER_PRINTER: "another printer answers at this address: put the right one there, or name its UUID",
}

REMEDIES = {
    os.strerror(errno.EACCES): "let this user use it: `adduser USER lp` for a USB printer, `adduser USER"
    " dialout` for a serial port, then sign in anew",
    os.strerror(errno.ENOENT): "see whether it is plugged in and its name is right; `anjungan printer"
    " list` shows what is there",
    NO_DEVICE: "delete the file, and plug the printer in",
    NO_PRINTER: "give the name that `anjungan printer list` shows; a serial adapter is serial:NAME",
    os.strerror(errno.EBUSY): "stop the other program that holds it, as a kiosk or CUPS",
    os.strerror(errno.ENXIO): "start what reads from it",
    SLOW_NAMES: "use its number in place of its name",
    NO_CLIENT: "`apt-get install cups-client`",
    PAUSED: "`cupsenable` lets it go on",
    REJECTING: "`cupsaccept` lets it take them",
    STALLED: "switch it off and on, and see that both ends of a serial line have the same handshake",
}
"""By what a link says of itself."""
CHECK_ALL = (
    "check power, cable and address, and stop any other program that holds it, as a kiosk: many printers take"
    " one connection only"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="|".join([*VERBS, "mock"]))
    for verb, summary in VERBS.items():
        asked = verbs.add_parser(verb, help=summary)
        if verb != "list":
            asked.add_argument(
                "--printer", required=True, metavar="ADDRESS", help="where it is, as `list` shows it"
            )
            _add_model(asked)
    mock = verbs.add_parser("mock", help="play a printer")
    mock.add_argument(
        "--listen",
        default="127.0.0.1:9100",
        metavar="HOST:PORT",
        help="port 0 takes a free one; serial:NAME makes a serial line of that name",
    )
    mock.add_argument("--out", required=True, type=Path, metavar="DIR", help="where its slips fall, as PNGs")
    mock.add_argument("--state", required=True, type=Path, metavar="FILE", help="JSON that says how it is")


def _add_model(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(model_names())
    parser.add_argument("--model", default="generic-80", metavar="NAME", help=f"one of: {names}")


def run(arguments: argparse.Namespace) -> int:
    match arguments.verb:
        case "list":
            return _list()
        case "mock":
            return _mock(arguments)
    model = load_model(arguments.model)
    if model is None:
        return _wrong(f"no model {arguments.model!r}: one of {', '.join(model_names())}")
    if arguments.verb == "identify" and is_office_address(arguments.printer):
        return _identify_office(arguments.printer)
    link = link_to(arguments.printer, model, time.monotonic, TEST_PATIENCE)
    if isinstance(link, BadAddress):
        return _wrong(link.why)
    try:
        match arguments.verb:
            case "status":
                return _status(link)
            case "identify":
                return _identify(link, arguments.printer)
            case "watch":
                return _watch(link)
            case _:
                return _test(link, model, arguments.printer)
    finally:
        link.close()


def _wrong(why: str) -> int:
    print(why, file=sys.stderr)
    return USAGE_ERROR


def _list() -> int:
    for name in model_names():
        model = load_model(name)
        assert model is not None
        print(f"{name:<16}{model.title}, {model.dots} dots, confirms by {model.confirms}")
    found = [*device_files(), *queues()]
    print("\nAt this machine (the network is not searched):" if found else "\nNo printer at this machine.")
    for address in found:
        print(f"  {address}{_barred(address)}")
    return 0


def _barred(address: str) -> str:
    """Where this user may not use a device file: what to do about it."""
    kind, _, path = address.partition(":")
    if kind == "cups" or os.access(path, os.R_OK | os.W_OK):
        return ""
    return f"  ({_remedy(os.strerror(errno.EACCES))})"


def _status(link: Link) -> int:
    status = link.status()
    print(_words(status))
    print(_next_step(status, link.trouble))
    return _code(status)


def _words(status: Status) -> str:
    return f"{status.word()}, paper {status.paper}"


def _code(status: Status) -> int:
    match status.state:
        case DeviceState.READY:
            return 0
        case DeviceState.UNKNOWN:
            return 2
        case _:
            return 1


def _next_step(status: Status, trouble: str) -> str:
    """`trouble`: why it is disconnected, where that is known."""
    match status.state:
        case DeviceState.READY if status.paper is Paper.LOW:
            return "It is ready; have a new roll at hand."
        case DeviceState.READY:
            return "It is ready."
        case DeviceState.UNKNOWN:
            return (
                "It is reached and answers nothing valid, as files and CUPS never do: stop any other program"
                " that holds it, then print a machine trial and look."
            )
        case DeviceState.BLOCKED | DeviceState.FAULT:
            return f"It cannot print: {_advice(status)}."
        case _:
            return f"It is not reached{_because(trouble)}: {_remedy(trouble)}."


def _advice(status: Status) -> str:
    return "; ".join(ADVICE[cause] for cause in sorted(status.causes))


def _because(trouble: str) -> str:
    return f" ({trouble})" if trouble else ""


def _remedy(trouble: str) -> str:
    return REMEDIES.get(trouble, CHECK_ALL)


def _identify(link: Link, address: str) -> int:
    said, trouble = link.identify(), link.trouble
    link.close()
    print(_words(said.status))
    for what, word in (("maker", said.maker), ("name", said.name), ("firmware", said.firmware)):
        print(f"{what:<10}{word or 'it does not say'}")
    port: Mapping[str, str] | OSError = {}
    kind, _, path = address.partition(":")
    if kind == "usb":
        port = device_id(Path(path))
        named = port.strerror if isinstance(port, OSError) else ", ".join(f"{k} {v}" for k, v in port.items())
        print(f"device id {named}")
    names = port if isinstance(port, Mapping) else {}
    model = _fitting(said.maker, said.name) or _fitting(names.get("MFG"), names.get("MDL"))
    if model is not None:
        print(f"This model fits: --model {model.name}")
    elif said.status.state is DeviceState.READY:
        print(
            "No model of that name: choose a generic one by the width of its paper, and print"
            " a machine trial."
        )
    else:
        print(_next_step(said.status, trouble))
    return _code(said.status)


def _identify_office(uri: str) -> int:
    printer = OfficePrinterOverIpp(uri, ASKER, time.monotonic)
    status, uuid = printer.status(), printer.uuid()
    printer.close()
    print(_words(status))
    print(f"{'uuid':<10}{uuid or 'it does not say'}")
    if uuid is not None:
        print(f"Pages go to it alone: ./anjungan kiosk --office {uri} --office-uuid {uuid}")
    return _code(status)


def _fitting(maker: str | None, name: str | None) -> Model | None:
    return model_by_identity(maker, name) if maker and name else None


def _watch(link: Link) -> int:
    over = threading.Event()
    _on_signal(over.set)
    last: Status | None = None
    while not over.is_set():
        status = link.status()
        if status != last:
            last = status
            now, step = datetime.now().astimezone(), _next_step(status, link.trouble)
            print(f"{now:%H:%M:%S}  {_words(status)}. {step}", flush=True)
        if status.state is DeviceState.DISCONNECTED:
            over.wait(WATCH_SECONDS)
        else:
            link.await_change(WATCH_SECONDS)
    return 0


def _on_signal(stop: Callable[[], object]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop())


def _test(link: Link, model: Model, address: str) -> int:
    when, begun = datetime.now().astimezone(), False

    def sending(rendered: Rendered) -> int:
        nonlocal begun
        begun = True
        print(f"The slip: {rendered.length} bytes, {rendered.millimetres} mm of paper.", flush=True)
        return int(when.timestamp())

    # A shell that starts it behind itself has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        outcome = link.print(machine_trial(model, address, when), sending)
    except KeyboardInterrupt:
        print(STOPPED_MIDWAY if begun else "Stopped by you; nothing was sent.")
        return 3 if begun else 1
    code, sentence = verdict(outcome, link.trouble)
    print(sentence)
    return code


STOPPED_MIDWAY = (
    "Stopped by you before the slip was confirmed: switch the printer off and on, and take out what is there."
)


def verdict(outcome: Outcome, trouble: str) -> tuple[int, str]:
    """Exit code of `test`, and what the technician does next; `trouble` is the link's."""
    match outcome:
        case Printed(evidence):
            return 0, f"Printed; the printer said so ({evidence}). Look at the edges, the code and the cut."
        case FailedClean(_, unfit) if unfit:
            return 1, f"Nothing was sent, since the slip fits no such paper ({unfit}): name another --model."
        case FailedClean(status):
            return 1, f"Nothing was sent. {_next_step(status, trouble)}"
        case SentUnconfirmed():
            return 2, "All was sent, and the printer confirmed nothing: look whether the slip is there."
        case Uncertain(status) if trouble or status.state is DeviceState.DISCONNECTED:
            return 3, (
                f"The link ended before the slip was confirmed{_because(trouble)}: take out what is there,"
                f" {_advice(status) or _remedy(trouble)}; then try again."
            )
        case Uncertain(status):
            return 2, f"All was sent, and the slip is not known to be whole. {_next_step(status, trouble)}"
        case _:
            assert_never(outcome)


def _mock(arguments: argparse.Namespace) -> int:
    try:
        door = _door(arguments.listen)
    except OSError as error:
        print(f"cannot listen on {arguments.listen}: {error.strerror}", file=sys.stderr)
        return 1
    if door is None:
        return _wrong(f"{arguments.listen!r} is neither HOST:PORT nor serial:NAME")
    over = threading.Event()
    _on_signal(over.set)
    state_file = StateFile(arguments.state, lambda why: print(why, file=sys.stderr, flush=True))
    printer = MockPrinter(door, state_file, Tray(arguments.out).take, time.monotonic)
    print(f"listening on {door.address}", flush=True)
    printer.serve(over.is_set)
    return 0


def _door(where: str) -> Door | None:
    host, _, port = where.rpartition(":")
    if host == "serial":
        return SerialDoor(Path(port))
    return TcpDoor(host, int(port)) if host and port.isdecimal() and int(port) <= 65_535 else None
