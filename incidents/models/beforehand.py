"""What the desk writes beforehand, in both languages, to be taken when it is wanted."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel

if TYPE_CHECKING:
    from incidents.models.people import Person


class Beforehand(TenantModel):
    """Has a name in both languages and a place in its list; what is not wanted is retired, never lost."""

    name_lt = models.CharField(_("Name in Lithuanian"), max_length=80)
    name_en = models.CharField(_("Name in English"), max_length=80)
    position = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    changed_by = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "name_en", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of whoever reads it."""
        return self.name_lt if reads_lithuanian() else self.name_en

    def retire(self, *, by: "Person", at: datetime) -> None:
        """Takes it out of use, or back into it."""
        self.retired_at = None if self.retired_at else at
        self.changed_by, self.changed_at = by, at
        self.save(update_fields=["retired_at", "changed_by", "changed_at"])


def reads_lithuanian() -> bool:
    """Whether whoever reads the page reads Lithuanian."""
    return (get_language() or "lt").startswith("lt")
