"""Where a call can stand, and how it gets there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import Lifecycle


class CallStatus(models.TextChoices):
    """Where a call stands, and in the end what came of it."""

    RUNNING = "running", _("Going on")
    UNFINISHED = "unfinished", _("Not finished")
    REQUEST = "request", _("Became a request")
    ABOUT = "about", _("About a request")
    CONSULTATION = "consultation", _("Consultation only")
    DISCARDED = "discarded", _("Discarded")


BEGUN = frozenset({CallStatus.RUNNING, CallStatus.UNFINISHED})
WITH_REQUEST = frozenset({CallStatus.REQUEST, CallStatus.ABOUT})

CALL_LIFE = Lifecycle(
    "call",
    CallStatus,
    {
        "keep": (BEGUN, None),
        "hang_up": ({CallStatus.RUNNING}, CallStatus.UNFINISHED),
        "become_request": (BEGUN, CallStatus.REQUEST),
        "belong": (BEGUN, CallStatus.ABOUT),
        "consult": (BEGUN, CallStatus.CONSULTATION),
        "discard": (BEGUN, CallStatus.DISCARDED),
        "redact": ({CallStatus.CONSULTATION, CallStatus.DISCARDED}, None),
    },
    start=CallStatus.RUNNING,
    sentences={
        "hang_up": _("This call is over already."),
        "redact": _(
            "What was said is taken out where it stands: on the request, or while the call is written."
        ),
        **dict.fromkeys(
            ("keep", "become_request", "belong", "consult", "discard"),
            _("This call is finished: what came of it is written down."),
        ),
    },
)
