"""Fills a fresh installation with made-up companies, so that there is something to look at."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk import outbox
from helpdesk.accounts.models import Operator, User
from helpdesk.lib import schema
from helpdesk.timers import clock
from incidents.demo import fill
from tenants import hosts, provisioning
from tenants.models import Domain, Invitation, Membership, Role, Tenant
from trials.models import Offer, Order, Terms

PASSWORD = "demo langelis"  # noqa: S105 - of made-up people, printed at every start
ADMIN = ("admin@langelis.example", "Rūta Kazlauskė", Operator.ADMIN)
AGENT = ("agent@langelis.example", "Jonas Mažeika", Operator.AGENT)

# address, company, manager, colleagues (who, name, role), days since the order
DESKS: list[tuple[str, str, str, list[tuple[str, str, str]], int]] = [
    (
        "demo",
        "UAB Pavyzdys",
        "Ona Petraitė",
        [
            ("petras", "Petras Jonaitis", Role.CUSTOMER),
            ("colin", "Colin Ward", Role.CUSTOMER),
            ("fausta", "Fausta Rimkutė", Role.FIRST_LINE),
            ("aiste", "Aistė Sadauskė", Role.AGENT),
        ],
        13,
    ),
    ("krovinys", "UAB Krovinys", "Raimonda Kalnė", [("tomas", "Tomas Pikūnas", Role.CUSTOMER)], 27),
    ("klinika", "VšĮ Klinika", "Tadas Povilaitis", [("milda", "Milda Jurgė", Role.CUSTOMER)], 6),
]
# Whom an agent can find by the number that calls.
PHONES = {"petras": "+370 600 00311", "colin": "+370 600 00312", "tomas": "+370 600 00421"}
WAITING = [
    ("UAB Medis", "medis", "Marius Jankus", "marius@medis.example", ["bonus"], timedelta(hours=20)),
    (
        "UAB Krovinys",
        "krovinys",
        "Rasa Bitė",
        "rasa@krovinys.example",
        ["konto", "logas"],
        timedelta(hours=2),
    ),
]


class Command(BaseCommand):
    """Loads the demo once; a second run changes nothing."""

    help = "Loads demo data into an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Takes --show, which only prints the sign-ins."""
        parser.add_argument("--show", action="store_true", help="only print the addresses and the sign-ins")
        parser.add_argument("--json", action="store_true", help="print them for a machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads what is missing, then prints the addresses and the sign-ins."""
        if not options["show"] and not Domain.objects.filter(domain=hosts.domain_of("demo")).exists():
            if Tenant.objects.exists():
                raise CommandError(
                    "There are help desks here already; the demo is for an empty installation."
                )
            load()
        self.stdout.write(json.dumps(sign_ins(), ensure_ascii=False) if options["json"] else page())


def load() -> None:
    """Makes the operators, three help desks in mid-month and two orders that wait, by the real verbs."""
    schema.to_public()
    admin, _agent = _operator(*ADMIN), _operator(*AGENT)
    for address, company, manager, colleagues, days in DESKS:
        tenant = _make(address, company, manager, admin, days)
        for mailbox, name, role in colleagues:
            language = "en" if mailbox == "colin" else "lt"
            user = _person(f"{mailbox}@{address}.example", name, language, PHONES.get(mailbox, ""))
            Membership.grant(tenant=tenant, user=user, role=role, by=None, at=clock.now())
        fill(tenant)
    for company, address, name, email, systems, ago in WAITING:
        with clock.at(clock.now() - ago):
            _order(company, address, name, email, systems)


def _operator(email: str, name: str, role: str) -> User:
    user = _person(email, name, "lt")
    user.operator_role = role
    user.save()
    return user


def _person(email: str, name: str, language: str, phone: str = "") -> User:
    user = User.objects.named(email, name=name, language=language)
    user.phone = phone
    user.set_password(PASSWORD)
    user.save()
    return user


def _order(company: str, address: str, name: str, email: str, systems: list[str]) -> Order:
    return Order.receive(
        at=clock.now(),
        offer=Offer.objects.get(code="mini"),
        terms=Terms.objects.latest("version"),
        company=company,
        wished_address=address,
        contact_name=name,
        email=email,
        systems=systems,
        language="lt",
    )


def _make(address: str, company: str, manager: str, admin: User, days: int) -> Tenant:
    ordered = clock.now() - timedelta(days=days)
    mailbox = f"{manager.split()[0].lower()}@{address}.example"
    with clock.at(ordered) as hand:
        order = _order(company, address, manager, mailbox, ["bonus", "konto", "l4pro"])
        hand.forward(timedelta(hours=2))
        tenant = order.approve(address=address, language="lt", by=admin.pk, at=clock.now())
        hand.forward(timedelta(minutes=1))
        provisioning.make(tenant.pk)
        outbox.deliver_all()
        hand.forward(timedelta(minutes=40))
        invitation = Invitation.objects.select_related("tenant").get(tenant=tenant)
        user = _person(mailbox, manager, "lt")
        if not invitation.accept(user, at=clock.now()):
            raise CommandError(f"{address}: the steps of making the help desk did not all succeed.")
        tenant.refresh_from_db()
        tenant.enter_first(by=user.pk, at=clock.now())
    return tenant


def sign_ins() -> list[dict[str, str]]:
    """Who can sign in where, and with what; the demo's secrets are no secrets."""
    public, desk = hosts.public_url("/"), hosts.link(hosts.with_port(hosts.domain_of("demo")), "/")
    people = [
        ("operator admin", "tarnybos administratorius", ADMIN[0], hosts.public_url("/console/")),
        ("operator agent", "konsultantas", AGENT[0], hosts.public_url("/console/")),
        ("agent of this help desk", "šios tarnybos konsultantas", "aiste@demo.example", desk),
        ("manager", "įmonės atsakingas asmuo", "ona@demo.example", desk),
        ("customer", "klientas", "petras@demo.example", desk),
        ("customer in English", "klientas angliškai", "colin@demo.example", desk),
        ("first line", "pirmoji linija", "fausta@demo.example", desk),
    ]
    return [
        {
            "role": role,
            "vaidmuo": lithuanian,
            "email": email,
            "password": PASSWORD,
            "url": url,
            "public": public,
        }
        for role, lithuanian, email, url in people
    ]


def page() -> str:
    """The addresses and sign-ins as the terminal shows them."""
    rows = sign_ins()
    lines = [
        f"  Public site     {rows[0]['public']}",
        f"  A help desk     {rows[3]['url']}",
        f"  Demo mailbox    {hosts.public_url('/demo/mail/')}",
        "",
        f"  Password of everybody: {PASSWORD}",
    ]
    return "\n".join(lines + [f"    {row['role']:<24} {row['email']}" for row in rows])
