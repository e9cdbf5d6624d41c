"""Writing an act down: ids, kinds and numbers only."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from helpdesk.audit.models import INSTALLATION, Record
from helpdesk.lib.ids import uuid7
from helpdesk.lib.together import Row, inserting
from helpdesk.timers import clock

# The same as a part of what an act writes.
RECORDED = inserting(Record)

# What ids, kinds, moments and digests are made of. A space or an @ is how names and addresses give
# themselves away, so they are refused here and not found years later.
_WORD = re.compile(r"[A-Za-z0-9_.:+/-]{0,128}")


def record(
    kind: str,
    *,
    tenant: UUID | None,
    by: UUID | None,
    subject: UUID,
    data: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Writes the act down for good, in the transaction of the act."""
    Record.objects.create(
        chain=tenant or INSTALLATION,
        kind=kind,
        by_id=by,
        subject_id=subject,
        data=_checked(data or {}),
        at=at or clock.now(),
    )


def recorded(
    kind: str, *, tenant: UUID, by: UUID | None, subject: UUID, data: dict[str, Any], at: datetime
) -> Row:
    """The row by which an act is written down, together with all else that it writes."""
    return {
        "id": uuid7(),
        "chain": tenant,
        "kind": kind,
        "by_id": by,
        "subject_id": subject,
        "data": _checked(data),
        "at": at,
        "number": None,  # given when the transaction commits, as the two beside it
        "previous": "",
        "seal": "",
    }


def digest(text: str, *, tenant: UUID | None) -> str:
    """A fingerprint of words that must not stand in the record; salted, so nobody can try words out."""
    return salted_hmac(f"helpdesk.audit.{tenant or INSTALLATION}", text, algorithm="sha256").hexdigest()


def _checked(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case UUID():
            return str(value)
        case datetime():
            return value.isoformat()
        case str() if _WORD.fullmatch(value):
            return str(value)
        case dict():
            return {str(_checked(name)): _checked(one) for name, one in value.items()}
        case list() | tuple():
            return [_checked(one) for one in value]
    raise ValueError("The audit record holds ids, kinds, numbers and digests, never names or text.")
