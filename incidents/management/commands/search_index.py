"""Gathers the words of all requests and complaints anew, for search."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from incidents.search import complaints
from incidents.search.indexing import build
from tenants.door import in_tenant
from tenants.models import Tenant


class Command(BaseCommand):
    """`manage.py search_index [address]`: one help desk, or all that are there."""

    help = "Gathers the words of all requests and complaints anew, so that search finds all that was said."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The addresses of the help desks."""
        parser.add_argument("address", nargs="*", help="as acme; all help desks when none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Gathers and tells how many requests there are; acts may go on meanwhile."""
        desks = Tenant.objects.filter(status__in=[Tenant.Status.ACTIVE, Tenant.Status.DEACTIVATED])
        for desk in desks.order_by("id"):
            if not options["address"] or desk.address in options["address"]:
                with in_tenant(desk):
                    done = build()
                    complaints.build()
                self.stdout.write(f"{desk.address}: {done} requests")
