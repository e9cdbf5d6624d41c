"""The terms are read once for each version, and never for another help desk."""

from uuid import uuid4

import pytest

from helpdesk.timers import clock
from incidents.models import Person, ServicePolicy
from incidents.models.policy import _read_up_to
from tenants.door import in_tenant
from tests.statements import at_most


@pytest.fixture(autouse=True)
def nothing_read():
    _read_up_to.clear()


def newest():
    return ServicePolicy.objects.order_by("version").last().pk


def test_who_knows_the_newest_version_is_spared_the_statement(people):
    known = newest()
    book = ServicePolicy.book(known)
    with at_most(0):
        assert ServicePolicy.book(known) is book


def test_a_new_version_is_in_the_next_book(people):
    before = ServicePolicy.book(newest())
    ServicePolicy.revise(at=clock.now(), reason="Nauja sutartis")
    after = ServicePolicy.book(newest())
    assert [terms.version for terms in after.terms] == [*(terms.version for terms in before.terms), 2]


def test_a_version_nobody_knows_of_is_read_and_not_kept(people):
    assert ServicePolicy.book(uuid4()).terms
    assert not _read_up_to


def test_no_help_desk_is_given_the_book_of_another(people, globex):
    known = newest()
    mine = ServicePolicy.book(known)
    with in_tenant(globex.tenant):
        # Even asked by the other's version.
        theirs = ServicePolicy.book(known)
        assert theirs is not mine
        assert (globex.tenant.schema_name, known) not in _read_up_to


def test_whoever_comes_in_knows_the_newest_version(people, acme):
    from tenants.door import entry

    ServicePolicy.revise(at=clock.now(), reason="Nauja sutartis")
    assert Person.enter(entry(acme.agent, acme.tenant)).newest_terms == newest()
