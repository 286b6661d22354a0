"""Amounts and fees in words."""

from dataclasses import replace

import pytest

from config.models import Language
from config.money import fee, rupiah
from tests.sample import SERVICES


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "Rp\u00a00"), (500, "Rp\u00a0500"), (30_000, "Rp\u00a030.000"), (1_250_000, "Rp\u00a01.250.000")],
)
def test_rupiah(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@pytest.mark.parametrize(
    ("amount", "language", "text"),
    [(None, "id", None), (0, "id", "gratis"), (0, "en", "free"), (30_000, "en", "Rp\u00a030.000")],
)
def test_what_is_not_known_stays_unknown(amount: int | None, language: Language, text: str | None) -> None:
    assert fee(replace(SERVICES[0], fee=amount), language) == text
