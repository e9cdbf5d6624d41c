"""What a request is about: its product and version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def describe(
    self: Incident,
    *,
    product_id: UUID | None = None,
    product_name: str = "",
    product_version: str = "",
    by: Person,
) -> None:
    """Says which product and version it is about; the timeline keeps what was said before."""
    with act(self, "describe", by=by) as doing:
        before = _words(self.product_name, self.product_version)
        after = _words(product_name, product_version.strip())
        if before == after:
            refuse(_("This is what it says already."), "product_version")
        # Words live in comments, which can be taken out; entries hold ids alone.
        said = doing.write(Comment.Kind.REASON, f"{before} → {after}")
        doing.set(product_id=product_id, product_name=product_name, product_version=product_version.strip())
        products: dict[str, Any] = {"from": _id(self.product_id), "to": _id(product_id)}
        doing.enter(Event.Kind.DESCRIBED, said, **products)


def _id(product: UUID | None) -> str | None:
    return str(product) if product else None


def _words(name: str, version: str) -> str:
    return " ".join(part for part in (name, version) if part) or "–"
