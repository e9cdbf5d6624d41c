"""What an operator may do about a letter, and what erasing a help desk takes out of the outbox."""

from uuid import UUID

from django.db import connection, transaction

from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.timers.operators import tell

NOBODY = "erased@invalid"


@transaction.atomic
def resend(letter: Letter, by: UUID) -> bool:
    """Puts a letter that was given up, or waits for its next try, first in line again; False if it is not."""
    now = clock.now()
    stuck = Letter.objects.in_trouble().filter(id=letter.id, leased_until=None)
    if not stuck.update(state=Letter.State.WAITING, next_try_at=now, attempts=0, last_error=""):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('outbox', '')")
    tell("outbox.resent", letter.tenant_id, by, letter.id)
    return True


def forget(tenant: UUID) -> None:
    """Takes names and addresses of an erased help desk's people out of its letters; none goes out now."""
    of_tenant = Letter.objects.filter(tenant_id=tenant)
    of_tenant.unsent().update(
        state=Letter.State.DROPPED, dropped_at=clock.now(), leased_until=None, leased_by=None
    )
    of_tenant.update(to=NOBODY, name="", data={})
