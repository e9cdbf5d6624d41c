"""Complaining: what a customer writes, or what an agent was told by telephone, becomes one complaint."""

from collections.abc import Collection
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents.complaints import goals
from incidents.forms.complaints import ComplainForm, RecordComplaintForm
from incidents.models import Complaint, Person
from incidents.need import Unclear
from incidents.views.attached import take
from incidents.views.references import load
from incidents.views.refused import beside


@require_http_methods(["GET", "POST"])
def complain(request: Request) -> HttpResponse:
    """Receives a complaint: what a customer writes, or what an agent was told by telephone."""
    person, form = request.person, _form(request)
    files = take(request, "complain")
    for sentence in files.refused:
        form.add_error(None, sentence)
    if request.method == "POST" and form.is_valid():
        try:
            complaint = _received(person, form, files.said["files"])
        except IntegrityError:
            # The same form once more: a second click, or Back and Send. It is one complaint.
            sent = Complaint.objects.visible_to(person).filter(pk=form.cleaned_data["key"]).first()
            if sent is None:
                raise
            return see_other(request, sent.get_absolute_url())
        except Unclear as no:
            beside(form, no)
        else:
            files.let_go()
            done = _("The complaint %(number)s is received.") % {"number": complaint.reference}
            messages.success(request, done)
            return see_other(request, complaint.get_absolute_url())
    template = "incidents/complaints/record.html" if person.is_agent else "incidents/portal/complain.html"
    now = asked_once(request)()
    calendar = goals.calendar_at(now, person.newest_terms)
    context = {"form": form, "now": now, "due": goals.due_at(now, 1, calendar)}
    return answer(request, template, context, status=422 if request.method == "POST" else 200)


def _form(request: Request) -> ComplainForm | RecordComplaintForm:
    data, person = request.POST or None, request.person
    about = None
    if asked := request.GET.get("request", ""):
        try:
            about = load(person, asked)
        except Http404:
            about = None  # the words can be written all the same
    if person.is_agent:
        people = list(Person.objects.filter(side=Person.Side.CUSTOMER).order_by("name")[:500])
        return RecordComplaintForm(data, people=people, about=about, writer=person)
    return ComplainForm(data, person=person, about=about)


def _received(person: Person, form: ComplainForm | RecordComplaintForm, files: Collection[UUID]) -> Complaint:
    said = form.cleaned_data
    who = form.requester() if isinstance(form, RecordComplaintForm) else person
    given = {"complainant": who, "incident": form.chosen(), "files": files, "key": said["key"]}
    return Complaint.complain(said["text"], by=person, **given)
