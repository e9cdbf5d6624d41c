"""Inside an installation with the demo: signs everybody in and says which pages each of them can open."""

import json
import sys

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.urls import NoReverseMatch, reverse

from helpdesk import access
from helpdesk.accounts.models import User
from helpdesk.accounts.sessions import TENANT_KEY
from incidents.models import Complaint, Incident, Person
from tenants import hosts
from tenants.door import in_tenant
from tenants.models import Tenant
from tenants.sessions import SessionStore
from tenants.views.passage import SIGN_IN

# Who they are in the demo, and where: "" is the public host.
EVERYBODY = {
    "nobody": ("", ""),
    "operator": ("admin@langelis.example", ""),
    "admin inside": ("admin@langelis.example", "demo"),
    "agent": ("aiste@demo.example", "demo"),
    "first line": ("fausta@demo.example", "demo"),
    "manager": ("ona@demo.example", "demo"),
    "customer": ("petras@demo.example", "demo"),
}


def session(user: User, desk: Tenant | None) -> str:
    """Signs somebody in on one host."""
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), SIGN_IN
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if desk:
        store[TENANT_KEY] = str(desk.pk)
    store.create()
    return str(store.session_key)


def pages(client: Client, host: str, desk: Tenant | None, email: str) -> list[str]:
    """Every page that opens by a plain address, and the pages of requests of every kind."""
    table, urls = (access.TENANT, "helpdesk.urls_tenant") if desk else (access.PUBLIC, "helpdesk.urls_public")
    wanted = []
    for name in table:
        try:
            wanted.append(reverse(name, urlconf=urls))
        except NoReverseMatch:  # it is about something: the requests come below
            continue
    if desk:
        wanted += [
            "/queue/?view=breached",
            "/queue/?q=nothing",
            "/search/?q=sąskaita",
            *_requests(desk, email),
        ]
    found = []
    for path in wanted:
        answer = client.get(path, headers={"host": host})
        # What htmx fetches for a part of a page is none by itself.
        whole = answer.status_code == 200 and not answer.streaming
        if whole and answer.content[:9].lower() == b"<!doctype":
            found.append(path)
    return found


def _requests(desk: Tenant, email: str) -> list[str]:
    """A request of each status and impact that they may see."""
    with in_tenant(desk):
        person = Person.objects.filter(email=email).first()
        seen = Incident.objects.order_by("status", "impact", "number")
        if person and email.startswith("petras"):
            seen = seen.filter(requester=person)
        kinds = {(one.status, one.impact): one.get_absolute_url() for one in seen}
        own = Complaint.objects.order_by("number")
        if person and person.side == Person.Side.CUSTOMER and not email.startswith("ona"):
            own = own.filter(complainant=person)
        complaints = [one.get_absolute_url() for one in own]
    return [*kinds.values(), *complaints]


def main() -> None:
    """Signs everybody in."""
    told = {}
    for part, (email, address) in EVERYBODY.items():
        desk = Tenant.objects.get(domains__domain=hosts.domain_of(address)) if address else None
        client, key = Client(), ""
        if email:
            key = session(User.objects.get(email=email), desk)
            client.cookies["session"] = key
        client.cookies["language"] = "en"
        host = desk.host if desk else hosts.with_port(hosts.domain_of("x").partition(".")[2])
        told[part] = {"session": key, "host": host, "pages": pages(client, host, desk, email)}
    json.dump(told, sys.stdout)
