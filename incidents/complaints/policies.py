"""Who may do what with a complaint. Whether they may see it, the queryset has said before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from incidents.models.complaint_life import COMPLAINT_LIFE
from incidents.policies import THE_COMPANYS

if TYPE_CHECKING:
    from incidents.models.complaint import Complaint
    from incidents.models.complaint_event import ComplaintEvent
    from incidents.models.people import Person

Rule = Callable[["Person", "Complaint"], bool]


def may_complain(_person: "Person", _complaint: "Complaint | None" = None) -> bool:
    """Everybody of the company; an agent writes down what somebody of it said on the telephone."""
    return True


def is_agent(person: "Person", _complaint: "Complaint") -> bool:
    """The vendor's side only."""
    return person.is_agent


def may_answer(person: "Person", complaint: "Complaint") -> bool:
    """Its owner, or an operator admin unless it is about them: who complains hears from one known person."""
    helps = person.is_operator_admin and complaint.about_id != person.pk
    return person.is_agent and (complaint.owner_id == person.pk or helps)


def speaks_for_it(person: "Person", complaint: "Complaint") -> bool:
    """Who complained, or who answers for the company."""
    return not person.is_agent and (complaint.complainant_id == person.pk or person.is_manager)


def may_withdraw(person: "Person", complaint: "Complaint") -> bool:
    """Who complained, and nobody for them."""
    return not person.is_agent and complaint.complainant_id == person.pk


def may_redact(_person: "Person", _complaint: "Complaint") -> bool:
    """Everybody who sees it, for what they wrote themselves may be theirs to take out."""
    return True


def may_redact_of(person: "Person", entry: "ComplaintEvent") -> bool:
    """Who takes words out: an agent, whoever wrote them, the manager what the company wrote, as of then."""
    if person.is_agent:
        return True
    return entry.by_side in THE_COMPANYS and (person.is_manager or entry.by_id == person.pk)


def nobody(_person: "Person", _complaint: "Complaint") -> bool:
    """Only the clock does this, and the search for viruses."""
    return False


MAY: dict[str, Rule] = {
    "complain": may_complain,
    "own": is_agent,
    "answer": may_answer,
    "agree": speaks_for_it,
    "withdraw": may_withdraw,
    "dispute": speaks_for_it,
    "add": speaks_for_it,
    "note": is_agent,
    "redact": may_redact,
    "alarm": nobody,
    "disinfect": nobody,
}


def may(verb: str, person: "Person", complaint: "Complaint") -> bool:
    """Whether this person may ever do this with this complaint."""
    return MAY[verb](person, complaint)


def actions_for(person: "Person", complaint: "Complaint") -> list[str]:
    """What this person can do with this complaint now: the buttons, and what the server lets through."""
    return [verb for verb in COMPLAINT_LIFE.verbs(complaint.status) if may(verb, person, complaint)]
