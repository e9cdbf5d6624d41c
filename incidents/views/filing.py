"""Reporting: one page, and what is written is never lost."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from incidents.forms.filing import ReportForm
from incidents.forms.marks import CONTEXT_CHOICES, EFFECTS_ASKED
from incidents.models import Incident, Kind, ServicePolicy
from incidents.need import Unclear
from incidents.promises import meanings
from incidents.views import filed
from incidents.views.alike import offered
from incidents.views.attached import take
from incidents.views.refused import beside


@require_http_methods(["GET", "POST"])
def report(request: Request) -> HttpResponse:
    """Shows what each level means now, and registers what is written."""
    if request.tenant is None:
        raise Http404
    form = ReportForm(
        request.POST or None, tenant=request.tenant, person=request.person, initial=_begun(request)
    )
    files = take(request, "report")
    for sentence in files.refused:
        form.add_error(None, sentence)
    if request.method == "POST" and form.is_valid():
        sent = None if files.said["files"] else filed.just_now(request, form)
        if sent:
            messages.info(request, _("You have sent this already: %(number)s.") % {"number": sent.reference})
            return see_other(request, sent.get_absolute_url())
        try:
            incident = form.report(request.person, files.said["files"])
        except IntegrityError:
            # The same form once more: a second click, or Back and Send. It is one request.
            sent = Incident.objects.visible_to(request.person).filter(pk=form.cleaned_data["key"]).first()
            if sent is None:
                raise
            return see_other(request, sent.get_absolute_url())
        except Unclear as no:
            beside(form, no)
        else:
            files.let_go()
            messages.success(
                request,
                _("%(number)s is registered. We have written to you as well.")
                % {"number": incident.reference},
            )
            return filed.note(request, see_other(request, incident.get_absolute_url()), form, incident)
    levels = meanings(ServicePolicy.book(request.person.newest_terms), clock.now())
    context = {
        "form": form,
        "effects": EFFECTS_ASKED,
        "usage": CONTEXT_CHOICES,
        "ticked": form["marks"].value() or [],
        # Without a script what is alike is shown when something was missing; the subject is kept then.
        **offered(request, request.POST.get("subject", "") if form.errors else ""),
        "meanings": levels,
        "proposal_by": levels[-1].answer_by,  # an order has no level, and is answered as the lightest one
    }
    return answer(request, "incidents/portal/report.html", context, status=422 if form.errors else 200)


def _begun(request: Request) -> dict[str, str]:
    """What a link that leads here has filled in already."""
    kind, subject = request.GET.get("kind", ""), request.GET.get("subject", "")
    begun = {"subject": subject[:200]} if subject else {}
    return begun | ({"kind": kind} if kind in Kind.values else {})
