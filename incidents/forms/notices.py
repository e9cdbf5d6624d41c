"""How somebody wishes to be told of what, and when they wish to be left in peace."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.letters.kinds import KINDS, About, way, ways
from incidents.letters.replanning import wish
from incidents.models import Person
from incidents.rest import Rest

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WishesForm(forms.Form):
    """Quiet hours, and one choice for each kind of notice that comes to the person's role."""

    quiet_from = forms.TimeField(label=pgettext_lazy("quiet hours", "From"), required=False, widget=TIME)
    quiet_to = forms.TimeField(label=pgettext_lazy("quiet hours", "To"), required=False, widget=TIME)
    quiet_days_off = forms.BooleanField(
        label=_("Weekends and holidays, too, as the calendar of this help desk has them"), required=False
    )
    morning = forms.TypedChoiceField(
        label=_("The hour of the mail that comes each morning"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "wish-%s")
        super().__init__(*args, **kwargs)
        self.person = person
        rest = Rest.of(person.rest)
        self.initial.update(
            quiet_from=rest.begins, quiet_to=rest.ends, quiet_days_off=rest.days_off, morning=rest.morning
        )
        for kind in self.kinds():
            self.fields[kind] = forms.ChoiceField(
                label=str(KINDS[kind].words),
                choices=[(one.value, one.label) for one in ways(kind)],
                widget=forms.RadioSelect,
                initial=way(person, kind).value,
                help_text=str(KINDS[kind].always),
            )

    def clean(self) -> dict[str, Any]:
        """Quiet has a beginning and an end."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("quiet_from"), said.get("quiet_to")
        if "quiet_from" in said and "quiet_to" in said and (begins is None) != (ends is None):
            missing = "quiet_from" if begins is None else "quiet_to"
            self.add_error(missing, _("Say both when the quiet begins and when it ends."))
        elif begins is not None and begins == ends:
            self.add_error("quiet_to", _("The quiet ends at the time at which it begins."))
        return said

    def told(self) -> list[forms.BoundField]:
        """The fields of the kinds."""
        return [self[kind] for kind in self.kinds()]

    def kinds(self) -> list[str]:
        """The kinds that this person can be told of."""
        return [kind for kind, about in KINDS.items() if self._concerns(about)]

    def _concerns(self, about: About) -> bool:
        return self.person.part in about.roles

    def keep(self) -> None:
        """Keeps what was chosen, as far as it differs from the usual."""
        chosen = {kind: self.cleaned_data[kind] for kind in self.kinds()}
        others = {kind: one for kind, one in self.person.wishes.items() if kind not in chosen}
        usual = {kind: KINDS[kind].usual for kind in chosen}
        wishes = others | {kind: one for kind, one in chosen.items() if one != usual[kind]}
        wish(self.person, wishes=wishes, rest=self._rest().as_json())

    def _rest(self) -> Rest:
        said = self.cleaned_data
        begins: time | None = said["quiet_from"]
        ends: time | None = said["quiet_to"]
        return Rest(begins, ends, said["quiet_days_off"], said["morning"])
