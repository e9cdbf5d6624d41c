"""What a clock that rests says of the day until which it does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from incidents.views.clocks import paused_until

ZONE = ZoneInfo("Europe/Vilnius")
NOON = datetime(2027, 3, 1, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "Paused"),
        (NOON + timedelta(hours=2), "Paused until 14:00"),
        (NOON + timedelta(hours=12), "Paused until the end of today"),
        (NOON + timedelta(hours=36), "Paused until Tuesday 2 March"),
        (NOON + timedelta(hours=37), "Paused until Wednesday 3 March"),
    ],
)
def test_midnight_is_the_end_of_the_day_before_it(until, said):
    with timezone.override(ZONE), translation.override("en"):
        assert paused_until(until, NOON) == said
