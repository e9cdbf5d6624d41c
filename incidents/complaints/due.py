"""What happens to a complaint by itself when its time comes; it never closes by that."""

from datetime import datetime

from django.db import transaction

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents.complaints import goals
from incidents.complaints.act import TIMER, Act, act, arm
from incidents.models import Complaint, ComplaintEvent, Person
from tenants.door import in_tenant
from tenants.models import Tenant

Kind = ComplaintEvent.Kind


@timers.handler(TIMER)
def look(timer: Timer) -> None:
    """Looks at a complaint: nothing while its help desk is closed, for then it is looked at on opening."""
    if timer.tenant_id is None:
        raise ValueError("A timer of a complaint belongs to a help desk.")
    with in_tenant(timer.tenant_id) as tenant:
        complaint = Complaint.objects.filter(pk=timer.subject_id).first()
        if complaint is not None and tenant.is_active:
            look_at(complaint)


def look_at(complaint: Complaint) -> None:
    """Writes down what is due by now: nobody takes care of it, its time runs out, or is over."""
    with act(complaint, "alarm", by=None) as doing:
        if complaint.is_open:
            _is_it_owned(doing)
            _is_it_late(doing)
        elif complaint.status == Complaint.Status.ANSWERED:
            _do_they_agree(doing)


def _is_it_owned(doing: Act) -> None:
    complaint = doing.complaint
    if complaint.owner_id is not None and _is_gone(doing):
        # Whoever took care of it serves this help desk no more: so nobody does.
        complaint.owner = None
        doing.set(owner=None, alarmed_at=doing.now)
        doing.enter(Kind.ALARMED, gone=True)
    elif complaint.owner_id is None and _is_due(goals.alarm_at(complaint, doing.calendar), doing):
        doing.set(alarmed_at=doing.now)
        doing.enter(Kind.ALARMED)


def _is_gone(doing: Act) -> bool:
    return not Person.objects.serving(doing.tenant).filter(pk=doing.complaint.owner_id).exists()


def _is_it_late(doing: Act) -> None:
    complaint = doing.complaint
    if complaint.overdue_at is not None:
        return
    if _is_due(complaint.due_at, doing):
        doing.set(overdue_at=doing.now)
        if complaint.in_time is None:
            doing.set(in_time=False)
        doing.enter(Kind.OVERDUE, turn=complaint.turn)
    elif complaint.warned_at is None and _is_due(
        goals.warn_at(complaint.since, complaint.turn, doing.calendar), doing
    ):
        doing.set(warned_at=doing.now)
        doing.enter(Kind.WARNED, turn=complaint.turn)


def _do_they_agree(doing: Act) -> None:
    complaint = doing.complaint
    if complaint.reminded_at is not None or complaint.answered_at is None:
        return
    if _is_due(goals.ask_again_at(complaint.answered_at, doing.calendar), doing):
        doing.set(reminded_at=doing.now)
        doing.enter(Kind.REMINDED)


def _is_due(at: datetime, doing: Act) -> bool:
    return at <= doing.now


# --- the help desk closes, opens again, and is looked over every night ------------------------------------


def hold_complaints() -> None:
    """Nobody works in a closed help desk: nothing of its complaints falls due."""
    for complaint in Complaint.objects.unsettled().order_by("id").values_list("pk", flat=True):
        timers.lock(complaint)
        timers.cancel(complaint, TIMER, reason=timers.CLOSED)


def take_up_complaints(tenant: Tenant) -> None:
    """Everything is due again when it was due before, and what fell due meanwhile is due at once."""
    calendar = goals.calendar_at(clock.now())
    for complaint in Complaint.objects.unsettled().order_by("id"):
        timers.lock(complaint.pk)
        arm(complaint, calendar, tenant)


@timers.reconciler
def complaints_without_timer_or_owner() -> list[str]:
    """Arms what is missing, and takes a complaint from an owner who is no agent any more."""
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        with timers.apart(found, tenant.schema_name), in_tenant(tenant):
            for complaint in Complaint.objects.unsettled().order_by("id"):
                name = f"{tenant.schema_name} {complaint.reference}"
                with timers.apart(found, name):
                    if what := _repair(complaint, tenant):
                        found.append(f"{name}: {what}")
    return found


@transaction.atomic
def _repair(complaint: Complaint, tenant: Tenant) -> str:
    timers.lock(complaint.pk)
    complaint.refresh_from_db()
    serving = Person.objects.serving(tenant).filter(pk=complaint.owner_id)
    if complaint.is_open and complaint.owner_id and not serving.exists():
        look_at(complaint)
        return "its owner is no agent any more"
    has_timer = (complaint.pk, TIMER, 1) in timers.known([complaint.pk])
    if not has_timer and arm(complaint, goals.calendar_at(clock.now()), tenant):
        return TIMER
    return ""
