"""Calls that people wait for: asking for one, saying when we call, and taking the wish back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from incidents import calling_back, policies
from incidents.forms.callbacks import AskCallForm, PlanCallForm
from incidents.forms.desk import NothingToSay
from incidents.models import Callback, Incident, Person, ServicePolicy
from incidents.need import Unclear
from incidents.obstacles import obstacle
from incidents.promises import is_worked_on_around_the_clock
from incidents.views import beats
from incidents.views.references import load
from incidents.views.refused import beside


@require_http_methods(["GET", "POST"])
def ask_call(request: Request, number: str) -> HttpResponse:
    """Asks for a call about a request; an agent says when they will call."""
    if request.method == "GET":
        found = load(request.person, number)
        if not policies.may("ask_call", request.person, found):
            raise PermissionDenied
        if sentence := obstacle("ask_call", found):
            messages.info(request, str(sentence))
            return see_other(request, found.get_absolute_url())
        return _page(request, found, _form(request, found))

    def do(incident: Incident, said: dict[str, Any]) -> None:
        incident.ask_call(phone=said["phone"], at=made[0].named(), by=request.person)

    def make(_request: Request, incident: Incident) -> Any:
        made.append(_form(request, incident))
        return made[0]

    made: list[Any] = []
    done = (
        _("The customer reads when you aim to call.")
        if request.person.is_agent
        else _("Thank you. We know that you wait for a call.")
    )
    return beats.act(request, number, "ask_call", make, do, page=_refused, done=done)


@require_POST
def withdraw_call(request: Request, number: str) -> HttpResponse:
    """No call about the request is wanted any more."""

    def do(incident: Incident, _said: dict[str, Any]) -> None:
        incident.withdraw_call(by=request.person)

    def make(_request: Request, _incident: Incident) -> Form:
        return NothingToSay(request.POST)

    done = _("Good. We do not call about it.")
    return beats.act(request, number, "withdraw_call", make, do, page=_refused, done=done)


@require_http_methods(["GET", "POST"])
def ask_for_call(request: Request) -> HttpResponse:
    """Asks for a call about something that is no request yet."""
    form, status = _form(request, None), 200
    mine = Callback.objects.waited_for().filter(person=request.person, incident__isnull=True)
    if request.method == "GET" and mine.exists():
        messages.info(request, str(calling_back.KNOWN))
        return see_other(request, reverse("incidents:home"))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                calling_back.ask(phone=said["phone"], words=said["words"], at=form.named(), by=request.person)
            except (NotNow, Unclear) as no:
                status = beside(form, no)
            else:
                messages.success(request, _("Thank you. We know that you wait for a call."))
                return see_other(request, reverse("incidents:home"))
    return _page(request, None, form, status)


@require_POST
def withdraw_wish(request: Request, pk: UUID) -> HttpResponse:
    """A call is no longer wanted: one about no request, or about one that whoever waits sees no more."""
    found = get_object_or_404(Callback.objects.visible_to(request.person).with_people(), pk=pk)
    try:
        calling_back.withdraw(found, by=request.person)
    except NotNow as no:
        messages.info(request, str(no.sentence))
    else:
        messages.success(request, _("Good. We do not call about it."))
    return see_other(request, reverse("incidents:home"))


def of_request(incident: Incident, reader: Person) -> dict[str, Any] | None:
    """The call that somebody waits for about a request; no statement where nobody does."""
    if not incident.call_wanted_at:
        return None
    found = Callback.objects.waited_for().with_people().filter(incident=incident).first()
    return shown(found, reader) if found else None


def shown(wanted: Callback, reader: Person, *, lost: bool = False) -> dict[str, Any]:
    """A call that is waited for, with what this reader may see and do: the number is for those concerned.

    Whoever lost the request that it is about reads nothing of that.
    """
    theirs = reader.pk in (wanted.person_id, wanted.asked_by_id) or reader.is_manager
    return {
        "it": wanted,
        "mine": wanted.person_id == reader.pk,
        "about": None if lost else wanted.incident,
        "lost": lost,
        "phone": wanted.phone if theirs or reader.is_agent else "",
        "may_withdraw": policies.may_withdraw_call_of(reader, wanted),
    }


def of_person(reader: Person) -> list[dict[str, Any]]:
    """The calls that somebody waits for themselves, the next one first."""
    sees = Exists(Incident.objects.visible_to(reader).filter(pk=OuterRef("incident")))
    mine = Callback.objects.waited_for().with_people().filter(person=reader).annotate(sees=sees)
    return [
        shown(one, reader, lost=one.incident_id is not None and not one.sees)
        for one in mine.order_by("wanted_at", "id")
    ]


def of_desk(reader: Person) -> list[dict[str, Any]]:
    """All calls that are to be made, the late ones and the next ones first."""
    every = Callback.objects.waited_for().with_people().order_by("wanted_at", "id")
    return [shown(one, reader) for one in every[:100]]


def _refused(request: Request, incident: Incident, verb: str, form: Form, status: int) -> HttpResponse:
    asked = form if verb == "ask_call" else _form(request, incident, bound=False)
    return _page(request, incident, asked, status, other=None if asked is form else form)


def _form(request: Request, incident: Incident | None, *, bound: bool = True) -> Any:
    sent = request.POST if bound and request.method == "POST" else None
    if incident and request.person.is_agent:
        return PlanCallForm(sent, initial={"phone": incident.requester.phone})
    begins = {"phone": request.person.phone, "when": "soon"}
    return AskCallForm(
        sent, initial=begins, about_a_request=incident is not None, hours=_hours(request, incident)
    )


def _page(
    request: Request, incident: Incident | None, form: Form, status: int = 200, other: Form | None = None
) -> HttpResponse:
    now = asked_once(request)()
    book = ServicePolicy.book(request.person.newest_terms)
    calendar = book.calendars[book.now(now).business]
    context = {
        "incident": incident,
        "form": form,
        "other": other,
        "now": now,
        "is_open": calendar.is_open(now),
        "around_the_clock": incident is not None and is_worked_on_around_the_clock(incident, book, now),
        "opens": calendar.opens_next(now),
        "plans": request.person.is_agent,
        "back": incident.get_absolute_url() if incident else reverse("incidents:home"),
    }
    return answer(request, "incidents/calls/ask.html", context, status=status)


def _hours(request: Request, incident: Incident | None) -> str:
    """Our hours of the next day on which we are open, for whoever names a time that must lie in them."""
    now = asked_once(request)()
    book = ServicePolicy.book(request.person.newest_terms)
    if incident and is_worked_on_around_the_clock(incident, book, now):
        return ""
    calendar = book.calendars[book.now(now).business]
    day = timezone.localtime(calendar.opens_next(now), calendar.zone).date()
    hours = ", ".join(str(opening).replace("-", "–") for opening in calendar.hours_of(day))
    return _("On a business day, in our hours: %(hours)s.") % {"hours": hours}
