"""The vendor's own hours and holidays: the help line's, and those of the one-business-day promise."""

from django.db import models

from helpdesk.lib.ids import uuid7


class VendorHours(models.Model):
    """One open interval of the vendor's week, in the vendor's zone (Europe/Vilnius)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="vendor_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="vendor_hours_close_after_they_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class VendorHoliday(models.Model):
    """A day on which the vendor is closed; pre-filled by country and year, then only ever edited here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField(unique=True)
    name_lt = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return str(self.day)
