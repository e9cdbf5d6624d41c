"""What an agent writes while somebody is on the telephone and nobody knows yet what comes of it."""

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents import callers
from incidents.forms.fields import Line, Words
from incidents.models import Call, Incident, Person
from incidents.views.references import number_in

NEW = "new"


class NotOfEvery(forms.TextInput):
    """A field that one outcome alone cannot do without: a browser is not told to insist on it."""

    def use_required_attribute(self, _initial: Any) -> bool:
        """Never."""
        return False


class CallForm(forms.Form):
    """Who calls, about what, and what was said."""

    asked_as: ClassVar[dict[str, str]] = {"text": "words", "subject": "topic"}
    caller = forms.CharField(
        label=_("Who calls"),
        max_length=120,
        required=False,
        help_text=_("A name, or the number that you see."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )
    unknown = forms.BooleanField(label=_("The number is hidden or not known"), required=False)
    person = forms.CharField(max_length=36, required=False)
    topic = forms.CharField(label=_("What it is about"), max_length=200, required=False)
    words = Words(label=_("What was said"), rows=6, required=False)
    incident = forms.CharField(max_length=20, required=False)
    number = forms.CharField(
        label=_("Another request"),
        max_length=20,
        required=False,
        widget=NotOfEvery({"placeholder": "INC-318", "autocomplete": "off"}),
    )
    answers = forms.BooleanField(
        label=_("This answers our question"),
        required=False,
        help_text=_("If the request waits for an answer, it waits no longer."),
    )
    line = Line(
        label=_("Start work with this: what you do first"),
        required=False,
        help_text=_("The customer sees this line at once."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Left empty, the time from the first moment counts."),
    )

    @classmethod
    def of(cls, call: Call) -> "CallForm":
        """The form with what is known of a call so far."""
        person = call.person
        known = {"caller": person.name, "phone": call.phone or person.phone} if person else {}
        kept = {"caller": call.caller, "phone": call.phone, "topic": call.topic, "words": call.words}
        minutes = None if call.is_running else call.minutes
        return cls(initial=kept | known | {"person": str(call.person_id or ""), "minutes": minutes})

    def asked(self, *, listed: bool) -> "CallForm":
        """The form as it is drawn: what every outcome needs is not called optional.

        Nor is the number of a request where none is listed that could be chosen instead.
        """
        if not listed:
            self["number"].label, self.fields["number"].required = _("Number of the request"), True
        for name in ("caller", "topic", "words"):
            self.fields[name].required = True
        # Typed at once, before any script has come; what was wrong is put right first.
        wrong = next((name for name in self.fields if name in self.errors), "")
        first = wrong or ("topic" if self.said("caller") else "caller")
        self.fields[first].widget.attrs["autofocus"] = True
        return self

    def apart(self) -> "CallForm":
        """A number that stands for the name, and names nobody, goes to its own field; the name is asked."""
        said, alone = self.said("caller"), not self.said("phone")
        if alone and callers.is_number(said) and not self.chosen(self.found()):
            moved: dict[str, Any] = {"phone": said, "caller": ""}
            self.cleaned_data |= moved
            sent: Any = copy(self.data)
            sent.update(moved)
            self.data = sent
        return self

    # --- who calls ----------------------------------------------------------------------------------

    def said(self, name: str) -> str:
        """What stands in a field now, whether sent or kept."""
        sent = self.cleaned_data.get(name) if self.is_bound else self.initial.get(name)
        return str(sent or "")

    def found(self) -> list[Person]:
        """The people whom it may be."""
        return callers.find(self.said("caller"), self.said("phone"))

    def chosen(self, found: list[Person]) -> Person | None:
        """Who it is: as chosen, else the only one it can be."""
        if self.said("person") == NEW:
            return None
        picked = next((one for one in found if str(one.pk) == self.said("person")), None)
        return picked or callers.certain(found, self.said("caller"), self.said("phone"))

    def settled(self) -> Person | None:
        """Who called, known or new from now on; None, with the reason beside the field, where unclear."""
        found = self.apart().found()
        if known := self.chosen(found):
            return known
        name, phone = self.said("caller").strip(), self.said("phone").strip()
        if found and self.said("person") != NEW:
            self._ask("caller", _("Choose who calls below, or tick there that it is somebody new."))
        elif not name:
            self._ask("caller", _("Say who called."))
        elif not callers.digits(phone) and not self.cleaned_data["unknown"]:
            self._ask("phone", _("Somebody new: write their number, or tick that it is not known."))
        else:
            return Person.objects.create(name=name, phone=phone, side=Person.Side.CUSTOMER)
        return None

    def _ask(self, field: str, sentence: str | Promise) -> None:
        """Asks about a field, which goes on saying what it says: people are found by it on the same page."""
        said = self.said(field)
        self.add_error(field, str(sentence))
        self.cleaned_data[field] = said

    # --- about what ---------------------------------------------------------------------------------

    def about(self, agent: Person) -> Incident | None:
        """The request that the call belongs to, among those the agent may see."""
        written = self.said("number") or self.said("incident")
        number = number_in(written) if written else None
        found: Incident | None = None
        if number is not None:
            found = Incident.objects.visible_to(agent).with_people().filter(number=number).first()
        if found is None:
            self.add_error(
                "number",
                _("There is no request of this number.")
                if written
                else _("Choose the request, or write its number."),
            )
        return found

    def kept(self) -> dict[str, str]:
        """What is kept of it while they speak."""
        return {name: self.said(name) for name in ("caller", "phone", "topic", "words")}


class DiscardForm(forms.Form):
    """Why it was no call after all."""

    reason = forms.CharField(label=_("Why it is not to be counted"), max_length=200)
