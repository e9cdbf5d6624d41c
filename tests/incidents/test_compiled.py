"""A question whose SQL is kept gives what is asked for this time, here, and keeps nobody's values."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db.models.expressions import RawSQL

from helpdesk.lib.compiled import compiled
from incidents.models import Incident, Person, Status
from tenants.door import in_tenant
from tenants.guard import OtherTenant


@compiled
def among(people, *, side=""):
    found = Person.objects.filter(pk__in=people)
    return found.filter(side=side) if side else found


def test_each_answer_is_of_its_own_values(people):
    one, other = people.customer, people.agent
    assert list(among((one.pk,))) == [one]
    assert list(among((other.pk,))) == [other]
    assert list(among((uuid4(),))) == []
    assert set(among((other.pk, one.pk))) == {one, other}
    assert list(among((other.pk, one.pk), side="agent")) == [other]
    assert list(among((other.pk, one.pk), side="customer")) == [one]
    assert list(among(())) == []


def test_each_help_desk_answers_for_itself(people, globex):
    mine = people.customer.pk
    assert list(among((mine,)))
    with in_tenant(globex.tenant):
        assert list(among((mine,))) == []
    begun_here = among((mine,))
    with in_tenant(globex.tenant), pytest.raises(OtherTenant):
        list(begun_here)


def test_a_value_that_would_be_kept_is_refused(people):
    @compiled
    def of_one():
        return Person.objects.filter(pk=people.customer.pk)

    @compiled
    def since():
        return Incident.objects.filter(reported_at__gt=datetime(2027, 1, 1, tzinfo=UTC))

    for ask in (of_one, since):
        with pytest.raises(ValueError, match="would be kept"):
            ask()


def test_it_is_read_as_it_is(people):
    with pytest.raises(TypeError, match="as it is"):
        among((people.customer.pk,)).filter(name="x")


def test_what_cannot_stand_for_a_value_is_said_by_name(people):
    with pytest.raises(TypeError, match="by name"):
        among("text")


@compiled
def called(requester, *, text):
    rest = RawSQL("mod(number, 1000000) %% 1000000", [])
    found = Incident.objects.annotate(rest=rest).filter(requester=requester, status__in=[Status.NEW])
    return found.filter(subject=text, rest__gt=0)


def test_our_own_words_stand_in_the_sql_and_what_people_wrote_does_not(people, file):
    text = "'new' %s %% \\'; --"
    one, _other = file(by=people.customer, subject=text), file(by=people.customer, subject="new")
    for _again in range(2):
        assert list(called(people.customer.pk, text=text)) == [one]
    sql, params = called(people.customer.pk, text=text).query.get_compiler().as_sql()
    assert "IN ('new')" in sql
    assert text not in sql
    assert text in params
