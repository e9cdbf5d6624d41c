"""What an operator may do about a letter."""

from uuid import UUID

from django.db import connection, transaction

from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.timers.operators import tell


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
