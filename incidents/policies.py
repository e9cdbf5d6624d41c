"""Who may do what with a request. Whether they may see it, the queryset has said before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from incidents.models.lifecycle import LIFE
from incidents.obstacles import obstacle

if TYPE_CHECKING:
    from incidents.models.callback import Callback
    from incidents.models.event import Event
    from incidents.models.incident import Incident
    from incidents.models.people import Person

Rule = Callable[["Person", "Incident"], bool]

# The sides of those who spoke for the company.
THE_COMPANYS = frozenset({"customer", "first_line"})


def is_agent(person: "Person", _incident: "Incident") -> bool:
    """The vendor's side only: nobody else meets the vendor's promise."""
    return person.is_agent


def is_of_the_desk(person: "Person", _incident: "Incident") -> bool:
    """Agents, and the company's own first line."""
    return person.is_agent or person.is_first_line


def is_of_the_company(person: "Person", _incident: "Incident") -> bool:
    """Anybody of the company who can see the request."""
    return not person.is_agent


def speaks_for_it(person: "Person", incident: "Incident") -> bool:
    """The requester, or the manager of the company."""
    return not person.is_agent and (incident.requester_id == person.pk or person.is_manager)


def may_report(_person: "Person", _incident: "Incident | None" = None) -> bool:
    """Everybody inside may report."""
    return True


def may_reclassify(person: "Person", incident: "Incident") -> bool:
    """An agent, with a reason; the company's people may raise, and who speaks for it may agree to less."""
    return not person.is_first_line or incident.requester_id == person.pk


def may_reschedule(person: "Person", _incident: "Incident") -> bool:
    """Only an operator admin, who answers for the calendars: a goal never moves by the way."""
    return person.is_agent and person.is_operator_admin


def may_cancel(person: "Person", incident: "Incident") -> bool:
    """An agent with a reason, or those for whom it was reported."""
    return person.is_agent or speaks_for_it(person, incident)


def may_give_contacts(person: "Person", _incident: "Incident") -> bool:
    """Everybody who sees it: whoever knows whom to call should say so."""
    return True


def may_redact(_person: "Person", _incident: "Incident") -> bool:
    """Everybody who sees it, for what they wrote themselves may be theirs to take out."""
    return True


def may_redact_of(person: "Person", entry: "Event") -> bool:
    """Who takes words out of an entry: an agent, whoever wrote it, the manager what the company wrote.

    What counts is the side that somebody spoke for then: the vendor's words stay the vendor's.
    """
    if person.is_agent:
        return True
    return entry.by_side in THE_COMPANYS and (person.is_manager or entry.by_id == person.pk)


def may_watch(_person: "Person", _incident: "Incident") -> bool:
    """Everybody who sees it lets a colleague of the company see it too; it stands on the timeline."""
    return True


def may_unwatch_of(person: "Person", incident: "Incident", who: "Person") -> bool:
    """Who ends somebody's following: they themselves, who speaks for the request, and agents."""
    return person.pk == who.pk or person.is_agent or speaks_for_it(person, incident)


def may_ask_call(_person: "Person", _incident: "Incident") -> bool:
    """Everybody who sees it: the company's people ask to be called, and an agent says when they will."""
    return True


def may_withdraw_call_of(person: "Person", callback: "Callback") -> bool:
    """Whoever waits for the call or asked for it, and the manager; never the vendor's side."""
    return not person.is_agent and (
        person.pk in (callback.person_id, callback.asked_by_id) or person.is_manager
    )


def nobody(_person: "Person", _incident: "Incident") -> bool:
    """Only the clock does this."""
    return False


MAY: dict[str, Rule] = {
    "report": may_report,
    "start": is_agent,
    "reply": is_of_the_desk,
    "customer_reply": is_of_the_company,
    "note": is_of_the_desk,
    "log_call": is_agent,
    "assign": is_agent,
    "release": is_agent,
    "wait": is_agent,
    "resume": is_agent,
    "give_workaround": is_agent,
    "confirm_workaround": speaks_for_it,
    "fail_workaround": speaks_for_it,
    "resolve": is_agent,
    "confirm": speaks_for_it,
    "still_fails": speaks_for_it,
    "close": nobody,
    "rate": speaks_for_it,
    "reopen": may_cancel,
    "reclassify": may_reclassify,
    "reschedule": may_reschedule,
    "agree": speaks_for_it,
    "cancel": may_cancel,
    "merge": is_agent,
    "link": is_agent,
    "unlink": is_agent,
    "add_part": is_agent,
    "ask_call": may_ask_call,
    "withdraw_call": is_of_the_company,
    "describe": is_agent,
    "add_steps": is_of_the_desk,
    "tick": is_of_the_desk,
    "untick": is_of_the_desk,
    "drop_step": is_of_the_desk,
    "restore_step": is_of_the_desk,
    "give_contacts": may_give_contacts,
    "watch": may_watch,
    "unwatch": may_watch,
    "justify": is_agent,
    "redact": may_redact,
    "disinfect": nobody,
    "alarm": nobody,
}


# What is done with one step of the desk's own list.
UPON_A_STEP = frozenset({"tick", "untick", "drop_step", "restore_step"})


def may(verb: str, person: "Person", incident: "Incident") -> bool:
    """Whether this person may ever do this with this request."""
    return MAY[verb](person, incident)


def actions_for(person: "Person", incident: "Incident") -> list[str]:
    """What this person can do with this request now: the buttons, and what the server lets through."""
    return [
        verb
        for verb in LIFE.verbs(incident.status)
        if may(verb, person, incident) and obstacle(verb, incident) is None
    ]
