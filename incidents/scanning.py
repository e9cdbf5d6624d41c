"""Files wait, closed, until the scanner has looked at them; a worker does it, the clock sees to it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from helpdesk import audit, timers
from helpdesk.celery import app, knock
from helpdesk.timers import clock
from helpdesk.timers.arming import key_of
from helpdesk.timers.models import Timer
from incidents import attaching, scanner
from incidents.models.attachment import ENTRIES, Attachment
from incidents.models.event import Event
from incidents.models.incident import Incident
from tenants.door import in_tenant
from tenants.models import Tenant

KIND = attaching.SCAN
Scan = Attachment.Scan
A_NIGHT = 500  # files of a help desk that are taken up at a time
SPARE = timedelta(minutes=1)  # beside the scanner's own time, before the clock takes a worker for lost


@timers.handler(KIND)
def ask(timer: Timer) -> None:
    """Lets a worker look at the file; what takes long is not done by the clock itself."""
    timers.hand_over(timer, clock.now() + timedelta(seconds=settings.ATTACHMENT_SCANNER_SECONDS) + SPARE)
    knock(look, str(timer.pk))


def take_up(tenant: Tenant) -> None:
    """Lets a worker look, by and by, at files from before there was a scanner, and at those that it lost."""
    if not scanner.is_set():
        return
    open_ones = Attachment.objects.filter(scan__in=[Scan.NONE, Scan.CHECKING], redacted_at__isnull=True)
    keys = set(open_ones.order_by("id").values_list("pk", flat=True)[:A_NIGHT])
    keys -= set(
        Timer.objects.pending().filter(kind=KIND, subject_id__in=keys).values_list("subject_id", flat=True)
    )
    for key in sorted(keys):
        timers.arm(KIND, key, clock.now(), tenant=tenant.pk, again=True)


@app.task(name="incidents.scan")
def look(timer: str) -> None:
    """Looks at one file, unless another worker has it in hand."""
    row = Timer.objects.pending().filter(pk=timer).first()
    if row is None or row.tenant_id is None or not _take(row.subject_id):
        return
    try:
        if Tenant.objects.filter(pk=row.tenant_id).exclude(status=Tenant.Status.ERASED).exists():
            with in_tenant(row.tenant_id) as tenant:
                _look_at(row.subject_id, tenant)
        timers.done(row.pk)
    except Exception as error:
        # Whatever it is: the file stays closed, operators see it, and the clock asks again.
        timers.in_vain(row.pk, error)
    finally:
        _let_go(row.subject_id)


def _look_at(key: UUID, tenant: Tenant) -> None:
    """Has the file looked at and keeps what was found; what is settled is only told of where it was not."""
    one = Attachment.objects.filter(pk=key, redacted_at__isnull=True).first()
    if one is None:
        return
    if one.scan == Scan.INFECTED:
        _settle(one.pk, Scan.INFECTED, tenant)
    elif one.scan != Scan.CLEAN:
        _settle(one.pk, _verdict(one), tenant)


def _verdict(one: Attachment) -> Attachment.Scan:
    if not scanner.is_set():
        return Scan.NONE  # the operators no longer ask for it
    file = attaching.opened(one)
    if file is None:
        raise scanner.CouldNotSay("the file is missing")
    with file:
        return Scan.INFECTED if scanner.finds_virus(file) else Scan.CLEAN


def _settle(key: UUID, found: Attachment.Scan, tenant: Tenant) -> None:
    """Keeps the verdict, once, and with it all that follows."""
    while True:
        one = Attachment.objects.select_related(*ENTRIES, *ENTRIES.values()).filter(pk=key).first()
        if one is None:
            return
        with transaction.atomic():
            if one.about:
                timers.lock(one.about.pk)  # before the row, as all acts do
            same = Attachment.objects.filter(pk=key, scan=one.scan, comment=one.comment, words=one.words)
            if _keep(one, same, found):
                if one.incident_id and one.scan != found:  # so that an open page shows it
                    Incident.objects.filter(pk=one.incident_id).update(changed_at=clock.now())
                if found == Scan.INFECTED:
                    _remove(one, tenant, anew=one.scan != found)
                return


def _keep(one: Attachment, same: Any, found: Attachment.Scan) -> int:
    if one.scan == found:
        return int(same.exists())
    settled = found in (Scan.CLEAN, Scan.INFECTED)
    columns = {"scan": found, "scanned_at": clock.now() if settled else None}
    return int(same.update(**columns, **({"has_picture": False} if found == Scan.INFECTED else {})))


def _remove(one: Attachment, tenant: Tenant, *, anew: bool) -> None:
    """The bytes go; the entry says so to both sides, as soon as there is an entry."""
    if anew:
        attaching.erase(one)
        audit.record("attachment.infected", tenant=tenant.pk, by=None, subject=one.pk)
    if one.about is None or one.entry_id is None:
        return
    said = one.about.events.filter(kind=Event.Kind.DISINFECTED, data__file=str(one.pk))
    if not said.exists():
        one.about.disinfect(one)


def _take(subject: UUID) -> bool:
    """Takes the file in hand for as long as this worker lives; nobody else looks at it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s::bigint)", [_key(subject)])
        return bool(cursor.fetchone()[0])


def _let_go(subject: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s::bigint)", [_key(subject)])


def _key(subject: UUID) -> int:
    # Beside the lock of acts upon it, which the settling takes.
    return key_of(UUID(int=subject.int ^ 1))
