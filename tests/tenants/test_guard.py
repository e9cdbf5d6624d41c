"""Rows and queries stay in the help desk where they began."""

import pytest

from incidents.models import Person
from tenants.door import in_tenant
from tenants.guard import OtherTenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(in_acme):
    return Person.objects.create(name="Jonas", email="jonas@acme.example")


def test_a_row_of_one_help_desk_is_not_saved_in_another(person, globex):
    with in_tenant(globex.tenant), pytest.raises(OtherTenant):
        person.save()


def test_a_row_of_one_help_desk_is_not_deleted_in_another(person, globex):
    with in_tenant(globex.tenant), pytest.raises(OtherTenant):
        person.delete()


@pytest.mark.parametrize(
    "use",
    [
        list,
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.first(),
        lambda rows: rows.update(name="x"),
        lambda rows: rows.delete(),
        lambda rows: rows.aggregate(),
        lambda rows: list(rows.iterator()),
        lambda rows: list(rows.filter(name="Jonas").values_list("name")),
    ],
)
def test_a_query_begun_in_one_help_desk_does_not_run_in_another(person, globex, use):
    query = Person.objects.all()
    with in_tenant(globex.tenant), pytest.raises(OtherTenant):
        use(query)


def test_a_tenants_table_cannot_be_asked_for_outside(db):
    with pytest.raises(OtherTenant):
        Person.objects.count()


def test_what_one_help_desk_has_the_other_does_not_see(person, globex):
    with in_tenant(globex.tenant):
        assert not Person.objects.filter(pk=person.pk).exists()
