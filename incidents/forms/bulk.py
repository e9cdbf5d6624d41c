"""What is chosen in the queue, and for whom."""

import re
from typing import Any

from django import forms

from incidents.desk import desk
from incidents.models import Incident, Person

AT_MOST = 100  # four pages of the queue


class BulkForm(forms.Form):
    """The ticked requests."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    @property
    def incidents(self) -> list[Incident]:
        """Those of them that the person may see; others do not exist for them."""
        written = self.data.getlist("number")[:AT_MOST]  # type: ignore[attr-defined]  # what was posted
        numbers = {int(one.rpartition("-")[2]) for one in written if re.fullmatch(r"[A-Z]{3}-\d{1,9}", one)}
        return list(Incident.objects.visible_to(self.person).filter(number__in=numbers))


class BulkAssignForm(BulkForm):
    """The ticked requests and who takes them: an agent of the list, or whoever presses “Take them”."""

    agent: Any = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agent"]
        field.queryset = Person.objects.serving(desk())

    def clean_agent(self) -> Person:
        """Whoever takes them."""
        chosen: Person | None = self.person if "take" in self.data else self.cleaned_data["agent"]
        if chosen is None:
            raise forms.ValidationError(self.fields["agent"].error_messages["required"])
        return chosen
