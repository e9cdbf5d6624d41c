"""What can be done with a request now, as the page offers it: forms, single clicks, lines that unfold."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.desk import desk as tenant_here
from incidents.forms import desk, ties
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
}
# verb → (its line in the side, its key, its button, the button's tone)
FOLDS: dict[str, tuple[Any, str, Any, str]] = {
    "give_workaround": (_("Give a workaround"), "w", _("Send the workaround"), "primary"),
    "resolve": (pgettext_lazy("button", "Resolve"), "e", _("Say that it is resolved"), "primary"),
    "reclassify": (_("Change the impact"), "", _("Change the impact"), ""),
    "give_contacts": (_("Contacts and access"), "", _("Keep the contacts"), ""),
    "describe": (_("Product and version"), "", _("Keep"), ""),
    "link": (_("Link to another request"), "", _("Link"), ""),
    "justify": (_("Say why it was late"), "", _("Keep the justification"), "primary"),
    "reopen": (_("Open again"), "", _("Open again"), "primary"),
    "merge": (_("Merge into another request"), "", _("Merge"), "danger"),
    "cancel": (_("Cancel the request"), "", _("Cancel the request"), "danger"),
}
# Wanted now and then: they stand together behind one line.
SELDOM = frozenset({"give_contacts", "describe", "link", "merge", "cancel"})
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
HOUR_GOES_ON = _("Nobody has started work: this does not stop the promised hour.")
IMPLIES_START = _("This starts work as well, at this moment.")


def address(incident: Incident, verb: str) -> str:
    """Where an act is sent."""
    return reverse(f"incidents:{verb}", args=[incident.reference])


def forms(
    incident: Incident,
    actions: Iterable[str],
    people: Iterable[Person],
    person: Person,
    now: datetime,
    refused: tuple[str, Form] | None,
    begins: Mapping[str, Mapping[str, str]],
) -> dict[str, Form]:
    """The forms of what can be done now, with what was begun in them; the refused one as it was sent, even
    if it can no longer be done."""
    able = set(actions)
    made: dict[str, Form] = {
        verb: make(initial=_initial(verb, incident, now) | dict(begins.get(verb, {})))
        for verb, make in FORMS.items()
        if verb in able
    }
    if "link" in able:
        made["link"] = ties.LinkForm(person=person)
    if "merge" in able:
        made["merge"] = ties.MergeForm(person=person)
    if "describe" in able:
        made["describe"] = ties.DescribeForm(tenant=tenant_here().pk, incident=incident)
    if "cancel" in able:
        made["cancel"] = desk.CancelForm(person=person)
    if "assign" in able:
        agents = [one for one in people if one.side == Person.Side.AGENT and getattr(one, "serves", False)]
        made["assign"] = desk.AssignForm(agents=agents, initial={"agent": incident.agent_id})
    if refused:
        verb, form = refused
        made["reply" if verb == "wait" else verb] = form
    return made


def folds(incident: Incident, made: Mapping[str, Form], refused: str = "") -> list[dict[str, Any]]:
    """The acts that unfold in the side."""
    hour = incident.hour_due_at is not None
    warnings = {
        "reclassify": HOUR_GOES_ON if hour else "",
        "cancel": HOUR_GOES_ON if hour else "",
        "merge": HOUR_GOES_ON if hour else "",
        "give_workaround": IMPLIES_START if hour else "",
        "resolve": IMPLIES_START if hour else "",
    }
    return [
        {
            "verb": verb,
            "label": label,
            "key": key,
            "button": button,
            "tone": tone,
            "url": address(incident, verb),
            "form": made[verb],
            "warning": warnings.get(verb, ""),
        }
        for verb, (label, key, button, tone) in FOLDS.items()
        if verb in made and (verb != "give_contacts" or hour or incident.is_critical or verb == refused)
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
        return {"until": _in_working_days(timezone.localtime(now).date(), 3)}
    if verb == "log_call":
        return {"answered": "yes"}
    if verb == "reclassify":
        return {"impact": incident.impact}
    if verb == "give_contacts":
        return {name: getattr(incident, name) for name in ("contact", "second_contact", "access")}
    return {}


def _in_working_days(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
