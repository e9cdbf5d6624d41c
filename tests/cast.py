"""The cast, always the same: acme with its people, globex that must see nothing of it, and the operators."""

from dataclasses import dataclass, field

from helpdesk.accounts.models import User
from helpdesk.timers import clock
from tenants import hosts, provisioning
from tenants.models import Domain, Membership, ProvisioningStep, Tenant

PASSWORD = "a quiet window"


@dataclass
class Desk:
    """A help desk of the cast and its people by part."""

    tenant: Tenant
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, part: str) -> User:
        try:
            return self.people[part]
        except KeyError:
            raise AttributeError(part) from None


PARTS = {
    "acme": {
        "manager": ("manager", "Ona Vadovė", "lt"),
        "customer": ("customer", "Petras Pirkėjas", "lt"),
        "colleague": ("customer", "Colin Colleague", "en"),
        "first_line": ("first_line", "Fausta Pagalba", "lt"),
        "agent": ("agent", "Aistė Konsultantė", "lt"),
    },
    "globex": {"manager": ("manager", "Greta Globė", "en"), "customer": ("customer", "Gus Globe", "en")},
}


def make_desk(address: str, name: str) -> Desk:
    """Makes a help desk by the real steps, with the people of its part of the cast."""
    tenant = Tenant.objects.create(name=name)
    Domain.objects.create(tenant=tenant, domain=hosts.domain_of(address), is_primary=True)
    provisioning.begin(tenant)
    provisioning.make(tenant.pk)
    failed = list(
        ProvisioningStep.objects.filter(tenant=tenant).exclude(state="done").values_list("kind", "error")
    )
    if failed:
        raise RuntimeError(f"{address} could not be made: {failed}")
    tenant.refresh_from_db()
    desk = Desk(tenant)
    for part, (role, person, language) in PARTS.get(address, {}).items():
        desk.people[part] = make_user(f"{part}@{address}.example", person, language)
        Membership.grant(tenant=tenant, user=desk.people[part], role=role, by=None, at=clock.now())
    return desk


def make_user(email: str, name: str, language: str = "lt", operator_role: str = "") -> User:
    """Makes a person with the password of the cast."""
    user = User(email=email, name=name, language=language, operator_role=operator_role)
    user.set_password(PASSWORD)
    user.save()
    return user
