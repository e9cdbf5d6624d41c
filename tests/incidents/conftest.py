"""The stage of the requests: Acme's people inside with their browsers, and a clock that a test turns."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from helpdesk import outbox, timers
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import scanning
from incidents.models import Notice
from tenants.models import Product, TenantProduct
from tests import factories
from tests.cast import Desk
from tests.incidents.browsing import Browser
from tests.incidents.stages import bring

MONDAY_10 = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)  # 10:00 in Vilnius, a plain working day
SCANNER = """
import os, sys, time
if os.environ.keys() - {"PATH", "HOME", "LANG", "TMPDIR", "LC_CTYPE"}:
    sys.exit(9)
body = sys.stdin.buffer.read()
if b"slow" in body:
    time.sleep(30)
if b"strange" in body:
    sys.exit(2)
sys.exit(1 if b"EICAR-STANDARD-" in body else 0)
"""


@pytest.fixture
def hand(db: None) -> Iterator[clock.Hand]:
    """The hand of the clock: it stands on a Monday at ten; sentences are English."""
    with clock.at(MONDAY_10) as hand, translation.override("en"):
        yield hand


@pytest.fixture
def people(hand: clock.Hand, in_acme: Any) -> SimpleNamespace:
    """Acme's people, inside, each come in with their role."""
    parts = ("manager", "customer", "colleague", "first_line", "agent")
    return SimpleNamespace(tenant=in_acme.tenant, **{part: factories.person(in_acme, part) for part in parts})


@pytest.fixture
def file(people: SimpleNamespace) -> Callable[..., Any]:
    """Reports a request of a level, by the customer unless it is said otherwise."""

    def report(level: str = "minimal", **said: Any) -> Any:
        traits = {level: True} if level != "minimal" else {}
        return factories.IncidentFactory(**{"by": people.customer, **traits, **said})

    return report


@pytest.fixture
def given(file: Callable[..., Any], people: SimpleNamespace) -> Any:
    """A request that the agent has."""
    return bring(file(), "in_progress", people)


@pytest.fixture
def product(people: SimpleNamespace) -> Product:
    """A product of one more name, which Acme uses."""
    made = Product.objects.create(code="bonus-test", name_lt="Bonus", name_en="Bonus", position=99)
    TenantProduct.objects.create(tenant=people.tenant, product=made)
    return made


@pytest.fixture
def browser(people: SimpleNamespace, acme: Desk, inside: Callable[..., Any]) -> Callable[[str], Browser]:
    """Gives the browser of one of Acme's people, by part."""

    def of(part: str) -> Browser:
        return Browser(inside(acme, getattr(acme, part)), acme.tenant.schema_name)

    return of


@pytest.fixture
def english(browser: Callable[[str], Browser]) -> Callable[[str], Browser]:
    """Gives the browser of one of Acme's people who reads English, by part."""

    def of(part: str) -> Browser:
        one = browser(part)
        one.client.cookies["language"] = "en"
        return one

    return of


@pytest.fixture
def agent(english: Callable[[str], Browser]) -> Browser:
    """An agent's browser that speaks English."""
    return english("agent")


@pytest.fixture
def ring(hand: clock.Hand, people: SimpleNamespace) -> Callable[..., int]:
    """Turns the clock forward and lets happen what is due by then."""

    def ring(minutes: float = 0, seconds: float = 0) -> int:
        hand.forward(timedelta(minutes=minutes, seconds=seconds))
        try:
            return timers.fire_due(strict=True)
        finally:
            connection.set_schema(people.tenant.schema_name)

    return ring


@pytest.fixture
def letters(people: SimpleNamespace) -> Callable[..., list[Any]]:
    """The letters written so far of a kind: whom they go to."""

    def written(kind: str = "") -> list[Any]:
        rows = Letter.objects.filter(tenant_id=people.tenant.pk).order_by("written_at", "id")
        return [row.to for row in rows if kind in ("", row.letter.removeprefix("incidents."))]

    return written


@pytest.fixture
def mail(people: SimpleNamespace, mailoutbox: list[Any], settings: Any) -> Callable[..., list[Any]]:
    """Sends what waits and gives the mails that came to an address."""
    settings.DEMO_MAILBOX = False

    def sent(to: str = "") -> list[Any]:
        try:
            outbox.deliver_all()
        finally:
            connection.set_schema(people.tenant.schema_name)
        return [one for one in mailoutbox if not to or to in one.to[0]]

    return sent


@pytest.fixture
def told(people: SimpleNamespace) -> Callable[..., list[str]]:
    """The kinds of what somebody was told in the window, in the order it came."""

    def kinds(person: Any) -> list[str]:
        return [one.kind for one in Notice.objects.filter(person=person).order_by("at", "id")]

    return kinds


@pytest.fixture
def ten_seconds(settings: Any) -> None:
    """A reply that was sent can be undone for as long as it is where nobody has set it otherwise."""
    settings.REPLY_HOLD_SECONDS = 10


@pytest.fixture
def scanned(settings: Any, tmp_path: Path) -> None:
    """A scanner that knows one virus."""
    (tmp_path / "scan.py").write_text(SCANNER)
    settings.ATTACHMENT_SCANNER = f"{sys.executable} -I '{tmp_path / 'scan.py'}'"
    settings.ATTACHMENT_SCANNER_SECONDS = 5


@pytest.fixture
def look(django_capture_on_commit_callbacks: Any) -> Callable[[], None]:
    """A worker comes to all files that wait to be looked at."""

    def come() -> None:
        schema = connection.schema_name
        connection.set_schema_to_public()
        with django_capture_on_commit_callbacks(execute=True):
            for timer in Timer.objects.pending().filter(kind=scanning.KIND).order_by("id"):
                scanning.look(str(timer.pk))
        connection.set_schema(schema)

    return come
