"""A query that is compiled once keeps its SQL and nothing that was asked."""

from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from helpdesk.lib.compiled import compiled
from incidents.models import Person
from tenants.door import in_tenant


@compiled
def _somebody(user, *, named=False):
    found = Person.objects.filter(user_id=user)
    return found.exclude(name="") if named else found


def _user(desk, part="customer"):
    return desk.people[part].pk


@pytest.fixture
def both(acme, globex):
    """A person in each of two help desks, of one name."""
    for desk in (acme, globex):
        with in_tenant(desk.tenant):
            Person.objects.get_or_create(user_id=_user(desk, "manager"), defaults={"name": "Ona"})
    return acme, globex


@pytest.mark.django_db
def test_each_help_desk_gets_its_own_rows_however_they_take_turns(both):
    for desk in (*both, *both):
        with in_tenant(desk.tenant):
            for user in (_user(desk, "manager"), uuid4(), _user(desk, "manager")):
                expected = list(Person.objects.filter(user_id=user).values_list("pk", flat=True))
                assert [one.pk for one in _somebody(user)] == expected
                assert [one.pk for one in _somebody(user, named=True)] == expected


@pytest.mark.django_db
def test_a_person_of_one_help_desk_is_nobody_in_the_other(both):
    acme, globex = both
    with in_tenant(acme.tenant):
        assert len(_somebody(_user(acme, "manager"))) == 1
    with in_tenant(globex.tenant):
        assert list(_somebody(_user(acme, "manager"))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [uuid4(), timezone.now()])
def test_a_value_that_was_not_given_by_position_is_refused(acme, kept):
    column = "user_id" if isinstance(kept, UUID) else "requests__reported_at"

    @compiled
    def careless(_user):
        return Person.objects.filter(**{column: kept})

    with in_tenant(acme.tenant), pytest.raises(ValueError, match="by position"):
        careless(uuid4())


@pytest.mark.django_db
def test_text_is_no_value_by_position(acme):
    @compiled
    def by_name(name):
        return Person.objects.filter(name=name)

    with in_tenant(acme.tenant), pytest.raises(TypeError, match="by name"):
        by_name("Ona")


@pytest.mark.django_db
def test_a_compiled_query_is_not_narrowed_afterwards(both):
    acme = both[0]
    with in_tenant(acme.tenant), pytest.raises(TypeError, match="as it is"):
        _somebody(_user(acme, "manager")).filter(name="Ona")
