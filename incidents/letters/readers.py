"""Whom a letter can go to."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db.models import Q

from helpdesk.accounts.models import User
from tenants.models import Role, Tenant

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


class Reader(NamedTuple):
    """Somebody with an address, and their person here once they have come in."""

    id: UUID
    email: str
    name: str
    language: str
    person: "Person | None" = None


def of_users(users: Iterable[User]) -> list[Reader]:
    """People of the installation."""
    from incidents.models.people import Person  # the models import this room of letters

    every = list(users)
    people = {one.user_id: one for one in Person.objects.filter(user_id__in=[user.pk for user in every])}
    return [Reader(one.pk, one.email, one.name, one.language, people.get(one.pk)) for one in every]


def of_people(people: "Iterable[Person]") -> list[Reader]:
    """People of this help desk, as far as they have an address."""
    return [
        Reader(person.user_id or person.pk, person.email, person.name, person.language, person)
        for person in people
        if person.email
    ]


def agents(tenant: Tenant) -> list[Reader]:
    """The agents of this help desk and the vendor's own for all: never nobody while the vendor has any."""
    here = Q(memberships__tenant=tenant, memberships__role=Role.AGENT)
    return of_users(
        User.objects.filter(here | ~Q(operator_role=""), is_active=True).distinct().order_by("id")
    )


def managers(tenant: Tenant) -> list[Reader]:
    """Those who answer for the company."""
    here = User.objects.filter(memberships__tenant=tenant, memberships__role=Role.MANAGER, is_active=True)
    return of_users(here.order_by("id"))


def responsible(incident: "Incident", tenant: Tenant) -> list[Reader]:
    """The agent who has the request; all agents while nobody has it."""
    everybody = agents(tenant)
    # Somebody who is no agent any more reads nothing here, and what they had is everybody's.
    theirs = [one for one in everybody if incident.agent and one.id == incident.agent.user_id]
    return theirs or everybody


def may_read(email: str, tenant: Tenant, incident: "Incident | None", roles: Container[str]) -> bool:
    """Whether whoever has this address may still read what is for these roles.

    Called inside the help desk, when a letter goes out: much can have happened since it was written.
    A caller without an account may read what the company's people read, and so may agents.
    """
    from incidents.models.people import Person  # the models import this room of letters

    user = User.objects.filter(email=email).first()
    person = Person.objects.filter(user_id=user.pk).first() if user else None
    if user is None or (person is None and Role.CUSTOMER in roles):
        return Role.CUSTOMER in roles
    membership = user.memberships.filter(tenant=tenant).first()
    role = membership.role if membership else Role.AGENT if user.is_operator_agent else ""
    if not user.is_active or not (role in roles or (role == Role.AGENT and Role.CUSTOMER in roles)):
        return False
    if person is None or incident is None:
        return True
    person.sees_all = role != Role.CUSTOMER or tenant.company_sees_all
    return type(incident).objects.visible_to(person).filter(pk=incident.pk).exists()


def followers(incident: "Incident", watching: "Iterable[Person]", *, but: "Person | None") -> list[Reader]:
    """The requester and those who follow the request, without whoever did the act."""
    people = {person.pk: person for person in [incident.requester, *watching]}
    return of_people(person for key, person in people.items() if but is None or key != but.pk)


def of_ids(ids: Iterable[str], *, but: "Person | None") -> list[Reader]:
    """Several people by their ids, each once, without whoever did the act."""
    from incidents.models.people import Person  # the models import this room of letters

    wanted = set(ids) - ({str(but.pk)} if but else set())
    return of_people(Person.objects.filter(pk__in=wanted).order_by("id")) if wanted else []


def named(person: str, *, but: "Person | None") -> list[Reader]:
    """Whom an entry names, unless they did it themselves."""
    from incidents.models.people import Person  # the models import this room of letters

    found = Person.objects.filter(pk=person)
    return of_people(found.exclude(pk=but.pk) if but else found)
