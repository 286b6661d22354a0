"""Finds an adapter to a civil registry by its name."""

import argparse
import importlib

from server.registry import RegistryFactory


def adapter(text: str) -> RegistryFactory:
    """`MODULE:FACTORY`, found as Python finds modules."""
    module, _, name = text.partition(":")
    try:
        factory: RegistryFactory = getattr(importlib.import_module(module), name)
    except (ImportError, ValueError, AttributeError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} cannot be loaded: {error}") from None
    return factory
