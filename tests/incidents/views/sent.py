"""What a browser sends for each act of the desk."""

from typing import Any

from incidents.models import Event, Incident
from tests.incidents.stages import STEPS, a_step, another, break_the_hour, bring, linked, second

SENT: dict[str, dict[str, Any]] = {
    "start": {"line": "Žiūriu žurnalą"},
    "reply": {"text": "Matome tą patį"},
    "note": {"text": "Tas pats kaip pernai"},
    "log_call": {"answered": "yes", "text": "Kalbėjome", "minutes": "4"},
    "assign": {},  # the agent is filled in below: they have an id
    "release": {},
    "wait": {"text": "Kokia versija?", "until": "2027-03-04"},
    "resume": {},
    "give_workaround": {"text": "Spausdinkite iš naršyklės"},
    "resolve": {"code": "fixed", "text": "Pataisyta"},
    "reclassify": {"impact": "critical", "reason": "Sustojo visi"},
    "cancel": {"reason": "Nebereikia"},
    "reopen": {"reason": "Vėl neveikia"},
    "give_contacts": {"contact": "Ona +370 600 11111"},
    "link": {"tie": "caused_by"},  # the number of the other request is filled in below
    "unlink": {"tie": "relates", "way": "to"},
    "merge": {"reason": "Tas pats gedimas"},
    "describe": {"product": "", "product_version": "4.1"},
    "justify": {"text": "Sirgo visi", "cause": "people"},
    "add_steps": {"steps": "Paskambinti\nPatikrinti kopiją"},
    "tick": {},  # the step is filled in below
    "untick": {},
    "drop_step": {},
    "restore_step": {},
    "redact": {"reason": "Buvo slaptažodis", "what": "text"},  # the entry and its number are filled in below
}
# The words that an act cannot do without, and the sentence beside the field where they are missing.
NEEDED = {
    "start": "line",
    "reply": "text",
    "note": "text",
    "log_call": "answered",
    "assign": "agent",
    "wait": "text",
    "give_workaround": "text",
    "resolve": "code",
    "reclassify": "reason",
    "cancel": "reason",
    "reopen": "reason",
    "give_contacts": "contact",
    "link": "other",
    "merge": "reason",
    "justify": "text",
    "redact": "reason",
}
# Where each begins, when it is not a new request.
BEGIN = {"release": "in_progress", "resume": "waiting", "reopen": "closed"}
BOTH_SIDES = {"reclassify", "cancel", "reopen", "give_contacts", "redact"}  # both sides do these
FIRST_LINE = {"reply", "note", "give_contacts", "add_steps", "tick", "untick", "drop_step", "restore_step"}
KIND = {
    "start": "started",
    "reply": "replied",
    "note": "noted",
    "log_call": "call_logged",
    "assign": "assigned",
    "release": "released",
    "wait": "waited",
    "resume": "resumed",
    "give_workaround": "workaround_given",
    "resolve": "resolved",
    "reclassify": "reclassified",
    "cancel": "cancelled",
    "reopen": "reopened",
    "give_contacts": "contacts_given",
    "link": "linked",
    "unlink": "unlinked",
    "merge": "merged",
    "describe": "described",
    "justify": "justified",
    "add_steps": "steps_added",
    "tick": "ticked",
    "untick": "unticked",
    "drop_step": "step_dropped",
    "restore_step": "step_restored",
    "redact": "redacted",
}


def sent(verb: str, people: Any) -> dict[str, Any]:
    """What is sent for the act."""
    if verb == "redact":
        opening = Event.objects.select_related("incident").filter(kind="reported").first()
        if opening:
            return SENT[verb] | {"entry": str(opening.pk), "typed": opening.incident.reference}
    first = Incident.objects.order_by("number").first()
    if first and verb in STEPS:
        return {"step": a_step(first, people.agent, STEPS[verb])}
    if first and verb in ("link", "unlink", "merge"):
        other = linked(first) if verb == "unlink" else another(first)
        return SENT[verb] | {"into" if verb == "merge" else "other": other.reference}
    return SENT[verb] | ({"agent": str(second(people).pk)} if verb == "assign" else {})


def ready(verb: str, file: Any, people: Any) -> Any:
    """A request in which the act is possible."""
    if verb == "justify":
        return break_the_hour(file("critical"))
    return bring(file(), BEGIN.get(verb, "new"), people)


def where(incident: Any, verb: str) -> str:
    """The address of the act."""
    return f"/incidents/{incident.reference}/{verb}/"
