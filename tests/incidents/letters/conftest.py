"""A stage on which every letter of a request is written, in the language that is asked for."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from helpdesk.accounts.models import User
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from incidents.impact import Impact
from incidents.letters.kinds import KINDS
from incidents.models import Person, ServicePolicy
from incidents.sla import DEFAULT_GOALS, Goal, Goals
from tenants.door import Entry
from tests import factories
from tests.incidents.stages import infected, reschedule


@pytest.fixture
def every_letter(
    people: SimpleNamespace,
    file: Callable[..., Any],
    ring: Callable[..., int],
    mail: Callable[..., list[Any]],
    operator_agent: User,
) -> Callable[[str], dict[str, Any]]:
    """Lets everything happen that a letter tells of; gives a mail of each letter, by name."""

    def written(language: str) -> dict[str, Any]:
        User.objects.update(language=language)
        Person.objects.update(language=language)
        for person in vars(people).values():
            if isinstance(person, Person):
                person.refresh_from_db()
        Person.objects.filter(pk=people.customer.pk).update(wishes={"silence": "both"})
        Person.objects.filter(pk=people.manager.pk).update(wishes={"call_overdue": "both"})
        other = Person.enter(Entry(operator_agent, people.tenant, "agent", as_operator=True))
        other.language = language
        other.save()
        _the_manager_hears_of_goals()
        _a_critical_day(file("critical"), people, other, ring)
        _a_silent_week(file("important"), people, ring)
        _a_call_and_a_part(file("minimal"), file("minimal"), people, ring)
        file("minimal").merge(file("minimal"), "Ta pati klaida", by=people.agent)
        sent = {one.extra_headers["Message-ID"]: one for one in mail()}
        return _by_name(sent)

    return written


def _the_manager_hears_of_goals() -> None:
    response = Goal(timedelta(hours=4), tell_late=("agents", "manager"))
    important = Goals(response, Goal(days=3), Goal(days=1))
    ServicePolicy.revise(at=clock.now(), goals=dict(DEFAULT_GOALS) | {Impact.IMPORTANT: important})


def _a_critical_day(one: Any, people: SimpleNamespace, other: Person, ring: Callable[..., int]) -> None:
    agent, customer = people.agent, people.customer
    one.watch(people.colleague, by=customer)
    ring(minutes=45)
    ring(minutes=16)
    one.refresh_from_db()
    one.start("Tikrinu atsarginę kopiją", by=agent)
    one.note(f"@{other.email}, kada darėme kopiją?", by=agent)
    one.justify("Budintis konsultantas susirgo", cause="people", by=agent)
    for _attempt in range(2):
        one.log_call("", answered=False, by=agent)
        ring(minutes=16)
    one.wait("Kada paskutinį kartą veikė?", until=clock.now() + timedelta(days=1), by=agent)
    one.customer_reply("Vakar vakare veikė", by=customer)
    one.give_workaround("Spausdinkite iš naršyklės", by=agent)
    one.reclassify("Su alternatyviu keliu dirbti galima", impact="important", by=agent)
    one.resolve("Atkurta iš kopijos", code="fixed", by=agent)
    one.confirm(by=customer)
    one.disinfect(infected(one, customer))
    one.reopen("Vėl neveikia", by=agent)
    one.assign(other, by=agent)
    one.cancel("Kartojasi", by=agent)


def _a_silent_week(one: Any, people: SimpleNamespace, ring: Callable[..., int]) -> None:
    reschedule(one, people)
    ring(minutes=300)
    one.start("Žiūriu", by=people.agent)
    for _half_day in range(14):
        ring(minutes=12 * 60)


def _a_call_and_a_part(one: Any, part: Any, people: SimpleNamespace, ring: Callable[..., int]) -> None:
    one.ask_call(phone="+370 600 10000", at=clock.now() + timedelta(minutes=30), by=people.agent)
    part.link(one, tie="part_of", by=people.agent)
    part.cancel("Nereikia", by=people.customer)
    ring(minutes=20)
    ring(minutes=41)


def _by_name(sent: dict[str, Any]) -> dict[str, Any]:
    from helpdesk.outbox.building import message_id

    found = {}
    for row in Letter.objects.filter(letter__startswith="incidents.").order_by("written_at", "id"):
        if message_id(row.key) in sent:
            found[row.letter.removeprefix("incidents.")] = sent[message_id(row.key)]
    # A complaint has letters of its own, and tests of them beside its acts.
    assert set(found) == set(KINDS) - {"complaint", "complaint_work"}
    return found


@pytest.fixture
def person_of(in_acme: Any) -> Callable[[str], Person]:
    """Somebody of the cast."""
    return lambda part: factories.person(in_acme, part)
