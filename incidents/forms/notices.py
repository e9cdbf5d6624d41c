"""How somebody wishes to be told of what."""

from typing import Any

from django import forms

from incidents.letters.kinds import KINDS, About, way, ways
from incidents.models import Person


class WishesForm(forms.Form):
    """One choice for each kind of notice that comes to the person's role."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "wish-%s")
        super().__init__(*args, **kwargs)
        self.person = person
        for kind in self.kinds():
            self.fields[kind] = forms.ChoiceField(
                label=str(KINDS[kind].words),
                choices=[(one.value, one.label) for one in ways(kind)],
                widget=forms.RadioSelect,
                initial=way(person, kind).value,
                help_text=str(KINDS[kind].always),
            )

    def kinds(self) -> list[str]:
        """The kinds that this person can be told of."""
        return [kind for kind, about in KINDS.items() if self._concerns(about)]

    def _concerns(self, about: About) -> bool:
        return self.person.part in about.roles

    def keep(self) -> None:
        """Remembers what was chosen, as far as it differs from the usual."""
        chosen = {kind: self.cleaned_data[kind] for kind in self.kinds()}
        others = {kind: one for kind, one in self.person.wishes.items() if kind not in chosen}
        usual = {kind: KINDS[kind].usual for kind in chosen}
        self.person.wishes = others | {kind: one for kind, one in chosen.items() if one != usual[kind]}
        self.person.save(update_fields=["wishes"])
