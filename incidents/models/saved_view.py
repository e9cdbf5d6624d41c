"""Views of the queue that somebody has named, for themselves or for their colleagues too."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.bulk import UNDONE_WITHIN
from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person

AT_MOST = 30  # of one person; a list that is longer is none


class SavedViewQuerySet(TenantQuerySet):
    """The saved views."""

    def standing(self) -> "SavedViewQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def restorable(self, person: "Person", now: datetime) -> "SavedViewQuerySet":
        """Those that somebody removed a moment ago and can bring back."""
        return self.filter(by=person, removed_at__gt=now - UNDONE_WITHIN)

    def let_removed_go(self, now: datetime) -> None:
        """What was removed and can no longer be brought back is gone."""
        self.filter(removed_at__lte=now - UNDONE_WITHIN).delete()

    def offered_to(self, person: "Person") -> "SavedViewQuerySet":
        """Their own and those that colleagues share; the vendor and the company keep theirs apart."""
        theirs = Q(by=person) | Q(shared=True, side=person.side)
        return self.standing().filter(theirs).order_by("name", "id")


class SavedView(TenantModel):
    """What the queue is asked for, under a name in the words of whoever asks it often."""

    by = models.ForeignKey("incidents.Person", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=40)
    query = models.CharField(max_length=2000)  # what follows the address of the queue, without a page
    shared = models.BooleanField(_("Colleagues see it too"), default=False)
    # The side that it was shared from: it does not go along with somebody who changes sides.
    side = models.CharField(max_length=8, db_default="", editable=False)
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SavedViewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "name"], condition=Q(removed_at=None), name="saved_view_one_of_a_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
            models.CheckConstraint(
                condition=Q(side__in=["", "customer", "agent"]), name="saved_view_side_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
