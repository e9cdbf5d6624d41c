"""The stage of the requests: Acme's people inside, and a clock that stands still until a test turns it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from helpdesk import outbox, timers
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests import factories

MONDAY_10 = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)  # 10:00 in Vilnius, a plain working day


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
