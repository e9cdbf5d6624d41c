"""How much may be asked in: nobody is flooded with letters in a help desk's name."""

from datetime import datetime, timedelta

from tenants.models import Invitation, Tenant

AN_HOUR = 50  # invitations of one help desk
A_DAY = 5  # letters to one address

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def spent(tenant: Tenant, *, now: datetime) -> bool:
    """Says whether a help desk has sent the invitations of this hour."""
    return Invitation.objects.filter(tenant=tenant, created_at__gt=now - HOUR).count() >= AN_HOUR


def pestered(email: str, *, now: datetime) -> bool:
    """Says whether an address was asked in often enough today, by whichever help desk."""
    asked = Invitation.objects.filter(email=email, created_at__gt=now - DAY)
    return sum(asked.values_list("generation", flat=True)) >= A_DAY


def renewed_enough(asked: Invitation, *, now: datetime) -> bool:
    """Says whether this invitation was sent again often enough for the days it is old."""
    return asked.generation >= A_DAY * (1 + (now - asked.created_at) // DAY)
