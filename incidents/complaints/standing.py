"""Where a complaint stands: in a sentence for the company's people, in a word beside the request."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents.models import Complaint, Incident, Person
from incidents.models.complaint import PREFIX

Status = Complaint.Status


@dataclass(frozen=True)
class AboutIt:
    """A complaint as the page of the request names it that it is about."""

    number: int
    status: str

    @property
    def reference(self) -> str:
        """What people say: C-7."""
        return f"{PREFIX}{self.number}"

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        return str(Status(self.status).label)

    @property
    def waits(self) -> bool:
        """Whether the company is asked if it agrees; whoever of it sees a complaint may say so."""
        return self.status == Status.ANSWERED


def about_it(incident: Incident) -> list[AboutIt]:
    """The complaints about a request, as they came with it for its reader."""
    return [AboutIt(**row) for row in getattr(incident, "complained", None) or ()]


def standing(complaint: Complaint, now: datetime, reader: Person) -> str:
    """The sentence; it calls no time a promise, for it is none."""
    said = {
        "owner": complaint.owner.name if complaint.owner else "",
        "due": moments.by(complaint.due_at, now),
        "who": complaint.agreed_by.name if complaint.agreed_by else "",
    }
    if complaint.is_open and complaint.due_at < now:
        return _("We aimed to answer by %(due)s, and have not. It is on record.") % said
    match complaint.status:
        case Status.RECEIVED if complaint.owner:
            return _("%(owner)s takes care of it. We aim to answer by %(due)s.") % said
        case Status.RECEIVED:
            return (
                _("We have received it, and look for who takes care of it. We aim to answer by %(due)s.")
                % said
            )
        case Status.DISPUTED:
            return (
                _("The answer did not settle it; our administrator helps now. We aim to answer by %(due)s.")
                % said
            )
        case Status.ANSWERED if _may_say(complaint, reader):
            return _("We have answered. Do you agree? It stays open until you do.")
        case Status.ANSWERED:
            return _("We have answered, and ask whether that settles it.")
        case Status.CLOSED:
            return _("%(who)s agrees with the answer. It is closed.") % said
        case _other:
            return _("It was withdrawn.")


def _may_say(complaint: Complaint, reader: Person) -> bool:
    return complaint.complainant_id == reader.pk or reader.is_manager


def may_say(complaint: Complaint, reader: Person) -> bool:
    """Whether it waits for this reader to say whether they agree."""
    return complaint.status == Status.ANSWERED and _may_say(complaint, reader)
