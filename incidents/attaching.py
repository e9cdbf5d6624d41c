"""Attaching: a file is kept first, is part of an entry when that is written, and may be taken out of it."""

import hashlib
import logging
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from helpdesk import audit, timers
from helpdesk.lib.ids import uuid7
from helpdesk.timers import clock
from incidents import scanner, vault
from incidents.desk import desk
from incidents.file_names import cleaned, family_of
from incidents.models.attachment import HELD, About, Attachment, place
from incidents.models.comment import Comment
from incidents.need import refuse
from incidents.pictures import picture_of

if TYPE_CHECKING:
    from incidents.models.complaint_event import ComplaintWords
    from incidents.models.incident import Incident
    from incidents.models.people import Person

logger = logging.getLogger(__name__)

SCAN = "incidents.scan"  # the timer by which a file is looked through
GONE = _("A file is no longer here. Attach it again.")
HEAD = 4096  # bytes by which a file is told what it looks like


def keep(file: File, *, by: "Person", pane: str, about: About = None) -> Attachment:
    """Keeps what somebody uploaded, for them alone until it is sent; the file is there before its row is."""
    tenant, name = desk(), cleaned(file.name or "", str(_("file")))
    _ask(file, name, by, pane, about)
    key = uuid7()
    path = f"{tenant.pk}/{key}"
    head, digest = _read(file)
    family = family_of(head)
    picture = picture_of(file) if family == Attachment.Family.IMAGE else None
    kept = Attachment(
        id=key,
        pane=pane,
        name=name,
        size=file.size,
        digest=digest,
        family=family,
        has_picture=picture is not None,
        path=path,
        by=by,
        at=clock.now(),
        scan=Attachment.Scan.CHECKING if scanner.is_set() else Attachment.Scan.NONE,
        **place(about),
    )
    storage = vault.storage()
    storage.save(path, file)
    if picture is not None:
        storage.save(kept.picture_path, ContentFile(picture))
    with transaction.atomic():
        kept.save(force_insert=True)
        if scanner.is_set():
            timers.arm(SCAN, kept.pk, kept.at, tenant=tenant.pk)
    return kept


def bind(entry: "Comment | ComplaintWords", files: Collection[UUID], *, by: "Person | None") -> None:
    """Makes files that the writer has uploaded part of what is written now."""
    if not files:
        return
    stands: dict[str, Any] = (
        {"comment": entry, "incident_id": entry.incident_id}
        if isinstance(entry, Comment)
        else {"words": entry, "complaint_id": entry.complaint_id}
    )
    mine = Attachment.objects.unsent().filter(pk__in=files, by=by)
    if mine.update(**stands, pane="") != len(set(files)):
        refuse(GONE, "files")
    if scanner.is_set():
        # What was found before there was an entry is said in the entry.
        for key in Attachment.objects.filter(pk__in=files, scan=Attachment.Scan.INFECTED).values_list(
            "pk", flat=True
        ):
            timers.arm(SCAN, key, entry.at, tenant=desk().pk, again=True)


def drop(files: Iterable[Attachment]) -> None:
    """Throws away files that were not sent."""
    for one in files:
        # Asked again by the statement itself: what was sent a moment ago stays, held or out.
        if Attachment.objects.in_forms().filter(pk=one.pk).delete()[0]:
            erase(one)


def move(pane: str, here: "Incident", there: "Incident", *, by: "Person") -> None:
    """Takes what somebody has not sent yet along to the request in which theirs goes on."""
    Attachment.objects.unused(by).beside(here).filter(pane=pane).update(**place(there))


def hold(held: UUID, files: Collection[UUID], *, incident: "Incident", by: "Person") -> None:
    """Puts files aside with a reply that can still be undone."""
    mine = Attachment.objects.unused(by).filter(pk__in=files, incident=incident)
    if files and mine.update(pane=place_of(held)) != len(set(files)):
        refuse(GONE, "files")


def held(held: UUID) -> list[UUID]:
    """The files of a reply that can still be undone, to be sent with it."""
    return list(Attachment.objects.unsent().filter(pane=place_of(held)).values_list("pk", flat=True))


def give_back(held: UUID) -> None:
    """Puts the files of an undone reply back where they were."""
    Attachment.objects.unsent().filter(pane=place_of(held)).update(pane="reply")


def carry(incident: "Incident", into: "Incident", *, by: "Person", panes: Collection[str]) -> None:
    """Lets files that somebody has not sent yet wait in another request, where they go on writing."""
    Attachment.objects.unused(by).filter(incident=incident, pane__in=panes).update(incident=into)


def redact(
    entry: "Comment | ComplaintWords", files: Collection[UUID], *, at: datetime, tenant: UUID
) -> dict[str, str]:
    """Takes files out of an entry: the bytes and the name go, the row and a salted digest stay."""
    taken = {}
    for one in entry.attachments.filter(pk__in=files, redacted_at__isnull=True):
        digest = audit.digest(one.digest, tenant=tenant)
        Attachment.objects.filter(pk=one.pk).update(
            name="", digest=digest, family=Attachment.Family.OTHER, has_picture=False, redacted_at=at
        )
        erase(one)
        taken[str(one.pk)] = digest
    return taken


def opened(one: Attachment, *, picture: bool = False) -> BinaryIO | None:
    """The file, open for reading; None when it is gone, which the nightly sweep tells the operators."""
    try:
        return vault.storage().open(one.picture_path if picture else one.path)  # type: ignore[return-value]  # a File reads like one
    except FileNotFoundError:
        logger.error("Attachment %s has no file", one.pk)
        return None


def is_closed(one: Attachment) -> bool:
    """Whether it waits for the scanner; one from before there was a scanner is looked at from now on."""
    if is_unchecked(one.scan):
        with transaction.atomic():
            unchecked = Attachment.objects.filter(pk=one.pk, scan=Attachment.Scan.NONE)
            if unchecked.update(scan=Attachment.Scan.CHECKING):
                timers.arm(SCAN, one.pk, clock.now(), tenant=desk().pk, again=True)
        return True
    return one.scan == Attachment.Scan.CHECKING


def is_unchecked(scan: str) -> bool:
    """Whether nobody has looked at a file although there is a scanner: it came before the scanner did."""
    return scan == Attachment.Scan.NONE and scanner.is_set()


def limits_in_words() -> str:
    """What can be attached, as it stands beside the field."""
    most, size = settings.ATTACHMENTS_PER_MESSAGE, _most_in_words()
    said = ngettext_lazy("One file of up to %(size)s.", "Up to %(most)s files of up to %(size)s each.", most)
    return str(said % {"most": most, "size": size})


def too_large(name: str) -> str:
    """The sentence for a file that is larger than one may be."""
    said = {"name": cleaned(name, str(_("file"))), "size": _most_in_words()}
    return str(_("“%(name)s” is larger than %(size)s and was not attached.") % said)


def too_many() -> str:
    """The sentence for one file more than a message holds."""
    most = settings.ATTACHMENTS_PER_MESSAGE
    said = ngettext_lazy(
        "A message holds one file. Send the others with the next one.",
        "A message holds up to %(most)s files. Send the others with the next one.",
        most,
    )
    return str(said % {"most": most})


def _ask(file: File, name: str, by: "Person", pane: str, about: About) -> None:
    """Refuses what is too large, empty or too much."""
    if not file.size:
        refuse(_("“%(name)s” is empty and was not attached.") % {"name": name}, "files")
    if file.size > _most_bytes():
        refuse(too_large(name), "files")
    waiting = Attachment.objects.unused(by).beside(about).filter(pane=pane)
    # What is not reported yet is no request: several windows may be open, and some were left.
    most = settings.ATTACHMENTS_PER_MESSAGE * (1 if about else 5)
    if waiting.count() >= most:
        refuse(too_many(), "files")
    there = Attachment.objects.filter(redacted_at__isnull=True).exclude(scan=Attachment.Scan.INFECTED)
    used = there.aggregate(all=Sum("size"))["all"] or 0
    if used + file.size > settings.ATTACHMENTS_TENANT_MB * 1024 * 1024:
        refuse(_("This help desk has no room left for files. Please call us, and we make room."), "files")


def _read(file: File) -> tuple[bytes, str]:
    """The first bytes, and the digest of all."""
    head, digest = b"", hashlib.sha256()
    for chunk in file.chunks():
        head = head or chunk[:HEAD]
        digest.update(chunk)
    file.seek(0)
    return head, digest.hexdigest()


def erase(one: Attachment) -> None:
    """Deletes the bytes once the row says so for good; what is left by a crash, the nightly sweep deletes."""
    for path in (one.path, one.picture_path):
        transaction.on_commit(partial(vault.storage().delete, path), robust=True)


def place_of(held: UUID | str) -> str:
    """Where the files of a reply wait while it can still be undone."""
    return f"{HELD}{held}"


def _most_in_words() -> str:
    return f"{settings.ATTACHMENT_MB}\xa0MB"


def _most_bytes() -> int:
    return int(settings.ATTACHMENT_MB) * 1024 * 1024
