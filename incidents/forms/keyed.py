"""A form that makes one thing, however often it is sent."""

from typing import Any
from uuid import UUID

from django import forms

from helpdesk.lib.ids import own_id, uuid7
from incidents.desk import desk
from incidents.models import Person


class KeyedForm(forms.Form):
    """A form whose key becomes the id of what it makes: a second click finds it made already."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writer = writer
        self.initial = {"key": uuid7(), **self.initial}

    def clean_key(self) -> UUID | None:
        """The id of this key and whoever writes: nobody can name the id of another's."""
        key: UUID | None = self.cleaned_data["key"]
        return own_id(key, f"{desk().pk}:{self.writer.pk}") if key else None
