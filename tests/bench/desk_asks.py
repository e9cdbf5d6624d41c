"""What is asked of the desk: the same work as of the others."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tests.bench import desk_words

TEXT = "Patikrinome nustatymus ir paleidome iš naujo. Prašome pabandyti dar kartą. " * 3


def session(desk: Any) -> str:
    """Signs an agent in at the help desk; gives the session's key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from helpdesk.accounts.sessions import TENANT_KEY
    from tenants.models import Membership
    from tenants.sessions import SessionStore
    from tenants.views.passage import SIGN_IN

    agent = Membership.objects.filter(tenant=desk, role="agent").order_by("user__email")[0].user
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(agent.pk), SIGN_IN
    store[HASH_SESSION_KEY], store[TENANT_KEY] = agent.get_session_auth_hash(), str(desk.pk)
    store.create()
    return str(store.session_key)


def series(desk: Any, warm: int, times: int, token: str) -> list[dict[str, Any]]:
    """Each page and act so many times, of as many requests."""
    many = warm + times
    here = _requests(desk, many)
    pages = [f"/incidents/{name}/" for name in here]
    rare = [desk_words.rare(number) for number in range(6_000, 6_000 + many)]
    find = _search()
    asks: list[tuple[str, str, int, list[tuple[str, str | None]]]] = [
        ("queue", "GET", 200, [("/queue/", None)] * many),
        ("request", "GET", 200, [(page, None) for page in pages]),
        ("create", "POST", 303, [("/report/", _report(number, token)) for number in range(many)]),
        ("reply", "POST", 303, [(f"{page}reply/", _form(token, text=TEXT)) for page in pages]),
        ("search rare", "GET", 200, [(f"{find}{word}", None) for word in rare]),
        ("search common", "GET", 200, [(find + urlencode({"": desk_words.COMMON})[1:], None)] * many),
        ("start", "POST", 303, [(f"{page}start/", _form(token, line="Žiūriu.")) for page in pages]),
    ]
    return [
        {"name": name, "method": method, "status": status, "asks": each, "warm": warm}
        for name, method, status, each in asks
    ]


def _search() -> str:
    from django.urls import NoReverseMatch, reverse

    try:
        return reverse("incidents:search", urlconf="helpdesk.urls_tenant") + "?q="
    except NoReverseMatch:
        return "/queue/?q="


def _requests(desk: Any, many: int) -> list[str]:
    """Open requests that nobody has begun with, where everything can be done."""
    from incidents.models import Incident
    from tenants.door import in_tenant

    with in_tenant(desk):
        return [one.reference for one in Incident.objects.filter(status="new").order_by("-number")[:many]]


def _report(number: int, token: str) -> str:
    return _form(
        token,
        key=str(uuid4()),
        kind="incident",
        product="other",
        subject=f"Nepavyksta išsaugoti sąskaitos {number}",
        text=TEXT,
        marks=["main_departments", "part_broken_no_workaround"],
    )


def _form(token: str, **written: Any) -> str:
    return urlencode(written | {"csrfmiddlewaretoken": token}, doseq=True)


def statements(desk: Any, host: str, asks: list[dict[str, Any]]) -> dict[str, int]:
    """How many statements each costs, counted in this process by the same code; entering a schema is none.

    The first of the last two warms up, the second is counted.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    client, told = Client(headers={"host": host}), {}
    client.cookies["session"] = session(desk)
    with override_settings(ALLOWED_HOSTS=["*"], REPLY_HOLD_SECONDS=0):  # as the web server is asked
        for ask in asks:
            kind = "application/x-www-form-urlencoded"
            for path, body in ask["asks"][-2:]:
                with CaptureQueriesContext(connection) as asked:
                    if body is None:
                        client.get(path)
                    else:
                        client.post(path, body, content_type=kind)
            told[ask["name"]] = sum(counts(one["sql"]) for one in asked.captured_queries)
    return told


def counts(sql: str) -> bool:
    """Whether it asks or changes something; entering a schema and the frame of a transaction do not."""
    return not sql.startswith(("SET search_path", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
