"""A browser for the tests of the whole."""

from tests.server.conftest import chromium, visitor

__all__ = ["chromium", "visitor"]
