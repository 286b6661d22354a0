"""What the server takes of a profile."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.queue import Rule
from tests.server.parts import PROFILE, SITE, ZONE


def test_a_site_is_its_profile_in_short() -> None:
    assert (SITE.site_id, SITE.name, SITE.zone) == ("contoh", "MPP Contoh", ZONE)
    assert SITE.rule == Rule(ordinary_between=2, wait_cap=timedelta(minutes=10))
    assert list(SITE.agencies.items()) == [
        ("disdukcapil", "Disdukcapil"),
        ("imigrasi", "Imigrasi"),
        ("arsip", "Arsip"),
    ]
    assert SITE.series == {"A", "D", "AR"}
    assert set(SITE.services) == set(PROFILE.services)
    assert SITE.hours[0] == PROFILE.hours[0]
    named = (SITE.agency_name("imigrasi"), SITE.service_name("paspor"), SITE.priority_name("lansia"))
    assert named == ("Imigrasi", "Paspor", "Lansia")
    gone = (SITE.agency_name("gone"), SITE.service_name("gone"), SITE.priority_name("gone"))
    assert gone == ("gone", "gone", "gone")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 4, 14, 2, 59, tzinfo=ZONE), date(2026, 4, 13)),
        (datetime(2026, 4, 14, 3, 0, tzinfo=ZONE), date(2026, 4, 14)),
        (datetime(2026, 4, 13, 19, 59, tzinfo=ZoneInfo("UTC")), date(2026, 4, 13)),
        (datetime(2026, 4, 13, 20, 0, tzinfo=ZoneInfo("UTC")), date(2026, 4, 14)),
    ],
)
def test_a_business_day_begins_when_the_site_says(now: datetime, day: date) -> None:
    assert SITE.day(now) == day
