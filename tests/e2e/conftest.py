"""A browser for the tests of the whole."""

from tests.browser import chromium, visitor

__all__ = ["chromium", "visitor"]
