"""Who can take care of a complaint: any agent but the one it is about, while there is anybody else."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents.models.people import Person
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.complaint import Complaint
    from tenants.models import Tenant


def able(complaint: "Complaint", tenant: "Tenant") -> list[Person]:
    """The agents who can answer for it, whoever does now; the one it is about only where they are alone."""
    serving = list(Person.objects.serving(tenant).order_by("name", "id"))
    return [one for one in serving if one.pk != complaint.about_id] or serving


def ask(owner: Person, complaint: "Complaint", tenant: "Tenant") -> None:
    """Refuses, with the sentence that says why, somebody who cannot take care of it or does already."""
    if owner.pk == complaint.owner_id:
        refuse(_("This person takes care of it already."), "owner")
    if owner in able(complaint, tenant):
        return
    if owner.pk == complaint.about_id and Person.objects.serving(tenant).filter(pk=owner.pk).exists():
        refuse(
            _("The request was theirs when the complaint came: somebody else has to answer for it."), "owner"
        )
    refuse(_("Only somebody who serves this help desk as an agent can take care of it."), "owner")
