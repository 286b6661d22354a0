"""How often one kiosk, or one address, may ask. In memory: a start forgets it."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.requests import HTTPConnection

REMEMBERED = 10_000
"""Keys before those are forgotten that may ask freely again."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` requests at once, then `per_second`."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Patience:
    """A request is here within `seconds`, head and body; so many `connections` of one address may wait for
    one at once. A kiosk has four."""

    seconds: float
    connections: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Of kiosks by their key, of strangers by their address.

    A burst of syncs carries the log of some days away from the network; one of sign-ins a morning's officers
    behind one address.
    """

    grants: Rate = Rate(10, 20)
    syncs: Rate = Rate(2, 60)
    questions: Rate = Rate(2, 10)
    enrolments: Rate = Rate(0.2, 20)
    sign_ins: Rate = Rate(1, 60)
    probes: Rate = Rate(2, 20)
    patience: Patience = Patience(20.0, 128)


ENDLESS = Rate(1e6, 1_000_000)
NO_LIMITS = Limits(ENDLESS, ENDLESS, ENDLESS, ENDLESS, ENDLESS, ENDLESS, Patience(20.0, 1_000_000))
"""For rehearsals and measurements."""


class Limiter:
    """A token bucket for each key. Any thread may ask."""

    def __init__(self, rate: Rate, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._step = 1 / rate.per_second
        self._room = rate.burst * self._step
        self._monotonic = monotonic
        self._full_at: dict[str, float] = {}
        """When the bucket of a key is full again; one that is full is as good as none."""
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Takes one and gives 0.0, or takes none and gives the seconds until there is one."""
        with self._lock:
            now = self._monotonic()
            full_at = max(self._full_at.get(key, now), now) + self._step
            if full_at - now > self._room + 1e-9:
                return full_at - now - self._room
            if len(self._full_at) >= REMEMBERED:
                self._full_at = {one: at for one, at in self._full_at.items() if at > now}
            self._full_at[key] = full_at
            return 0.0


def caller(request: HTTPConnection) -> str:
    """The address that a stranger's limit counts by; "" for whoever has none."""
    return request.client.host if request.client else ""


def retry_after(seconds: float) -> dict[str, str]:
    """The header that goes with a 429."""
    return {"Retry-After": str(math.ceil(seconds))}
