"""How somebody wishes to be told of what, and when they wish to be left in peace."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.letters.kinds import KINDS, About, way, ways
from incidents.letters.replanning import wish
from incidents.models import Notice, Person
from incidents.models.notice import Way
from incidents.rest import Rest

# What comes day by day; the rest comes now and then.
DAILY = frozenset(
    {
        *(Notice.Kind.REPLIED, Notice.Kind.WAITED, Notice.Kind.STARTED, Notice.Kind.RESOLVED),
        *(Notice.Kind.WORD, Notice.Kind.ASSIGNED, Notice.Kind.ALARM, Notice.Kind.GOAL, Notice.Kind.MENTIONED),
    }
)
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
                help_text=str(KINDS[kind].always or KINDS[kind].but),
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

    def told(self) -> list[dict[str, Any]]:
        """The kinds, each with its ways in the order of the columns; what is no way of it stays empty."""
        return [{"field": self[kind], "ways": self._ways(kind)} for kind in self.kinds()]

    def columns(self) -> list[Way]:
        """The ways in which something here can be told."""
        able = {one for kind in self.kinds() for one in ways(kind)}
        return [one for one in Way if one in able]

    def _ways(self, kind: str) -> list[dict[str, Any]]:
        able, chosen = ways(kind), str(self[kind].value())
        return [
            {
                "value": one.value,
                "label": one.label,
                "able": one in able,
                "chosen": one.value == chosen,
                "id": f"{self[kind].auto_id}-{one.value}",
            }
            for one in self.columns()
        ]

    def kinds(self) -> list[str]:
        """The kinds that this person can be told of, those that come daily first."""
        found = [kind for kind, about in KINDS.items() if self._concerns(about)]
        return sorted(found, key=lambda kind: kind not in DAILY)

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
