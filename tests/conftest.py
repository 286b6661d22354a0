"""What every room's tests share."""

import os

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write golden files anew instead of comparing"
    )
    parser.addoption(
        "--campaign", type=int, default=1, metavar="N", help="N times as many examples, kills, faults"
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    times = config.getoption("--campaign")
    settings.register_profile("suite", deadline=None, max_examples=100 * times, print_blob=True)
    settings.load_profile("suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers and whole malls one after the other: together they take each other's time."""
    for item in items:
        if any(item.get_closest_marker(mark) for mark in ("web", "e2e", "kill")):
            item.add_marker(pytest.mark.xdist_group("mall"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What `anjungan test` found before pytest began, so that pytest's own line stays the last."""
    notes = os.environ.get("ANJUNGAN_NOTES")
    if notes:
        terminalreporter.section("besides the tests")
        terminalreporter.write_line(notes)


@pytest.fixture(scope="session")
def campaign(request: pytest.FixtureRequest) -> int:
    """What `--campaign` says: a test that counts multiplies its count by it."""
    times: int = request.config.getoption("--campaign")
    return times


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))
