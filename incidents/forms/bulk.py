"""What is chosen in the queue, and for whom."""

import re
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.timers import clock
from incidents.desk import desk
from incidents.forms.fields import Day, Words, day_to_wait_for
from incidents.models import Code, Incident, Person
from incidents.need import FURTHEST, TOO_FAR

AT_MOST = 100  # four pages of the queue


class BulkForm(forms.Form):
    """The ticked requests."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    @cached_property
    def incidents(self) -> list[Incident]:
        """Those of them that the person may see; others do not exist for them."""
        return self._named("number")

    def _named(self, field: str) -> list[Incident]:
        written = self.data.getlist(field)[:AT_MOST]  # type: ignore[attr-defined]  # what was posted
        numbers = {int(one.rpartition("-")[2]) for one in written if re.fullmatch(r"[A-Z]{3}-\d{1,9}", one)}
        return list(Incident.objects.visible_to(self.person).filter(number__in=numbers))


class BulkWordsForm(BulkForm):
    """The ticked requests as they stood when they were shown, and what all their customers read."""

    verb: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page is reached by a key, and typing goes on.
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    @cached_property
    def left_out(self) -> list[Incident]:
        """Those that the page left out when it was shown: shown again, it names them again."""
        return self._named("left_out")

    @property
    def stood(self) -> dict[UUID, str]:
        """When each was changed last, as the page knew it."""
        shown = [one.partition(" ") for one in self.data.getlist("stood")[:AT_MOST]]  # type: ignore[attr-defined]  # what was posted
        known = {reference: at for reference, _blank, at in shown}
        return {one.pk: known.get(one.reference, "") for one in self.incidents}


class BulkResolveForm(BulkWordsForm):
    """One code and one text for all."""

    verb = "resolve"
    code = forms.ChoiceField(label=_("How they were resolved"), choices=[("", "–"), *Code.choices])
    text = Words(
        label=_("What was done"), help_text=_("Each customer reads this and confirms that it works.")
    )


class BulkWaitForm(BulkWordsForm):
    """One question for all, and until the end of which day they wait."""

    verb = "wait"
    text = Words(label=_("Question"), help_text=_("Each customer reads this; we go on when they answer."))
    until = Day(label=_("Wait until the end of"), initial=lambda: day_to_wait_for(clock.now()))

    def clean_until(self) -> date:
        """A day that is not over, and not too far away."""
        day: date = self.cleaned_data["until"]
        today = timezone.localdate(clock.now())
        if day < today:
            raise forms.ValidationError(_("Name a time that is still to come."))
        if day > today + FURTHEST:
            raise forms.ValidationError(TOO_FAR)
        return day


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
