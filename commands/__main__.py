"""`anjungan COMMAND`: finds the command's file and hands its arguments over.

A command is one file of this folder, `commands/<name>.py`, with

    SUMMARY      one line for the list of commands
    DESCRIPTION  what a technician needs to know, its exit codes too; printed as it stands
    add_arguments(parser: argparse.ArgumentParser) -> None
    run(arguments: argparse.Namespace) -> int    the exit code

and `PASSES_ON = True` where its arguments belong to another program: they come untouched, as
`arguments.words`.
The list reads the files without importing them, so that help needs no package, and a command imports nothing
of the others: what they share, and what would make one of them too long, is in `parts/`.
"""

import argparse
import ast
import gc
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from commands.parts.frame import USAGE_ERROR, Parser

YOUNG_OBJECTS = 50_000
"""So many new objects before garbage is looked for: a start makes none, and each look would cost it time."""


def summaries(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and summary of each command, without importing any."""
    for file in sorted(folder.glob("*.py")):
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            match statement:
                case ast.Assign(targets=[ast.Name("SUMMARY")], value=ast.Constant(str(summary))):
                    yield file.stem, summary


def overview(commands: dict[str, str]) -> str:
    lines = [f"  {name:<10}{summary}" for name, summary in commands.items()]
    return "\n".join(
        ["usage: anjungan COMMAND [arguments]", "", *lines, "", "anjungan COMMAND --help tells more of one."]
    )


def main(words: Sequence[str]) -> int:
    commands = dict(summaries(Path(__file__).parent))
    if not words or words[0] in {"-h", "--help"}:
        print(overview(commands))
        return 0 if words else USAGE_ERROR
    name, rest = words[0], list(words[1:])
    if name not in commands:
        print(f"anjungan: no command {name!r}\n\n{overview(commands)}", file=sys.stderr)
        return USAGE_ERROR
    gc.set_threshold(YOUNG_OBJECTS)
    command = importlib.import_module(f"commands.{name}")
    parser = Parser(
        prog=f"anjungan {name}",
        description=command.DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    if getattr(command, "PASSES_ON", False) and rest not in (["-h"], ["--help"]):
        rest.insert(0, "--")
    arguments = parser.parse_args(rest)
    result: int = command.run(arguments)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
