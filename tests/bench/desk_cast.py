"""The help desks of the measurement and their people, made by the product's own steps and acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.bench.desk_load import ADDRESS, AGENTS, CUSTOMERS, say

CRITICAL = ["main_service", "critical_function_down"]
IMPORTANT = ["main_departments", "part_broken_no_workaround"]
MINIMAL = ["can_carry_on"]
HOURS = timedelta(hours=1)


def make_desk(address: str, name: str) -> Any:
    """Makes a help desk by the steps that the workers do."""
    from tenants import hosts, provisioning
    from tenants.models import Domain, Tenant

    tenant = Tenant.objects.create(name=name)
    Domain.objects.create(tenant=tenant, domain=hosts.domain_of(address), is_primary=True)
    provisioning.begin(tenant)
    provisioning.make(tenant.pk)
    tenant.refresh_from_db()
    if not tenant.is_active:
        raise RuntimeError(f"{address} could not be made: {list(tenant.steps.values('kind', 'error'))}")
    return tenant


def main_desk() -> Any:
    """The measured help desk with its agents and customers."""
    from helpdesk.timers import clock
    from tenants.models import Membership, Role

    tenant, at = make_desk(ADDRESS, "UAB Matas"), clock.now()
    for number in range(AGENTS):
        Membership.grant(tenant=tenant, user=_user("agent", number), role=Role.AGENT, by=None, at=at)
    for number in range(CUSTOMERS):
        Membership.grant(tenant=tenant, user=_user("customer", number), role=Role.CUSTOMER, by=None, at=at)
    return tenant


def _user(part: str, number: int) -> Any:
    from helpdesk.accounts.models import User

    return User.objects.named(
        f"{part}{number}@bench.example", name=f"{part.capitalize()} Nr. {number}", language="en"
    )


def people(tenant: Any, role: str) -> list[Any]:
    """Everybody of a role, come in through the door; called inside the help desk."""
    from incidents.models import Person
    from tenants import door
    from tenants.models import Membership

    of = Membership.objects.filter(tenant=tenant, role=role).select_related("user").order_by("user__email")
    return [Person.enter(door.Entry(one.user, tenant, role)) for one in of]


@contextmanager
def by_recipe() -> Iterator[None]:
    """Lets help desks get their tables by the statements that made the first one's, without planning."""
    from django.db import connection

    from tenants import provisioning
    from tenants.models import ProvisioningStep

    kind = ProvisioningStep.Kind.TABLES
    real, statements = provisioning.WORK[kind], []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(("SELECT", "SET SEARCH_PATH")):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    def first(tenant: Any) -> None:
        with connection.execute_wrapper(keep):
            real(tenant)
        provisioning.WORK[kind] = again

    def again(tenant: Any) -> None:
        from helpdesk.lib import schema
        from tenants.door import in_tenant

        with in_tenant(tenant):
            schema.enter_alone(tenant.schema_name)
            with connection.cursor() as cursor:
                for sql, params in statements:
                    cursor.execute(sql, params)

    provisioning.WORK[kind] = first
    try:
        yield
    finally:
        provisioning.WORK[kind] = real


def beside(first: int, last: int) -> None:
    """More help desks, each with a request."""
    from helpdesk.timers import clock
    from incidents.models import Incident
    from tenants.door import in_tenant
    from tenants.models import Membership, Role

    with by_recipe():
        for number in range(first, last):
            tenant = make_desk(f"beside{number}", f"UAB Kaimynas {number}")
            Membership.grant(
                tenant=tenant,
                user=_user("customer", number % 200),
                role=Role.CUSTOMER,
                by=None,
                at=clock.now(),
            )
            with in_tenant(tenant):
                Incident.report("Neveikia", "Nuo ryto.", by=people(tenant, "customer")[0], marks=MINIMAL)
            if (number + 1) % 50 == 0:
                say(f"  {number + 1} help desks beside it")


def stories(tenant: Any) -> dict[str, list[UUID]]:
    """Requests of every kind, lived through by the real acts: open ones of today and closed ones."""
    from helpdesk.timers import clock
    from tenants.door import in_tenant

    found: dict[str, list[UUID]] = {"open": [], "closed": []}
    now = clock.now()
    with in_tenant(tenant):
        agent, customer = people(tenant, "agent")[0], people(tenant, "customer")[0]
        for number, (marks, how_far) in enumerate(_open()):
            with clock.at(now - 2 * HOURS - number * HOURS / 60) as hand:
                found["open"].append(_live(how_far, marks, agent, customer, hand))
        for number in range(4):
            with clock.at(now - (9 + number) * 24 * HOURS) as hand:
                found["closed"].append(
                    _live("closed", [IMPORTANT, MINIMAL][number % 2], agent, customer, hand)
                )
    return found


def _open() -> list[tuple[list[str], str]]:
    light = [(MINIMAL, far) for far in ("new", "answered", "answered", "talked", "waits", "resolved")]
    return [*light, *[(IMPORTANT, far) for far in ("new", "answered", "talked", "waits")]] * 5 + [
        (CRITICAL, "talked")
    ]


def _live(how_far: str, marks: list[str], agent: Any, customer: Any, hand: Any) -> UUID:
    from helpdesk.timers import clock
    from incidents.models import Incident

    one = Incident.report("Nepavyksta", "Nuo ryto nepavyksta.", by=customer, marks=marks)
    if how_far == "new":
        return one.pk
    hand.forward(HOURS / 6)
    one.reply("Žiūrime.", by=agent, line="" if how_far == "closed" else "Skambinu jums.")
    if how_far == "talked":
        hand.forward(HOURS / 6)
        one.customer_reply("Ačiū, laukiame.", by=customer)
    hand.forward(HOURS / 6)
    if how_far == "waits":
        one.wait("Kurioje sąskaitoje?", until=clock.now() + 48 * HOURS, by=agent)
    if how_far in ("resolved", "closed"):
        one.resolve("Pataisėme.", code="fixed", by=agent)
    if how_far == "closed":
        hand.forward(HOURS)
        one.confirm(by=customer)
    return one.pk
