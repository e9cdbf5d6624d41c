"""The life of a complaint: its statuses, and which act leads from which to which."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.lib.lifecycle import Lifecycle


class ComplaintStatus(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    ANSWERED = "answered", pgettext_lazy("complaint", "Answered")
    DISPUTED = "disputed", pgettext_lazy("complaint", "Not agreed with")
    CLOSED = "closed", pgettext_lazy("complaint", "Agreed and closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "Withdrawn")


OPEN_COMPLAINTS = frozenset({ComplaintStatus.RECEIVED, ComplaintStatus.DISPUTED})
UNSETTLED = OPEN_COMPLAINTS | {ComplaintStatus.ANSWERED}
EVERY = frozenset(ComplaintStatus)

OVER = _("This complaint is over already.")
AGREED = _("The answer is agreed with already, and this complaint is closed.")

COMPLAINT_LIFE = Lifecycle(
    "complaint",
    ComplaintStatus,
    {
        "complain": ({ComplaintStatus.RECEIVED}, None),
        "own": (UNSETTLED, None),
        "answer": (OPEN_COMPLAINTS, ComplaintStatus.ANSWERED),
        # Nothing but these two, both the company's own, ends a complaint.
        "agree": ({ComplaintStatus.ANSWERED}, ComplaintStatus.CLOSED),
        "withdraw": (UNSETTLED, ComplaintStatus.WITHDRAWN),
        "dispute": ({ComplaintStatus.ANSWERED}, ComplaintStatus.DISPUTED),
        "add": (UNSETTLED, None),
        "note": (EVERY, None),
        "redact": (EVERY, None),
        "alarm": (EVERY, None),
        "disinfect": (EVERY, None),
    },
    start=ComplaintStatus.RECEIVED,
    sentences={
        "own": _("This complaint is over: nobody has to take care of it any more."),
        "answer": _("Only a complaint that waits for an answer can be answered."),
        "agree": _("There is no answer to agree with yet."),
        "dispute": _("There is no answer to disagree with yet."),
        ("dispute", ComplaintStatus.DISPUTED): _("It is said already that you do not agree."),
        **{(verb, ComplaintStatus.CLOSED): AGREED for verb in ("agree", "dispute")},
        **{(verb, ComplaintStatus.WITHDRAWN): OVER for verb in ("agree", "dispute")},
        "withdraw": OVER,
        "add": _("This complaint is over; a new one can be made at any time."),
    },
)
