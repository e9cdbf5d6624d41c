"""The business calendar of this help desk as its people edit it."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import get_language

from helpdesk.lib.calendars import parse_day, short_days
from helpdesk.lib.dates import public_holidays
from tenants.guard import TenantModel

WEEKDAY_HOURS = "08:00-17:00"


class BusinessHours(TenantModel):
    """The opening hours of one weekday, as "08:00-12:00, 13:00-17:00"; nothing at all is closed."""

    weekday = models.PositiveSmallIntegerField(unique=True)  # 0 is Monday
    hours = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="business_hours_weekday")
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.hours}"


class Holiday(TenantModel):
    """A day off; pre-filled by country and year, then only ever edited here."""

    day = models.DateField(unique=True)
    name_lt = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return str(self.day)

    @property
    def name(self) -> str:
        """The name in the language of whoever is looking."""
        return self.name_lt if get_language() == "lt" else self.name_en

    @classmethod
    def prefill(cls, year: int, country: str = "LT") -> None:
        """Adds the public holidays of a year; days that are there already stay as somebody edited them."""
        english = public_holidays(country, year, "en_US")
        cls.objects.bulk_create(
            [
                cls(day=day, name_lt=name, name_en=english.get(day, name))
                for day, name in public_holidays(country, year, country.lower()).items()
            ],
            ignore_conflicts=True,
        )


class CalendarException(TenantModel):
    """Other hours on one date, whatever the day would have had; with its author and reason."""

    day = models.DateField(unique=True)
    hours = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.hours}"


def snapshot(zone: str, *, shorten_eves: bool = False) -> dict[str, Any]:
    """The calendar of the tables as a version of the service policy keeps it."""
    hours = dict(BusinessHours.objects.values_list("weekday", "hours"))
    days_off = list(Holiday.objects.order_by("day").values_list("day", flat=True))
    eves = short_days(days_off) if shorten_eves else frozenset[date]()
    return {
        "zone": zone,
        "week": [_written(hours.get(weekday, "")) for weekday in range(7)],
        "days_off": [day.isoformat() for day in days_off],
        "short_days": sorted(day.isoformat() for day in eves),
        "exceptions": {row.day.isoformat(): _written(row.hours) for row in CalendarException.objects.all()},
    }


def _written(hours: str) -> str:
    return ", ".join(str(opening) for opening in parse_day(hours))
