"""What a view of the queue is called when it is saved, and who sees it."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.models import SavedView
from incidents.models.saved_view import AT_MOST


class SavedViewForm(forms.ModelForm):
    """A name in the agent's own words, for themselves or for their colleagues too."""

    class Meta:
        model = SavedView
        fields: ClassVar = ["name", "shared"]
        widgets: ClassVar = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        """One of a name, and not more than a list holds."""
        mine = SavedView.objects.standing().filter(by=self.instance.by).exclude(pk=self.instance.pk)
        if mine.filter(name=self.cleaned_data.get("name", "")).exists():
            self.add_error("name", ValidationError(_("You have a view of this name already.")))
        if mine.count() >= AT_MOST:
            raise ValidationError(_("You have saved as many views as a list can hold. Remove one first."))
        return self.cleaned_data
