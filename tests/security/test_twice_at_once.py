"""The same form twice at the same moment: one act, and for the other a sentence, never a fault."""

from collections.abc import Iterator
from typing import Any

import pytest

from helpdesk.accounts.models import Session
from incidents.models import Person, SavedView
from tenants import limits
from tenants.door import in_tenant
from tenants.models import Invitation
from tests import conftest
from tests.real import committed, together

__all__ = ["committed"]


@pytest.fixture
def desk(committed: None) -> Iterator[Any]:
    """Acme's help desk, in which this test commits; emptied after it."""
    desk = conftest._fresh("acme")
    try:
        yield desk
    finally:
        Session.objects.all().delete()
        Invitation.objects.filter(tenant=desk.tenant, used_at__isnull=True).delete()
        with in_tenant(desk.tenant):
            SavedView.objects.all().delete()
            Person.objects.all().delete()


def test_a_view_saved_twice_at_once_is_one_view(desk, inside):
    answers = []
    browsers = [inside(desk, desk.agent) for _each in range(4)]
    browsers[0].get("/queue/")  # the agent has come in

    def save(browser):
        answers.append(browser.post("/queue/views/", {"name": "Algos", "back": "/queue/"}).status_code)

    together(*[lambda one=one: save(one) for one in browsers])
    assert sorted(answers) == [303, 422, 422, 422]


@pytest.mark.parametrize(("names", "sent"), [(1, 1), (limits.A_DAY + 2, limits.A_DAY)])
def test_one_who_is_asked_in_by_many_presses_at_once_is_not_asked_more_often_than_may_be(
    names, sent, desk, inside
):
    answers, presses = [], limits.A_DAY + 2
    browsers = [inside(desk, desk.manager) for _each in range(presses)]
    browsers[0].get("/people/")
    person = {"name": "Naujokas", "email": "one@acme.example", "role": "customer", "language": "lt"}

    def ask(browser, name):
        answers.append(browser.post("/people/invite/", person | {"name": name}).status_code)

    together(*[lambda one=one, n=n: ask(one, f"Naujokas {n % names}") for n, one in enumerate(browsers)])
    assert sorted(answers) == [303] * sent + [422] * (presses - sent)
