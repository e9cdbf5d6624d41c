"""What tests need made, through the product's own acts."""

import factory
from factory.django import DjangoModelFactory

from incidents.models import Incident, Person
from tenants.door import Entry
from tests.cast import Desk

CRITICAL = ["main_service", "critical_function_down"]
IMPORTANT = ["main_departments", "part_broken_no_workaround"]
MINIMAL = ["can_carry_on"]


class PersonFactory(DjangoModelFactory):
    """Somebody of the company without an account: a caller."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Skambintojas {n}")
    email = factory.Sequence(lambda n: f"caller{n}@acme.example")


class IncidentFactory(DjangoModelFactory):
    """A request, reported by the one way there is."""

    class Meta:
        model = Incident

    class Params:
        critical = factory.Trait(marks=CRITICAL, subject="Neveikia apskaita")
        important = factory.Trait(marks=IMPORTANT, subject="Blogai skaičiuoja likučius")

    subject = "Kaip pakeisti logotipą"
    text = "Parašiau, ką matau."
    marks = MINIMAL
    by = factory.SubFactory(PersonFactory)

    @classmethod
    def _create(cls, model_class: type[Incident], *args: object, **said: object) -> Incident:
        return model_class.report(said.pop("subject"), said.pop("text"), **said)


def person(desk: Desk, part: str) -> Person:
    """Somebody of the cast, come in through the door with their role there."""
    role = {"colleague": "customer"}.get(part, part)
    return Person.enter(Entry(desk.people[part], desk.tenant, role))
