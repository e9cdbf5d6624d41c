"""Taking out of an entry, or of what was filed with the request, what should never have stood there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from helpdesk import audit
from incidents import attaching, policies
from incidents.act import Act, act
from incidents.models.call import Call
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.notice import Notice
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person

# What is filed beside the words of the report; a request always has a subject, so another takes its place.
FILED = ("subject", "contact", "second_contact", "access", "product_version")


def redact(
    self: Incident,
    reason: str,
    *,
    comment: Comment,
    text: bool = True,
    files: Collection[UUID] = (),
    filed: Collection[str] = (),
    subject: str = "",
    by: Person,
) -> None:
    """Takes words or files out of an entry, or what was filed, for good; who, when, why and a digest stay."""
    with act(self, "redact", by=by) as doing:
        entry = next((one for one in doing.past if one.comment_id == comment.pk), None)
        if entry is None or not policies.may_redact_of(by, entry):
            raise PermissionDenied
        if filed and not (by.is_agent and entry.kind == Event.Kind.REPORTED):
            raise PermissionDenied
        why = need(reason, "reason")
        comment.refresh_from_db()
        taken: dict[str, Any] = {"text": _words(doing, comment)} if text and comment.text else {}
        if taken and "call" in entry.data:
            Call.objects.filter(pk=entry.data["call"]).update(topic="")
        taken |= _filed(doing, filed, " ".join(subject.split()))
        gone = attaching.redact(comment, files, at=doing.now, tenant=doing.tenant.pk)
        if not taken and not gone:
            refuse(_("Choose what is to be taken out; it may have been taken out already."), "what")
        data: dict[str, Any] = {"of": str(comment.pk), "entry": str(entry.pk), "files": gone, **taken}
        if entry.is_internal:
            # Customers do not even read that something was taken out of it.
            data["inside"] = True
        said = doing.write(Comment.Kind.NOTE if entry.is_internal else Comment.Kind.REASON, why)
        doing.enter(Event.Kind.REDACTED, said, **data)


def _filed(doing: Act, parts: Collection[str], subject: str) -> Mapping[str, Any]:
    """Blanks what was filed, the subject by another one, and gives the digest of each part."""
    gone, instead = {}, {"subject": subject}
    for part in FILED:
        words = getattr(doing.incident, part)
        if part not in parts or not words:
            continue
        if part == "subject" and subject in ("", words):
            refuse(_("Write the subject that is to stand there instead."), "subject")
        gone[part] = audit.digest(words, tenant=doing.tenant.pk)
        doing.set(**{part: instead.get(part, "")})
    return {"filed": gone} if gone else {}


def _words(doing: Act, comment: Comment) -> str:
    """Blanks the words of the entry and gives their digest."""
    digest = audit.digest(comment.text, tenant=doing.tenant.pk)
    comment.text, comment.redacted_at = "", doing.now
    comment.save(update_fields=["text", "redacted_at"])
    Notice.objects.filter(event__comment=comment, kind=Notice.Kind.MENTIONED).delete()  # it names nobody now
    return digest
