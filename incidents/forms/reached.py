"""What the company fills in of whom we call: only what the page asked for, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from incidents.forms.desk import ContactsForm
from incidents.models import Incident


class SomeContactsForm(ContactsForm):
    """Some of whom to call, whom else, and how the system is reached."""

    drawn_once = False

    def __init__(self, data: Any = None, *, names: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        # Whoever sends a form changes what stood in it; with nothing of it the whole is asked for.
        wanted = names or [name for name in self.fields if name in (data or {})] or list(self.fields)
        for name in set(self.fields) - set(wanted):
            del self.fields[name]

    @classmethod
    def of(cls, incident: Incident, names: Collection[str]) -> SomeContactsForm:
        """The form of some of it, with what is known."""
        return cls(names=names, initial={name: getattr(incident, name) for name in names})

    def clean(self) -> dict[str, Any]:
        """Sees that something was said."""
        said = self.cleaned_data
        if not self.errors and not any(words.strip() for words in said.values()):
            self.add_error(next(iter(self.fields)), _("Write it here, so that we can help at once."))
        return said
