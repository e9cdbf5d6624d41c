"""Another request as forms ask for it: by its number, or by words that find it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from helpdesk.ui.tags.links import address
from incidents import naming
from incidents.models import Incident, Person
from incidents.views.references import number_in


class AnotherInput(forms.TextInput):
    """Where the number is typed; under words that were sent stand the requests that they may mean."""

    offered: Sequence[Incident] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, unless it is words and one of the requests that they had found was chosen."""
        typed, chosen = data.get(name), data.get(f"{name}-chosen")
        return chosen if chosen and number_in(typed or "") is None else typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draws the field, and what is offered to choose from."""
        drawn = super().render(name, value, attrs, renderer)
        if self.offered:
            said = {"name": name, "id": attrs["id"] if attrs else name, "offered": self.offered}
            drawn += render_to_string("incidents/_offered.html", said)
        return drawn


class Another(forms.CharField):
    """Another request, of those that the person may see."""

    widget = AnotherInput
    person: Person
    besides: int | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs |= {"placeholder": _("Number or words"), "autocomplete": "off"}

    def find_besides(self, reference: object) -> None:
        """Finds while one types: every request but the one of the form."""
        said = urlencode({"besides": str(reference)})
        self.widget.attrs["data-find"] = f"{address('incidents:find_requests')}?{said}"

    def clean(self, value: Any) -> Incident | None:
        """The request of this number; of words, those that they may mean are offered."""
        written = super().clean(value)
        if not written:
            return None
        number = number_in(written)
        if number is None:
            self.widget.offered = naming.meant(self.person, written, besides=self.besides)
            raise forms.ValidationError(
                _("Choose which request you mean, or write its number.")
                if self.widget.offered
                else _("Nothing is found: write the number of the request, or other words.")
            )
        found: Incident | None = Incident.objects.visible_to(self.person).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no request of this number."))
        return found
