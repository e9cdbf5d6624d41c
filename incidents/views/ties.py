"""Links between requests, merging, and what a request is about; one act, one view, one address."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk.lib.http import Request, see_other
from incidents.forms import ties
from incidents.forms.desk import OfAnother
from incidents.links import Tie
from incidents.models import Incident
from incidents.views.acts import Values
from incidents.views.beats import MakeForm, act
from incidents.views.bulk import another_page
from incidents.views.incident import refused


def _of(form: type[OfAnother]) -> MakeForm:
    return lambda request, incident: form(request.POST, person=request.person, incident=incident)


@require_POST
def link(request: Request, number: str) -> HttpResponse:
    """Links the request to another."""

    def do(incident: Incident, said: Values) -> None:
        if said["tie"] == ties.HAS_PART:
            said["other"].link(incident, tie=Tie.PART_OF, by=request.person)
        else:
            incident.link(said["other"], tie=said["tie"], by=request.person)

    done = _("The two requests are linked.")
    return act(request, number, "link", _of(ties.LinkForm), do, page=refused, done=done)


@require_POST
def unlink(request: Request, number: str) -> HttpResponse:
    """Takes a link away."""

    def do(incident: Incident, said: Values) -> None:
        incident.unlink(said["other"], tie=said["tie"], way=said["way"], by=request.person)

    done = _("The link is gone.")
    return act(request, number, "unlink", _of(ties.UnlinkForm), do, page=refused, done=done)


@require_POST
def merge(request: Request, number: str) -> HttpResponse:
    """Lets the request go on in another one, and the agent with it."""
    gone: list[tuple[Incident, Incident]] = []

    def do(incident: Incident, said: Values) -> None:
        incident.merge(said["into"], said["reason"], by=request.person)
        gone.append((incident, said["into"]))

    answered = act(request, number, "merge", _of(ties.MergeForm), do, page=refused)
    if answered.status_code >= 400:
        return answered
    one, into = gone[0]
    messages.success(request, _("%(number)s goes on here.") % {"number": one.reference})
    there = into.get_absolute_url()
    return another_page(there) if request.htmx else see_other(request, there)


@require_POST
def describe(request: Request, number: str) -> HttpResponse:
    """Says which product and version the request is about."""
    made: list[ties.DescribeForm] = []

    def form(request: Request, incident: Incident) -> Form:
        assert request.entry is not None, "Nobody comes here without having entered."
        made.append(ties.DescribeForm(request.POST, tenant=request.entry.tenant.pk, incident=incident))
        return made[0]

    def do(incident: Incident, _said: Values) -> None:
        incident.describe(**made[0].chosen(), by=request.person)

    done = _("Product and version are kept.")
    return act(request, number, "describe", form, do, page=refused, done=done)
