"""What is filled in for the desk's own list of steps, and for the lists that are written beforehand."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.ui.areas import Area
from incidents.forms.beforehand import BeforehandForm
from incidents.forms.desk import DeskForm
from incidents.models import Checklist
from incidents.models.checklist import LONGEST, MOST, lines_of


class AddStepsForm(DeskForm):
    """Steps as they are written, or a list that was written beforehand."""

    verb = "add_steps"
    steps = forms.CharField(
        label=_("Steps, one a line"),
        max_length=10_000,
        required=False,
        widget=Area(attrs={"rows": 3}),
    )
    list = forms.ModelChoiceField(
        queryset=Checklist.objects.none(), required=False, widget=forms.HiddenInput()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["list"]
        chosen.queryset = Checklist.objects.filter(retired_at=None)

    @property
    def said(self) -> str:
        """The steps to be put on."""
        chosen = self.cleaned_data["list"]
        return "\n".join(chosen.steps) if chosen else str(self.cleaned_data["steps"])


class StepForm(DeskForm):
    """One step, as the page names it."""

    verb = "step"
    step = forms.UUIDField(widget=forms.HiddenInput())


class ChecklistForm(BeforehandForm):
    """A list in both languages: as many steps in the one as in the other."""

    class Meta:
        model = Checklist
        fields: ClassVar = ["name_lt", "steps_lt", "name_en", "steps_en", "position"]
        widgets: ClassVar = {
            "steps_lt": Area(attrs={"rows": 8, "lang": "lt"}),
            "steps_en": Area(attrs={"rows": 8, "lang": "en"}),
        }

    def clean_steps_lt(self) -> str:
        """The steps in Lithuanian."""
        return _read(self.cleaned_data["steps_lt"])

    def clean_steps_en(self) -> str:
        """The steps in English."""
        return _read(self.cleaned_data["steps_en"])

    def clean(self) -> dict[str, Any]:
        """Both languages say the same steps."""
        said = self.cleaned_data
        lt, en = (len(lines_of(said.get(name, ""))) for name in ("steps_lt", "steps_en"))
        if lt and en and lt != en:
            counts = {"lt": lt, "en": en}
            self.add_error(
                "steps_en",
                _("As many steps in both languages, please: there are %(lt)s in Lithuanian and %(en)s here.")
                % counts,
            )
        return said


def _read(text: str) -> str:
    lines = lines_of(text)
    if not lines:
        raise forms.ValidationError(_("Write a step."))
    if len(lines) > MOST:
        raise forms.ValidationError(_("This list would be too long: who would read it?"))
    if any(len(line) > LONGEST for line in lines):
        raise forms.ValidationError(_("A step is one short line: this one is too long."))
    return "\n".join(lines)
