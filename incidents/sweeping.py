"""Looking, every night and at the start of each clock, for what nobody sent and for files without a row."""

import logging
from datetime import timedelta
from uuid import UUID

from helpdesk import timers
from helpdesk.lib.errors import describe
from helpdesk.timers import clock
from incidents import attaching, scanning, vault
from incidents.models import Attachment, Draft, SavedView
from tenants.door import in_tenant
from tenants.models import Tenant

logger = logging.getLogger(__name__)

UNSENT_FOR = timedelta(days=7)
A_DAY = 24 * 3600.0  # so long a file may be without a row: it comes first, and a backup may lag behind


@timers.reconciler
def files_and_their_rows() -> list[str]:
    """Throws away what nobody sent, deletes files that no row knows, and says which rows lack their file."""
    found: list[str] = []
    tenants = {tenant.pk: tenant for tenant in Tenant.objects.order_by("id")}
    for tenant in tenants.values():
        try:
            found += _of(tenant)
        except Exception as error:
            # One help desk's trouble must not keep the others from being swept; operators read of it.
            logger.exception("Files of %s could not be swept", tenant.schema_name)
            found.append(f"{tenant.schema_name}: its files could not be looked at: {describe(error)}")
    # Never deleted: they may be another installation's, or newer than a database that was brought back.
    strange = sorted(set(vault.folders()) - set(tenants))
    return found + [f"{folder}: files of a help desk that is not here" for folder in strange]


def _of(tenant: Tenant) -> list[str]:
    if tenant.status == Tenant.Status.MAKING:
        return []  # it has no tables yet
    if tenant.status != Tenant.Status.ERASED:
        return _of_what_is_kept(tenant)
    swept = _sweep(tenant.pk, set())
    return [f"{tenant.schema_name}: {swept} files of an erased help desk are deleted"] if swept else []


def _of_what_is_kept(tenant: Tenant) -> list[str]:
    # Looked at before the rows are: what comes in between is young, and stays.
    names = set(vault.names(tenant.pk))
    with in_tenant(tenant):
        old = Attachment.objects.unsent().filter(at__lt=clock.now() - UNSENT_FOR)
        attaching.drop(list(old))
        Draft.objects.let_discarded_go(clock.now())
        SavedView.objects.let_removed_go(clock.now())
        scanning.take_up(tenant)
        there = Attachment.objects.filter(redacted_at__isnull=True).exclude(scan=Attachment.Scan.INFECTED)
        known = there.order_by("id")
        rows = list(known.values_list("pk", "has_picture"))
    wanted = {str(pk) for pk, _picture in rows} | {f"{pk}.picture" for pk, picture in rows if picture}
    found = []
    if swept := _sweep(tenant.pk, wanted):
        found.append(f"{tenant.schema_name}: {swept} files without a row are deleted")
    # Asked anew: a row may be younger than the list of files.
    missing = [pk for pk, _picture in rows if str(pk) not in names and not vault.is_there(tenant.pk, str(pk))]
    return found + [f"{tenant.schema_name}: the file of attachment {pk} is missing" for pk in missing]


def _sweep(tenant: UUID, wanted: set[str]) -> int:
    """Deletes the files of a help desk that nothing wants and that are older than a day."""
    swept = 0
    for name in vault.names(tenant):
        if name not in wanted and vault.is_older(tenant, name, A_DAY):
            vault.delete(tenant, name)
            swept += 1
    return swept
