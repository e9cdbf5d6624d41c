"""Whom we call about a Critical, as the company sees it: what we know, what we ask for, what can change."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from incidents import contacts
from incidents.forms.desk import ContactsForm
from incidents.forms.reached import SomeContactsForm
from incidents.models import Event, Incident


def reached(
    incident: Incident, events: Sequence[Event], actions: Iterable[str], refused: Form | None
) -> dict[str, Any] | None:
    """What stands on the page of an open Critical; each field is in one form, asked for or known."""
    if not refused and not (incident.is_open and incident.is_critical):
        return None
    lacks = contacts.missing(incident)
    has = [name for name in contacts.ASKED if name not in lacks]
    may = "give_contacts" in actions
    asking: Form | None = SomeContactsForm.of(incident, lacks) if may and lacks else None
    changing: Form | None = SomeContactsForm.of(incident, has) if may and has else None
    if refused:
        if set(refused.fields) & set(lacks):
            asking = refused
        else:
            changing = refused
    known = [(ContactsForm.base_fields[name].label, getattr(incident, name)) for name in has]
    return {
        "known": known,
        "asking": asking,
        "changing": changing,
        "taken_over": contacts.are_taken_over(incident, events),
        "first": "contact" in lacks,
    }


def thanks(incident: Incident) -> str:
    """What we know now, and what we still do not."""
    lacks = contacts.missing(incident)
    if lacks:
        return _("Thank you. We do not know yet: %(what)s.") % {"what": contacts.in_words(lacks)}
    return _("Thank you. We know whom to call and how to reach the system.")
