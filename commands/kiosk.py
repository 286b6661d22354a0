"""`anjungan kiosk`: the citizen's screen."""

import argparse
import hashlib
import socket
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from commands.parts.frame import USAGE_ERROR, add_profile, wall_clock
from commands.parts.memory import keep_memory_private
from config.availability import always_open
from config.load import load_profile
from config.models import Profile
from config.parse import ProfileProblems
from kiosk.client import Away, Client, Refused, enrol, is_server_address, keep_key, private_key
from kiosk.folder import KEY, open_state
from kiosk.ledger import Enrolment, Ledger, UnusableLedger
from kiosk.visit.state import Fitted, Identity
from printers.addresses import BadAddress, link_to
from printers.models import load_model, model_names
from printers.office import OfficePrinterOverIpp, is_office_address

if TYPE_CHECKING:
    from commands.parts.assembly import Opened
    from ui.speech import Voice

SUMMARY = "run the citizen's screen with its printer"
DESCRIPTION = """\
Shows the screen, issues numbers, prints slips, and carries its log to the server whenever that answers.

The first time, the admin page of the server gives a token:
    anjungan kiosk --server http://SERVER:8000 --enrol TOKEN --printer tcp://PRINTER:9100
From then on the kiosk knows who it is and needs neither the token nor the network to start:
    anjungan kiosk --printer tcp://PRINTER:9100
All it knows lies in the state folder. Never copy that folder to a second kiosk: both would give the same
numbers.

Printer addresses: usb:/dev/usb/lp0, tcp://HOST:PORT (most network printers: 9100),
serial:/dev/ttyS0?baud=19200, cups:QUEUE, file:PATH, virtual:FOLDER (a picture for each slip);
docs/printers.md tells more. Where slips lie on a disk afterwards (CUPS, an ordinary file, virtual paper),
documents are not offered.

With --office, documents that the profile has printed as pages (`pages` of [documents]) come on A4 too, where
the citizen wants that: ipp://PRINTER/ipp/print, or ipps://. With --office-uuid they go to that one printer
alone, whatever answers at the address; `./anjungan printer identify --printer ipp://PRINTER/ipp/print` says
which UUID it has.

Ends with 0 after Ctrl-C or SIGTERM, 1 where it cannot start (a mistake in the profile, no enrolment, a state
folder that cannot be used), 70 after a fault of the program (start it again; nothing is lost); wrong usage
ends with 64.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_profile(parser)
    parser.add_argument(
        "--state",
        type=Path,
        default=Path.home() / ".local" / "state" / "anjungan",
        metavar="DIR",
        help="where the kiosk's ledger and key lie (default: ~/.local/state/anjungan)",
    )
    parser.add_argument("--server", metavar="URL", help="the server: with --enrol, or where it has moved")
    parser.add_argument("--enrol", metavar="TOKEN", help="one-time token of the admin page")
    parser.add_argument(
        "--new-key", action="store_true", help="changes the kiosk's key at this start; the server must answer"
    )
    parser.add_argument("--printer", required=True, metavar="ADDRESS", help="where it is (see above)")
    parser.add_argument(
        "--model",
        choices=model_names(),
        default="epson-tm-t82",
        help="the printer's make (default: %(default)s)",
    )
    parser.add_argument("--office", metavar="URI", help="an office printer for pages on A4 (see above)")
    parser.add_argument("--office-uuid", type=UUID, metavar="UUID", help="the only one that may have a page")
    parser.add_argument(
        "--headphones",
        metavar="DEVICE",
        default="default",
        help="sound device of the earphones' socket, as `aplay -L` names it (default: %(default)s)",
    )
    parser.add_argument("--windowed", action="store_true", help="in a window instead of the whole screen")
    parser.add_argument(
        "--panel",
        metavar="WxH[@MMxMM]",
        help="1080x1920, 1920x1080, 1280x1024 or 1366x768, or any with its size in millimetres:"
        " 1920x1080@598x336 (default: as the screen is)",
    )
    parser.add_argument(
        "--address",
        metavar="URL",
        help="where phones follow a ticket, instead of the profile's public address",
    )
    parser.add_argument(
        "--always-open", action="store_true", help="for demonstrations: every service is open at any hour"
    )


def run(arguments: argparse.Namespace, opened: "Opened | None" = None, voice: "Voice | None" = None) -> int:
    """`opened` may touch the window once it stands; `voice` speaks instead of the one in the earphones."""
    from commands.parts.assembly import run_kiosk
    from ui.speech import Espeak, device
    from ui.theme import panel_named

    misuse = misused(arguments)
    if misuse is not None:
        print(misuse, file=sys.stderr)
        return USAGE_ERROR
    profile = load_profile(arguments.profile)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    model = load_model(arguments.model)
    assert model is not None, "argparse has looked"
    printer = link_to(arguments.printer, model, time.monotonic)
    if isinstance(printer, BadAddress):
        print(printer.why, file=sys.stderr)
        return USAGE_ERROR
    profile = offered_here(profile, arguments, keeps_copies=printer.keeps_copies)
    ledger = prepared_ledger(arguments)
    if isinstance(ledger, str):
        print(ledger, file=sys.stderr)
        return 1
    enrolment = ledger.enrolment()
    assert enrolment is not None, "prepared"
    if arguments.new_key:
        print(changed_key(ledger, enrolment, arguments.state / KEY), file=sys.stderr)
    letter, office, pages = enrolment.identity.letter, None, ""
    if arguments.office is not None:
        office = OfficePrinterOverIpp(
            arguments.office, f"Anjungan {letter}", time.monotonic, uuid=arguments.office_uuid
        )
        pages = f", pages {arguments.office}"
    wired = f"server {enrolment.server}, printer {arguments.printer}{pages}"
    print(f"Kiosk {letter} of {profile.short_name}: {wired}", flush=True)
    keep_memory_private()
    return run_kiosk(
        profile,
        ledger,
        arguments.state,
        printer,
        Fitted(model.title, arguments.printer, model.dots, model.dpi),
        voice or Espeak(device(arguments.headphones)),
        panel=None if arguments.panel is None else panel_named(arguments.panel),
        windowed=arguments.windowed,
        office=office,
        opened=opened,
    )


def misused(arguments: argparse.Namespace) -> str | None:
    """What cannot be meant so, or None; the printer's address is its link's to read."""
    from ui.theme import PANELS, panel_named

    if arguments.enrol is not None and arguments.server is None:
        return "--enrol needs --server URL: whose token is it?"
    if arguments.panel is not None and panel_named(arguments.panel) is None:
        return f"{arguments.panel!r} is no panel: {', '.join(PANELS)}, 1920x1080@598x336"
    if arguments.server is not None and not is_server_address(arguments.server):
        return f"{arguments.server!r} is no server address: http://HOST:PORT"
    if arguments.office is not None and not is_office_address(arguments.office):
        return f"{arguments.office!r} is no office printer: ipp://HOST/ipp/print"
    return None


def offered_here(profile: Profile, arguments: argparse.Namespace, *, keeps_copies: bool) -> Profile:
    """The site as this kiosk offers it; what it does not is said."""
    if arguments.office is not None and not profile.documents.pages:
        print("No page is printed: the profile has no `pages` in [documents].", file=sys.stderr)
    elif arguments.office is not None and arguments.office_uuid is None:
        print(f"Whatever answers at {arguments.office} gets pages: name its --office-uuid.", file=sys.stderr)
    if keeps_copies and profile.documents.kinds:
        print(
            f"Documents are not offered: what goes to {arguments.printer} lies on a disk afterwards"
            " (docs/printers.md).",
            file=sys.stderr,
        )
        profile = without_documents(profile)
    if arguments.always_open:
        profile = always_open(profile)
    if arguments.address is not None:
        profile = replace(profile, public_address=arguments.address)
    return profile


def prepared_ledger(arguments: argparse.Namespace) -> Ledger | str:
    """Of an enrolled kiosk, or why it cannot start."""
    ledger = open_state(arguments.state)
    if isinstance(ledger, UnusableLedger):
        return ledger.reason
    fault = prepare(ledger, arguments.state / KEY, server=arguments.server, token=arguments.enrol)
    if fault is not None:
        ledger.close()
        return fault
    return ledger


def this_machine(file: Path = Path("/etc/machine-id")) -> str:
    """A name of this installation of the system (machine-id(5)), hashed; empty where it has none."""
    try:
        identity = file.read_bytes().strip()
    except OSError:
        return ""
    return hashlib.sha256(b"anjungan kiosk:" + identity).hexdigest() if identity else ""


def without_documents(profile: Profile) -> Profile:
    """The same site, where no document is printed."""
    return replace(profile, documents=profile.documents.model_copy(update={"kinds": ()}))


def changed_key(ledger: Ledger, enrolment: Enrolment, path: Path) -> str:
    """Announces a new key, signed with the old one, and keeps it once the server knows it; what came of it.

    Cut off before the end, the old key is still good, and the same new one is announced again next time.
    """
    new, identity = path.with_suffix(".next"), enrolment.identity
    client = Client(enrolment.server, kiosk_id=identity.kiosk_id, key=private_key(path), clock=wall_clock)
    answer = client.change_key(private_key(new))
    client.close()
    match answer:
        case Away(why):
            return f"The key stays as it is: the server does not answer ({why})."
        case Refused(text=text):
            return f"The key stays as it is: {text}"
        case _:
            ledger.keep_certificate(answer.certificate)
            keep_key(new, path)
            return "The kiosk has a new key."


def prepare(ledger: Ledger, key: Path, *, server: str | None, token: str | None) -> str | None:
    """Enrols where a token is given; why the kiosk cannot start, or None."""
    known = ledger.enrolment()
    if known is None and (server is None or token is None):
        return (
            "This kiosk is not enrolled. The server's admin page gives a token; then type\n"
            "    anjungan kiosk --server http://SERVER:8000 --enrol TOKEN --printer ADDRESS"
        )
    if known is not None:
        if not key.exists():
            return (
                f"This state folder is enrolled as kiosk {known.identity.letter}, but its key {key.name} is"
                " missing. Restore it, or enrol anew in another --state folder."
            )
        if known.machine and known.machine != this_machine():
            return (
                "This state folder was made on another machine: two kiosks with the letter"
                f" {known.identity.letter} would give the same numbers. Enrol this one anew in another"
                " --state folder."
            )
        if token is not None:
            print(
                f"Already enrolled as kiosk {known.identity.letter}; the token is not used."
                " To enrol anew, take another --state folder.",
                file=sys.stderr,
            )
        if server is not None and server != known.server:
            ledger.move_server(server)
        return None
    assert server is not None and token is not None
    answer = enrol(server, token=token, key=private_key(key), host=socket.gethostname())
    match answer:
        case Away(why):
            return f"The server at {server} does not answer ({why}). Nothing is used up; try again."
        case Refused(text=text):
            return f"The server refused: {text}"
        case _:
            identity = Identity(answer.kiosk_id, answer.epoch, answer.letter)
            enrolment = Enrolment(server, identity, answer.certificate, this_machine())
            ledger.enrol(enrolment, answer.business_day, answer.marks)
            print(f"Enrolled at {answer.site} as kiosk {answer.letter}.", flush=True)
            return None
