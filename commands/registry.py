"""`anjungan registry`: tries an adapter to a civil registry against the contract."""

import argparse
import secrets
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import ValidationError

from commands.parts.adapter import adapter
from server.conformance import TestPeople, Trial, check
from server.registry import RegistryFactory

SUMMARY = "try an adapter to a civil registry against its contract"
DESCRIPTION = """\
`registry check MODULE:FACTORY --people FILE` calls the adapter as the server does, and says of each rule of
docs/registry.md whether it holds. FILE names people of a test environment of the registry, one at least who
is found, and NIK that nobody has:

    people:
      - {nik: "...", access_pin: "...", outcome: found}         found, not_recorded or pin_expired
    strangers: ["..."]

Nothing of FILE and of the answers is printed. Ends with 0 when every rule holds, 1 when one does not or FILE
cannot be read; wrong usage ends with 64.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["check"])
    parser.add_argument("factory", type=adapter, metavar="MODULE:FACTORY")
    parser.add_argument("--people", required=True, type=Path, metavar="FILE", help="see above")


def run(arguments: argparse.Namespace) -> int:
    people = _people(arguments.people)
    if isinstance(people, str):
        print(people, file=sys.stderr)
        return 1
    salt = secrets.token_hex(16)

    def keyed(number: str) -> str:
        return sha256(f"{salt}{number}".encode()).hexdigest()

    factory: RegistryFactory = arguments.factory
    broken = 0
    for rule in check(Trial(factory(keyed, date.today), people, keyed, date.today)):
        print("\n        ".join((f"{'BROKEN' if rule.faults else 'holds '}  {rule.name}", *rule.faults)))
        broken += bool(rule.faults)
    print(f"{broken} rules are broken." if broken else "The adapter keeps the contract.")
    return 1 if broken else 0


def _people(path: Path) -> TestPeople | str:
    """The people, or what is wrong with the file, which repeats no value."""
    try:
        people = TestPeople.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")), strict=False)
    except (OSError, yaml.YAMLError) as error:
        return f"{path} cannot be read: {type(error).__name__}"
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        return "\n".join(f"{path}: {'.'.join(map(str, one['loc']))}: {one['type']}" for one in faults)
    if not people.strangers or all(one.outcome != "found" for one in people.people):
        return f"{path} needs somebody who is found, and a stranger"
    return people
