"""The life of a request: its statuses, and which act leads from which to which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import Lifecycle


class Status(models.TextChoices):
    """Where a request stands."""

    NEW = "new", _("New")
    IN_PROGRESS = "in_progress", _("In progress")
    WAITING = "waiting", _("Waiting on customer")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    CANCELLED = "cancelled", _("Cancelled")


class Kind(models.TextChoices):
    """What a request is about."""

    INCIDENT = "incident", _("Something is wrong")
    SERVICE_REQUEST = "service_request", _("A question")
    DEVELOPMENT = "development", _("A new function or integration")


PREFIX = {Kind.INCIDENT: "INC", Kind.SERVICE_REQUEST: "REQ", Kind.DEVELOPMENT: "DEV"}


class Channel(models.TextChoices):
    """How a request came in."""

    WEB = "web", _("Written here")
    PHONE = "phone", _("By phone")
    DESK = "desk", _("In person")


class Rank(models.IntegerChoices):
    """The place of a request in every queue, whatever it is sorted by."""

    NOT_STARTED = 0, _("Critical: nobody has started work")
    AT_WORK = 1, _("Critical: at work")
    UNREACHABLE = 2, _("Critical: the customer cannot be reached")
    EASED = 3, _("Critical: there is a workaround")
    REST = 4, _("By the nearest due time")
    PAUSED = 5, _("Waiting on customer")
    SOLVED = 6, _("Resolved, not confirmed")
    OVER = 7, _("Closed or cancelled")


class Code(models.TextChoices):
    """How a request was resolved."""

    FIXED = "fixed", _("The fault was removed")
    CONFIGURED = "configured", _("The settings were changed")
    EXPLAINED = "explained", _("The question was answered")
    DATA_RESTORED = "data", _("The data was put right")
    DELIVERED = "delivered", _("What was ordered was delivered")
    PROPOSED = "proposed", _("A proposal was made")
    NOT_FOUND = "not_found", _("The fault could not be seen again")
    DECLINED = "declined", _("It will not be done")


class Cause(models.TextChoices):
    """What a broken promise or goal came from, as the agent says."""

    PEOPLE = "people", _("Too few people were at work")
    OVERSIGHT = "oversight", _("We overlooked it")
    HARDER = "harder", _("It was harder than it looked")
    SUPPLIER = "supplier", _("We waited for somebody outside")
    CUSTOMER = "customer", _("The company could not be reached or had no access")
    OUTAGE = "outage", _("Our own systems failed")
    OTHER = "other", _("Something else")


OPEN = frozenset({Status.NEW, Status.IN_PROGRESS, Status.WAITING, Status.REOPENED})
UNFINISHED = OPEN | {Status.RESOLVED}
EVERY = frozenset(Status)
LISTED = EVERY - {Status.CANCELLED}

LIFE = Lifecycle(
    "incident",
    Status,
    {
        "report": ({Status.NEW}, None),
        "start": (OPEN, Status.IN_PROGRESS),
        "reply": (UNFINISHED, None),
        "customer_reply": (UNFINISHED, None),
        "note": (EVERY, None),
        "log_call": (EVERY, None),
        "assign": (UNFINISHED, None),
        "release": (OPEN, None),
        "wait": (OPEN - {Status.WAITING}, Status.WAITING),
        "resume": ({Status.WAITING}, Status.IN_PROGRESS),
        "give_workaround": (OPEN, Status.IN_PROGRESS),
        "confirm_workaround": (OPEN, None),
        "fail_workaround": (OPEN, None),
        "resolve": (OPEN, Status.RESOLVED),
        "confirm": ({Status.RESOLVED}, Status.CLOSED),
        "still_fails": ({Status.RESOLVED}, Status.REOPENED),
        "close": ({Status.RESOLVED}, Status.CLOSED),
        "rate": ({Status.CLOSED}, None),
        "reopen": ({Status.CLOSED}, Status.REOPENED),
        "reclassify": (OPEN, None),
        "reschedule": (OPEN, None),
        "agree": (OPEN, None),
        "cancel": (OPEN, Status.CANCELLED),
        "merge": (OPEN, Status.CANCELLED),
        "link": (EVERY, None),
        "unlink": (EVERY, None),
        "add_part": (UNFINISHED, None),
        "ask_call": (UNFINISHED, None),
        "withdraw_call": (EVERY, None),
        "describe": (UNFINISHED, None),
        "give_contacts": (OPEN, None),
        # The desk's own list lives on after the end: what was agreed upon may be done later.
        "add_steps": (LISTED, None),
        "tick": (LISTED, None),
        "untick": (LISTED, None),
        "drop_step": (LISTED, None),
        "restore_step": (LISTED, None),
        "watch": (EVERY, None),
        "unwatch": (EVERY, None),
        "justify": (EVERY, None),
        "redact": (EVERY, None),
        "disinfect": (EVERY, None),
        "alarm": (EVERY, None),
    },
    start=Status.NEW,
    sentences={
        "start": _("Work cannot start: the request is no longer open."),
        "wait": _("Only an open request that is not waiting already can wait for the customer."),
        "resume": _("This request is not waiting for the customer."),
        "confirm": _("There is no solution to confirm: the request is not resolved."),
        "still_fails": _("Only a resolved request can be said to fail still."),
        "reopen": _("Only a closed request can be reopened."),
        "rate": _("The rating is asked when a request is closed."),
        **dict.fromkeys(
            ("add_steps", "tick", "untick", "drop_step", "restore_step"),
            _("The request is cancelled: its steps stay as they are."),
        ),
    },
)
