"""A kiosk on the bench."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.bench import Kiosk


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    kiosk = Kiosk(tmp_path).start()
    yield kiosk
    kiosk.ledger.close()
