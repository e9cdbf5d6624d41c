"""A session with all that the door must know of it, read in one statement."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from helpdesk.accounts import sessions
from helpdesk.accounts.models import Session, User
from helpdesk.lib import schema
from helpdesk.timers import clock
from tenants import registry
from tenants.door import Standing


@dataclass(frozen=True)
class Known:
    """Whose session it is, where it was opened, how they stand there at this moment, and the moment."""

    user: User | None
    tenant_id: UUID | None
    standing: Standing | None
    moment: datetime
    coming: Any = None  # of whoever comes in, from the help desk's own tables


class SessionStore(sessions.SessionStore):
    """Reads the session, the person, the help desk's state and their role, anew at each request."""

    known: Known | None = None

    def load(self) -> dict[str, Any]:
        """Reads the session; one that is unknown, over or spoiled is empty."""
        row = _read(self.session_key)
        if row is None:
            self._session_key = None
            return {}
        data, self.known = row
        found: dict[str, Any] = self.decode(data)
        return found

    def flush(self) -> None:
        """Ends the session, and with it what was known of it."""
        self.known = None
        super().flush()

    def cycle_key(self) -> None:
        """Gives the session another key; what was known of the old one counts no more."""
        self.known = None
        super().cycle_key()


@cache
def _columns() -> tuple[str, ...]:
    return tuple(str(field.column) for field in User._meta.concrete_fields)


@cache
def _statement(is_public: bool) -> str:
    """The session, its person, its help desk and their role there; in a help desk, also who they are here."""
    beside = "NULL" if is_public or not registry.coming else registry.coming[0]()
    person = ", ".join(f'person."{column}"' for column in _columns())
    return f"""
        SELECT session.session_data, session.tenant_id, desk.status, desk.ends_on, desk.company_sees_all,
               member.role, {{moment}}, {beside}, {person}
          FROM public.{Session._meta.db_table} AS session
          LEFT JOIN public.{User._meta.db_table} AS person ON person.id = session.user_id
          LEFT JOIN public.tenants_tenant AS desk ON desk.id = session.tenant_id
          LEFT JOIN public.tenants_membership AS member
                 ON member.tenant_id = session.tenant_id AND member.user_id = session.user_id
         WHERE session.session_key = %s AND session.expire_date > %s
    """  # noqa: S608 - made of the names of our own tables and columns alone


def _read(key: str | None) -> tuple[str, Known] | None:
    moment, given = clock.sql()
    statement = _statement(schema.here() == "public").format(moment=moment)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, key, timezone.now()])
        row = cursor.fetchone()
    if row is None:
        return None
    data, tenant, status, ends_on, sees_all, role, now, coming, *person = row
    user = User.from_db(connection.alias, _columns(), person) if person[_columns().index("id")] else None
    standing = Standing(status, ends_on, sees_all, role) if status else None
    return data, Known(user, tenant, standing, now.astimezone(UTC), coming)


def user_of(session: "SessionStore") -> User | None:
    """The person of a session as its own statement read them; None where Django must look more closely.

    That is when the session is nobody's, the password was changed meanwhile, or its way to sign in is gone.
    """
    if SESSION_KEY not in session or session.known is None:  # asking the session is what reads it
        return None
    user = session.known.user
    sound = (
        user is not None
        and user.is_active
        and session[SESSION_KEY] == str(user.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )
    return user if sound else None
