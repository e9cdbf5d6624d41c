"""Tells the timelines of help desks again and reports every difference from what is stored."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk.timers import clock
from incidents.models import Incident, ServicePolicy
from incidents.replaying import differences
from onewindow.models import PromiseRow
from tenants.door import in_tenant
from tenants.models import Tenant


class Command(BaseCommand):
    """`manage.py sla_replay [address]`: one help desk, or all that are open."""

    help = "Replays the timelines and reports any difference from the stored clocks and promises kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The addresses of the help desks to check, and whether to write what the record lacks."""
        parser.add_argument("address", nargs="*", help="as acme; all active help desks when none is given")
        parser.add_argument(
            "--repair",
            action="store_true",
            help="write down promises that ended and are not on record; nothing that is on record changes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Checks, prints, and fails when anything differs."""
        desks = Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id")
        if wanted := options["address"]:
            desks = [desk for desk in desks if desk.address in wanted]
        found = sum(self._check(desk, repair=options["repair"]) for desk in desks)
        if found:
            raise CommandError(f"{found} differences")

    def _check(self, desk: Tenant, *, repair: bool) -> int:
        with in_tenant(desk):
            book, now = ServicePolicy.book(), clock.now()
            before = self._on_record(desk)
            requests = list(Incident.objects.order_by("number"))
            found = [line for one in requests for line in differences(one, now, book, repair=repair)]
            written = self._on_record(desk) - before
        for line in found:
            self.stdout.write(line)
        if repair:
            self.stdout.write(f"{desk.address}: {written} promises written down")
        self.stdout.write(f"{desk.address}: {len(requests)} requests, {len(found)} differences")
        return len(found)

    @staticmethod
    def _on_record(desk: Tenant) -> int:
        return PromiseRow.objects.filter(tenant_id=desk.pk).count()
