"""What can be done with a request now, as the page offers it: forms, single clicks, lines that unfold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.ui.tags import links
from incidents.desk import desk as tenant_here
from incidents.forms import desk, ties
from incidents.forms.fields import day_to_wait_for
from incidents.forms.parts import ResolveWholeForm
from incidents.models import Incident, Person

TABS = ("reply", "note", "log_call")  # of the composer
FORMS: dict[str, type[desk.DeskForm]] = {
    "start": desk.StartForm,
    "reply": desk.ReplyForm,
    "note": desk.NoteForm,
    "log_call": desk.CallForm,
    "give_workaround": desk.WorkaroundForm,
    "resolve": desk.ResolveForm,
    "reclassify": desk.ReclassifyForm,
    "reopen": desk.ReopenForm,
    "give_contacts": desk.ContactsForm,
    "justify": desk.JustifyForm,
    "link": ties.LinkForm,
    "merge": ties.MergeForm,
    "describe": ties.DescribeForm,
    "cancel": desk.CancelForm,
    "assign": desk.AssignForm,
}
# verb → (its line in the side, its key, its button, the button's tone)
FOLDS: dict[str, tuple[Any, str, Any, str]] = {
    "give_workaround": (_("Give a workaround"), "w", _("Send the workaround"), "primary"),
    "resolve": (pgettext_lazy("button", "Resolve"), "e", _("Say that it is resolved"), "primary"),
    "reclassify": (_("Change the impact"), "", _("Change the impact"), ""),
    "give_contacts": (_("Contacts and access"), "", _("Keep the contacts"), ""),
    "describe": (_("Change the product or version"), "", _("Keep"), ""),
    "link": (_("Link to another request"), "", _("Link"), ""),
    "justify": (_("Say why it was late"), "", _("Keep the justification"), "primary"),
    "reopen": (_("Open again"), "", _("Open again"), "primary"),
    "merge": (_("Merge into another request"), "", _("Merge"), "danger"),
    "cancel": (_("Cancel the request"), "", _("Cancel the request"), "danger"),
}
PERSONAL = frozenset({"link", "merge", "cancel"})  # they name other requests, which the person must see
# Wanted now and then: they stand together behind one line.
SELDOM = frozenset({"give_contacts", "link", "merge", "cancel"})
# They unfold beside what they change.
IN_PLACE = frozenset({"reclassify", "describe"})
# The last two are for the first line's own requests: they see them on the desk's page.
CLICKS = {
    "release": _("Give it back"),
    "resume": _("Go on without an answer"),
    "confirm": _("It works"),
    "still_fails": _("It still fails"),
}
# What the first line does with a request of their own; refused, it is asked on the desk's page once more.
OF_WHO_REPORTED = frozenset(
    {"confirm", "still_fails", "confirm_workaround", "fail_workaround", "agree", "rate", "customer_reply"}
)
# While the promised hour runs: verb → what is good to know before.
WARNINGS = {
    "goes_on": _("Nobody has started work: this does not stop the promised hour."),
    "starts": _("This starts work as well, at this moment."),
}
WARNED = {
    "reclassify": "goes_on",
    "cancel": "goes_on",
    "merge": "goes_on",
    "give_workaround": "starts",
    "resolve": "starts",
}


def address(incident: Incident, verb: str) -> str:
    """Where an act is sent."""
    return links.address(f"incidents:{verb}", incident.reference)


class Forms:
    """The forms of what can be done now, with what was begun in them; the refused one as it was sent, even if
    it can no longer be done.

    Each is made when somebody asks for it: one that nobody has touched is drawn without (`untouched.py`).
    """

    def __init__(
        self,
        incident: Incident,
        actions: Iterable[str],
        people: Iterable[Person],
        person: Person,
        now: datetime,
        refused: tuple[str, Form] | None = None,
        begins: Mapping[str, Mapping[str, str]] | None = None,
        open_parts: Sequence[Incident] = (),
    ) -> None:
        self.incident, self.people, self.person, self.now = incident, people, person, now
        self.begins, self.made = begins or {}, {}
        if refused:
            verb, form = refused
            self.made["reply" if verb == "wait" else verb] = form
        if open_parts and "resolve" in actions and "resolve" not in self.made:
            self.made["resolve"] = ResolveWholeForm(open_parts=open_parts, initial=self.begun("resolve"))
        self.touched = frozenset({*self.made, *self.begins})
        self.able = frozenset({*self.made, *(verb for verb in actions if verb in FORMS)})

    def __contains__(self, verb: object) -> bool:
        return verb in self.able

    def __getitem__(self, verb: str) -> Form:
        if verb not in self.able:
            raise KeyError(verb)
        if verb not in self.made:
            self.made[verb] = self._make(verb)
        return self.made[verb]

    def begun(self, verb: str) -> dict[str, Any]:
        """What a form begins with."""
        return _initial(verb, self.incident, self.now) | dict(self.begins.get(verb, {}))

    @property
    def agents(self) -> list[Person]:
        """Whom the request can be given to."""
        return [one for one in self.people if one.side == Person.Side.AGENT and getattr(one, "serves", False)]

    def listed(self, verb: str) -> tuple[list[tuple[str, str]], str]:
        """The choices of the help desk that a form lists, and the one that stands there."""
        if verb == "assign":
            return [(str(one.pk), one.name) for one in self.agents], str(self.incident.agent_id or "")
        products = ties.product_choices(ties.used(tenant_here().pk), self.incident)
        return products, str(self.incident.product_id or "")

    def _make(self, verb: str) -> Form:
        more: dict[str, Any] = {}
        if verb == "describe":
            return ties.DescribeForm(tenant=tenant_here().pk, incident=self.incident)
        if verb in PERSONAL:
            more |= {"person": self.person, "incident": self.incident}
        if verb == "assign":
            more |= {"agents": self.agents, "initial": {"agent": self.incident.agent_id}}
        return FORMS[verb](**{"initial": self.begun(verb)} | more)


@dataclass(frozen=True)
class Fold:
    """An act that unfolds in the side."""

    verb: str
    warning: str = ""  # a word of WARNINGS

    @property
    def label(self) -> Any:
        """Its line."""
        return FOLDS[self.verb][0]

    @property
    def key(self) -> str:
        """The key that opens it."""
        return FOLDS[self.verb][1]

    @property
    def button(self) -> Any:
        """What is pressed to do it."""
        return FOLDS[self.verb][2]

    @property
    def tone(self) -> str:
        """How the button looks."""
        return FOLDS[self.verb][3]

    @property
    def warned(self) -> Any:
        """What is good to know before."""
        return WARNINGS.get(self.warning, "")


def folds(incident: Incident, forms: Forms, refused: str = "") -> list[Fold]:
    """The acts that unfold in the side."""
    hour = incident.hour_due_at is not None
    return [
        Fold(verb, WARNED.get(verb, "") if hour else "")
        for verb in FOLDS
        if verb in forms and (verb != "give_contacts" or hour or incident.is_critical or verb == refused)
    ]


def clicks(incident: Incident, actions: Iterable[str], person: Person) -> dict[str, dict[str, Any]]:
    """The acts that are one click."""
    able = set(actions)
    found: dict[str, dict[str, Any]] = {}
    if "assign" in able and incident.agent_id != person.pk:
        mine = {"name": "agent", "value": str(person.pk)}
        found["take"] = {"url": address(incident, "assign"), "label": _("Take it"), "key": "i"} | mine
    for verb, label in CLICKS.items():
        if verb in able:
            found[verb] = {"url": address(incident, verb), "label": label, "key": "", "name": "", "value": ""}
    return found


def _initial(verb: str, incident: Incident, now: datetime) -> dict[str, Any]:
    """What a form begins with."""
    if verb == "reply":
        return {"until": day_to_wait_for(now)}
    if verb == "log_call":
        return {"answered": "yes"}
    if verb == "reclassify":
        return {"impact": incident.impact}
    if verb == "describe":
        return {"product_version": incident.product_version}
    if verb == "give_contacts":
        return {name: getattr(incident, name) for name in ("contact", "second_contact", "access")}
    return {}
