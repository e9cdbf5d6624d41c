"""What is offered for free, and on which terms."""

from django.db import models
from django.utils.translation import get_language

from helpdesk.lib.ids import uuid7


class Offer(models.Model):
    """A free trial that a company can order: MINI, the special offer for Bonus."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name_lt = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    months = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(months__gte=1), name="offer_lasts_a_month_or_more"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of whoever is looking."""
        return self.name_lt if get_language() == "lt" else self.name_en


class Terms(models.Model):
    """One version of the service terms; accepting it is the agreement, so no version is ever edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(unique=True)
    text_lt = models.TextField()
    text_en = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def text(self) -> str:
        """The text, in Markdown, in the language of whoever is looking."""
        return self.text_lt if get_language() == "lt" else self.text_en

    @classmethod
    def current(cls) -> "Terms":
        """The version that an order made now accepts."""
        return cls.objects.order_by("-version")[0]
