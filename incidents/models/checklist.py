"""Checklists written beforehand, in both languages: what is done again and again, step by step."""

import re
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.beforehand import Beforehand, reads_lithuanian

MOST = 60  # steps of one request
LONGEST = 200  # letters of one step
SIGN = re.compile(r"^[-*•](?:\s+|$)")


def lines_of(text: str) -> list[str]:
    """The steps that a text says: one a line, without the signs that people put before them."""
    lines = (SIGN.sub("", " ".join(line.split())).strip() for line in text.splitlines())
    return [line for line in lines if line]


class Checklist(Beforehand):
    """Steps to be put on a request in one press; what was put on stays as it was put."""

    steps_lt = models.TextField(_("Steps in Lithuanian"))
    steps_en = models.TextField(_("Steps in English"))

    class Meta(Beforehand.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~(Q(steps_lt="") | Q(steps_en="") | Q(name_lt="") | Q(name_en="")),
                name="checklist_speaks_both_languages",
            )
        ]

    @property
    def steps(self) -> list[str]:
        """The steps in the language of whoever reads them."""
        return lines_of(self.steps_lt if reads_lithuanian() else self.steps_en)
