"""One call, from the key that answers it to what came of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk import timers
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from incidents import callers
from incidents.forms.answering import CallForm, DiscardForm
from incidents.models import Call, Callback
from incidents.need import Unclear
from incidents.views import sending
from incidents.views.refused import beside

Do = Callable[[Call, CallForm], str]


def load(pk: UUID) -> Call:
    """The call of this help desk, as any of its agents sees it."""
    found: Call = get_object_or_404(Call.objects.with_people(), pk=pk)
    return found


@require_POST
def answer_call(request: Request) -> HttpResponse:
    """Answers the telephone: the call begins at this moment, whatever comes of it.

    A call that somebody waits for begins with whom it is to and what about.
    """
    wanted = _wanted(request)
    with transaction.atomic():
        if wanted:  # what is taken out of it at this moment is not taken over
            timers.lock(wanted.subject_id)
            wanted.refresh_from_db(fields=["phone", "words"])
        begun = Call.answer(by=request.person)
        if wanted and not begun.caller:
            said = {"caller": wanted.person.name[:120], "phone": wanted.phone, "topic": wanted.words}
            begun.keep(by=request.person, person=wanted.person, **said)
    return see_other(request, begun.get_absolute_url())


def _wanted(request: Request) -> Callback | None:
    """The call on the list of those to be made that was pressed; a key that is none is as none."""
    try:
        key = UUID(request.POST.get("wanted", ""))
    except ValueError:
        return None
    listed = Callback.objects.waited_for().visible_to(request.person).with_people()
    found: Callback | None = listed.filter(pk=key).first()
    return found


@require_GET
def call(request: Request, pk: UUID) -> HttpResponse:
    """Shows a call that is being written down; one that is finished stands among the calls."""
    found = load(pk)
    if not found.is_begun:
        return see_other(request, _after(found))
    return page(request, found, CallForm.of(found))


def page(
    request: Request, found: Call, form: CallForm, *, discard: Form | None = None, status: int = 200
) -> HttpResponse:
    """Draws the call; asked for by its own form, only who it may be."""
    matches = form.found()
    chosen = form.chosen(matches)
    partly = request.headers.get("HX-Target") == "callers"
    now = asked_once(request)()
    requests = callers.open_requests(chosen) if chosen else []
    context: dict[str, Any] = {
        "call": found,
        "form": form.asked(listed=bool(requests)),
        "discard": discard or DiscardForm(),
        "now": now,
        "spoken": now - found.began_at,
        "found": matches,
        "chosen": chosen,
        "is_new": form.said("person") == "new" or not matches,
        "requests": requests,
        "about": form.said("incident"),
        "may": found.may_be_written_by(request.person),
    }
    template = "incidents/calls/_callers.html" if partly else "incidents/calls/call.html"
    return answer(request, template, context, status=status)


@require_POST
def keep_call(request: Request, pk: UUID) -> HttpResponse:
    """Keeps what is typed so far, and finds who calls."""
    found, form = load(pk), CallForm(request.POST)
    form.is_valid()  # what does not fit is kept as far as it does
    try:
        found.keep(by=request.person, person=form.chosen(form.found()), **form.kept())
    except NotNow as no:
        form.add_error(None, str(no.sentence))
        return page(request, found, form, status=409)
    if request.headers.get("HX-Target") == "callers":
        return page(request, found, form)
    # The whole page, with what a call has no place for: the request it may be about, the line, the minutes.
    return page(request, found, form.apart(), status=422 if form.errors else 200)


@require_POST
def hang_up_call(request: Request, pk: UUID) -> HttpResponse:
    """The call is over; the writing may go on."""
    found = load(pk)
    try:
        found.hang_up(by=request.person)
    except NotNow as no:
        messages.info(request, str(no.sentence))
    return see_other(request, found.get_absolute_url())


@require_POST
def become_request(request: Request, pk: UUID) -> HttpResponse:
    """The call is a request: who called is settled, and the rest is asked on the form of a request."""

    def do(found: Call, form: CallForm) -> str:
        if person := form.settled():
            found.keep(by=request.person, person=person, **form.kept())
        return f"{reverse('incidents:report_call')}?call={found.pk}"

    return _finish(request, pk, do)


@require_POST
def belong_call(request: Request, pk: UUID) -> HttpResponse:
    """The call is about a request that is here already; with a line, work starts in the same act."""

    def do(found: Call, form: CallForm) -> str:
        about, person = form.about(request.person), form.settled()
        if about is None or person is None:
            return ""
        found.keep(by=request.person, person=person, **form.kept())
        about.log_call(
            form.said("words"),
            answered=True,
            line=form.said("line"),
            minutes=form.cleaned_data["minutes"] or 0,
            call=found,
            answers=form.cleaned_data["answers"],
            by=request.person,
        )
        sending.say_that_it_waits(request, about)
        messages.success(request, _("The call is kept with %(number)s.") % {"number": about.reference})
        return str(about.get_absolute_url())

    return _finish(request, pk, do)


@require_POST
def consult_call(request: Request, pk: UUID) -> HttpResponse:
    """The call was a consultation only: its topic and words are kept, and it counts."""

    def do(found: Call, form: CallForm) -> str:
        if person := form.settled():
            minutes = form.cleaned_data["minutes"] or 0
            said = form.said("topic"), form.said("words")
            found.consult(*said, person=person, minutes=minutes, by=request.person)
            messages.success(request, _("The consultation is kept."))
        return reverse("incidents:calls")

    return _finish(request, pk, do)


@require_POST
def discard_call(request: Request, pk: UUID) -> HttpResponse:
    """It was no call after all; the reason is kept, and it counts nowhere."""
    found, form = load(pk), DiscardForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            found.discard(form.cleaned_data["reason"], by=request.person)
        except (NotNow, Unclear) as no:
            status = beside(form, no)
        else:
            messages.success(request, _("The call is discarded."))
            return see_other(request, reverse("incidents:calls"))
    return page(request, found, CallForm.of(found), discard=form, status=status)


def _finish(request: Request, pk: UUID, do: Do) -> HttpResponse:
    """Finishes a call, all of it or nothing; what was refused comes back beside what was typed."""
    found, form, status = load(pk), CallForm(request.POST), 422
    if not request.person.is_agent:
        raise PermissionDenied
    if form.is_valid():
        try:
            with transaction.atomic():
                there = do(found, form)
                if form.errors:
                    transaction.set_rollback(True)
        except (NotNow, Unclear) as no:
            status = beside(form, no)
        if not form.errors:
            return see_other(request, there)
    found.refresh_from_db(from_queryset=Call.objects.with_people())
    return page(request, found, form, status=status)


def _after(found: Call) -> str:
    return found.incident.get_absolute_url() if found.incident else reverse("incidents:calls")
