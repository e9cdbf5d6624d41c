"""Replies written beforehand, in both languages."""

import re
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.beforehand import Beforehand, reads_lithuanian

# What can be filled in, as the people who write these texts are told it.
VARIABLES = {
    "customer": _("the customer's name"),
    "number": _("the number of the request"),
    "subject": _("its subject"),
    "product": _("the product"),
    "agent": _("the name of whoever sends it"),
    "help_line": _("the number of the help line"),
}
_SPOT = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)


def variables_in(text: str) -> list[str]:
    """The names of what a text wants filled in, known or not."""
    return _SPOT.findall(text)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what it wants filled in; what is filled in is never read again."""
    return _SPOT.sub(lambda spot: values.get(spot[1], spot[0]), text)


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever the blanks between their words."""
    return one.split() == other.split()


class CannedReply(Beforehand):
    """A reply written beforehand; sent unchanged, it is no word of a person."""

    text_lt = models.TextField(_("Text in Lithuanian"))
    text_en = models.TextField(_("Text in English"))

    class Meta(Beforehand.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~(Q(text_lt="") | Q(text_en="") | Q(name_lt="") | Q(name_en="")),
                name="canned_reply_speaks_both_languages",
            )
        ]

    @property
    def text_here(self) -> str:
        """The text in the language of whoever reads the page."""
        return self.text_lt if reads_lithuanian() else self.text_en

    def text(self, language: str) -> str:
        """The text in one language, not filled in yet."""
        return self.text_lt if language == "lt" else self.text_en
