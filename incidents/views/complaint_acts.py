"""The acts upon a complaint: load it, ask whether they may, do it, answer with its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from incidents.complaints import policies
from incidents.forms.complaints import AddForm, AnswerForm, ComplaintNoteForm, DisputeForm, OwnForm
from incidents.forms.desk import NothingToSay
from incidents.forms.redacting import RedactComplaintForm
from incidents.models import Complaint, ComplaintEvent
from incidents.need import Unclear
from incidents.views import written
from incidents.views.attached import take
from incidents.views.complaint import page
from incidents.views.references import load_complaint
from incidents.views.refused import beside
from incidents.whole import whole

Do = Callable[[Complaint, dict[str, Any]], object]
# Said where the page that follows does not say it by itself.
DONE: dict[str, Any] = {
    "answer": _("The answer is sent. The customer is asked whether they agree."),
    "agree": _("You agree: the complaint is closed."),
    "dispute": _("It goes back to who takes care of it, and our administrator is told."),
    "withdraw": _("The complaint is withdrawn."),
}


def _act(request: Request, number: int, verb: str, form: Form | None, do: Do) -> HttpResponse:
    """Does one act; what was refused comes back beside what was typed, with the sentence that says why."""
    complaint = load_complaint(request.person, number)
    if not policies.may(verb, request.person, complaint):
        raise PermissionDenied
    form = form or OwnForm(request.POST, complaint=complaint)
    files = take(request, verb, complaint)
    for sentence in files.refused:
        form.add_error(None, sentence)
    if not form.is_valid():
        return page(request, complaint, verb=verb, form=form, status=422)
    try:
        with whole():
            do(complaint, form.cleaned_data | files.said)
            files.let_go()
            if verb in written.OF_COMPLAINTS:
                written.once(request, complaint, verb)
    except (NotNow, Unclear) as no:
        return page(request, complaint, verb=verb, form=form, status=beside(form, no))
    if verb in DONE:
        messages.success(request, str(DONE[verb]))
    return see_other(request, complaint.get_absolute_url())


@require_POST
def own_complaint(request: Request, number: int) -> HttpResponse:
    """Somebody takes care of it from now on: the agent themselves, or whom they choose."""
    return _act(request, number, "own", None, lambda one, said: one.own(said["owner"], by=request.person))


@require_POST
def answer_complaint(request: Request, number: int) -> HttpResponse:
    """Says what is done about it."""
    form = AnswerForm(request.POST)
    return _act(request, number, "answer", form, lambda one, said: one.answer(by=request.person, **said))


@require_POST
def agree_complaint(request: Request, number: int) -> HttpResponse:
    """The customer agrees, and by that it is closed."""
    form = NothingToSay(request.POST)
    return _act(request, number, "agree", form, lambda one, _said: one.agree(by=request.person))


@require_POST
def dispute_complaint(request: Request, number: int) -> HttpResponse:
    """The customer does not agree, and says why."""
    form = DisputeForm(request.POST)
    return _act(request, number, "dispute", form, lambda one, said: one.dispute(by=request.person, **said))


@require_POST
def withdraw_complaint(request: Request, number: int) -> HttpResponse:
    """Who complained takes it back."""
    form = NothingToSay(request.POST)
    return _act(request, number, "withdraw", form, lambda one, _said: one.withdraw(by=request.person))


@require_POST
def add_complaint(request: Request, number: int) -> HttpResponse:
    """The company says something more."""
    form = AddForm(request.POST)
    return _act(request, number, "add", form, lambda one, said: one.add(by=request.person, **said))


@require_POST
def note_complaint(request: Request, number: int) -> HttpResponse:
    """Keeps a note for the desk alone."""
    form = ComplaintNoteForm(request.POST)
    return _act(request, number, "note", form, lambda one, said: one.note(by=request.person, **said))


# --- taking something out --------------------------------------------------------------------------------


@require_GET
def redacting_complaint(request: Request, number: int, entry: UUID) -> HttpResponse:
    """Asks what is taken out of an entry, why, and whether they are sure."""
    complaint = load_complaint(request.person, number)
    event = _entry(request, complaint, str(entry))
    return _asking(request, complaint, event, RedactComplaintForm(about=complaint, entry=event.words), 200)


@require_POST
def redact_complaint(request: Request, number: int) -> HttpResponse:
    """Takes words or files out of an entry for good."""
    complaint = load_complaint(request.person, number)
    event = _entry(request, complaint, request.POST.get("entry", ""))
    form = RedactComplaintForm(request.POST, about=complaint, entry=event.words)
    if not form.is_valid():
        return _asking(request, complaint, event, form, 422)
    try:
        said = form.cleaned_data
        given = {name: said[name] for name in ("text", "files")}
        complaint.redact(said["reason"], words=event.words, by=request.person, **given)
    except Unclear as no:
        return _asking(request, complaint, event, form, beside(form, no))
    messages.success(request, str(_("It is taken out, for good.")))
    return see_other(request, complaint.get_absolute_url())


def _entry(request: Request, complaint: Complaint, key: str) -> Any:
    """The entry and its words, if this person reads it and may take something out of it."""
    try:
        wanted = UUID(key)
    except ValueError:
        raise Http404 from None
    entries = complaint.events.visible_to(request.person).select_related("words", "by")
    event: ComplaintEvent | None = entries.filter(pk=wanted, words__isnull=False).first()
    if event is None or event.words is None:
        raise Http404
    if not policies.may_redact_of(request.person, event):
        raise PermissionDenied
    return event


def _asking(
    request: Request, complaint: Complaint, event: ComplaintEvent, form: Form, status: int
) -> HttpResponse:
    context = {"complaint": complaint, "event": event, "form": form}
    return answer(request, "incidents/complaints/redacting.html", context, status=status)
