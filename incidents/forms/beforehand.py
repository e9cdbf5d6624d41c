"""What is written beforehand, as it is filled in: sent twice, it is there once."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from incidents.forms.keyed import KeyedForm
from incidents.models import Person


class BeforehandForm(KeyedForm, forms.ModelForm):
    """Something that the desk keeps in both languages, new or there already."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = self.instance._state.adding
        if not self.is_new:
            del self.fields["key"]

    def keep(self, *, by: Person, at: datetime) -> None:
        """Keeps it; the same form once more, by a second click or Back and Send, finds it kept."""
        one = self.instance
        one.changed_by, one.changed_at = by, at
        if not self.is_new:
            one.save()
            return
        one.pk = self.cleaned_data["key"] or one.pk
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:
            if not type(one)._default_manager.filter(pk=one.pk).exists():
                raise
