"""Checklists written beforehand, in both languages: what is done again and again, step by step."""

import re
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel

MOST = 60  # steps of one request
LONGEST = 200  # letters of one step
SIGN = re.compile(r"^[-*•](?:\s+|$)")


def lines_of(text: str) -> list[str]:
    """The steps that a text says: one a line, without the signs that people put before them."""
    lines = (SIGN.sub("", " ".join(line.split())).strip() for line in text.splitlines())
    return [line for line in lines if line]


class Checklist(TenantModel):
    """Steps to be put on a request in one press; what was put on stays as it was put."""

    name_lt = models.CharField(_("Name in Lithuanian"), max_length=80)
    name_en = models.CharField(_("Name in English"), max_length=80)
    steps_lt = models.TextField(_("Steps in Lithuanian"))
    steps_en = models.TextField(_("Steps in English"))
    position = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    changed_by = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "name_en", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~(Q(steps_lt="") | Q(steps_en="") | Q(name_lt="") | Q(name_en="")),
                name="checklist_speaks_both_languages",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of whoever reads it."""
        return self.name_lt if _reads_lithuanian() else self.name_en

    @property
    def steps(self) -> list[str]:
        """The steps in the language of whoever reads them."""
        return lines_of(self.steps_lt if _reads_lithuanian() else self.steps_en)


def _reads_lithuanian() -> bool:
    return (get_language() or "lt").startswith("lt")
