"""Adapters as an engineer would name them to `anjungan registry check`."""

from collections.abc import Callable
from datetime import date

from server.registry import Keyed, Registry
from server.simulated import SimulatedRegistry
from tests.server.parts import FAMILIES


def sound(keyed: Keyed, today: Callable[[], date]) -> Registry:
    return SimulatedRegistry(FAMILIES.families, keyed=keyed, today=today)


def away(keyed: Keyed, today: Callable[[], date]) -> Registry:
    return SimulatedRegistry(FAMILIES.families, keyed=keyed, today=today, fault=lambda: "away")
