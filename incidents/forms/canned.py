"""What agents fill in for a canned reply."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.ui.areas import Area
from incidents.forms.beforehand import BeforehandForm
from incidents.models import CannedReply
from incidents.models.canned import VARIABLES, variables_in


class CannedForm(BeforehandForm):
    """A canned reply in both languages; what it wants filled in must be something we know."""

    class Meta:
        model = CannedReply
        fields: ClassVar = ["name_lt", "text_lt", "name_en", "text_en", "position"]
        widgets: ClassVar = {
            "text_lt": Area(attrs={"rows": 6, "lang": "lt"}),
            "text_en": Area(attrs={"rows": 6, "lang": "en"}),
        }

    def clean_text_lt(self) -> str:
        """The Lithuanian text."""
        return _known(self.cleaned_data["text_lt"])

    def clean_text_en(self) -> str:
        """The English text."""
        return _known(self.cleaned_data["text_en"])


def _known(text: str) -> str:
    unknown: list[Any] = [name for name in variables_in(text) if name not in VARIABLES]
    if unknown:
        raise forms.ValidationError(
            _("Nobody knows what %(spot)s stands for. You can use: %(known)s.")
            % {
                "spot": "{{" + unknown[0] + "}}",
                "known": ", ".join("{{" + name + "}}" for name in VARIABLES),
            }
        )
    return text
