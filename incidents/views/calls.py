"""A caller on the telephone: the request is registered as from the moment the call began."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from incidents.forms.calls import ReportCallForm
from incidents.forms.marks import EFFECTS_ASKED
from incidents.models import Channel, Incident, Person
from incidents.need import Unclear


@require_http_methods(["GET", "POST"])
def report_call(request: Request) -> HttpResponse:
    """Registers what a caller reports; the clocks start when the call began, not when it was typed in."""
    if request.tenant is None:
        raise Http404
    now = clock.now()
    people = list(Person.objects.filter(side=Person.Side.CUSTOMER).order_by("name")[:500])
    form = ReportCallForm(
        request.POST or None,
        tenant=request.tenant,
        people=people,
        initial={"began_at": timezone.localtime(now), "caller": request.GET.get("caller", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            incident = _report(request.person, form)
        except Unclear as unclear:
            form.add_error(unclear.field if unclear.field in form.fields else None, str(unclear.sentence))
        else:
            messages.success(request, _("%(number)s is registered.") % {"number": incident.reference})
            return see_other(request, incident.get_absolute_url())
    context = {
        "form": form,
        "people": people,
        "effects": EFFECTS_ASKED,
        "ticked": form["marks"].value() or [],
        "now": now,
    }
    return answer(request, "incidents/report_call.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _report(person: Person, form: ReportCallForm) -> Incident:
    said = form.cleaned_data
    return Incident.report(
        said["subject"],
        said["text"],
        by=person,
        requester=form.requester(),
        marks=said["marks"],
        kind=said["kind"],
        channel=Channel.PHONE,
        began_at=said["began_at"],
        contact=" ".join(filter(None, (said["caller"], said["reach"]))),
        second_contact=said["second_contact"],
        access=said["access"],
        line=said["line"],
        **form.chosen_product(),
    )
