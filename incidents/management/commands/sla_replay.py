"""Tells the timelines of help desks again and reports every difference from what is stored."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk.timers import clock
from incidents.models import Incident, ServicePolicy
from incidents.replaying import differences
from tenants.door import in_tenant
from tenants.models import Tenant


class Command(BaseCommand):
    """`manage.py sla_replay [address]`: one help desk, or all that are open."""

    help = "Replays the timelines and reports any difference from the stored clocks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The addresses of the help desks to check."""
        parser.add_argument("address", nargs="*", help="as acme; all active help desks when none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Checks, prints, and fails when anything differs."""
        desks = Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id")
        if wanted := options["address"]:
            desks = [desk for desk in desks if desk.address in wanted]
        found = sum(self._check(desk) for desk in desks)
        if found:
            raise CommandError(f"{found} differences")

    def _check(self, desk: Tenant) -> int:
        with in_tenant(desk):
            book, now = ServicePolicy.book(), clock.now()
            requests = list(Incident.objects.order_by("number"))
            found = [line for one in requests for line in differences(one, now, book)]
        for line in found:
            self.stdout.write(line)
        self.stdout.write(f"{desk.address}: {len(requests)} requests, {len(found)} differences")
        return len(found)
