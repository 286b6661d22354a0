"""The server as a process of its own: `python -m tests.server.process STATE PORT`."""

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

from server.run import bound, run
from tests.server.parts import SITE, registry, render


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    state = Path(sys.argv[1])
    (state / "static").mkdir(parents=True, exist_ok=True)
    refused = run(
        site=SITE,
        registry=registry(),
        render=render,
        static=state / "static",
        state=state,
        listener=bound("127.0.0.1", int(sys.argv[2])),
        clock=lambda: datetime.now(UTC),
        say=lambda line: print(line, flush=True),
    )
    sys.exit(refused.reason if refused else 0)


if __name__ == "__main__":
    main()
