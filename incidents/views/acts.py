"""What the desk does with a request: one act, one view, one address."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk.lib.dates import end_of_local_day
from helpdesk.lib.http import Request
from incidents import bulk, parts
from incidents.forms import desk
from incidents.forms.parts import ResolveWholeForm
from incidents.models import Incident
from incidents.views import sending, unread
from incidents.views.beats import Do, Done, MakeForm, act
from incidents.views.incident import refused

Values = dict[str, Any]


def of(form: type[Form]) -> MakeForm:
    """Makes the form of what was sent."""
    return lambda request, _incident: form(request.POST)


def _act(request: Request, number: str, verb: str, form: MakeForm, do: Do, done: Done = "") -> HttpResponse:
    return act(request, number, verb, form, do, page=refused, done=done)


def _told(done: str, kept: str = "") -> Done:
    """What is said after words to the customer; where they cannot read them, that they are to be called."""

    def say(incident: Incident) -> str:
        hint = unread.hint(incident)
        return f"{kept or done} {hint}" if hint else done

    return say


@require_POST
def start(request: Request, number: str) -> HttpResponse:
    """Starts work: the hour is met, and the customer reads who is on it and what they do first."""

    def do(incident: Incident, said: Values) -> None:
        incident.start(said["line"], by=request.person)

    done = _told(_("Work has started; the customer sees it."), _("Work has started."))
    return _act(request, number, "start", of(desk.StartForm), do, done)


@require_POST
def reply(request: Request, number: str) -> HttpResponse:
    """Writes to the customer, unless something was said meanwhile that the writer has not seen."""

    def do(incident: Incident, said: Values) -> None:
        given = {name: said[name] for name in ("next_word_at", "line", "files")}
        sending.send(request, incident, "reply", said["text"], **given)
        sending.say_what_waits(request, incident)

    done = _told(sending.done(_("Your reply is sent.")))
    return _act(request, number, "reply", of(desk.ReplyForm), do, done)


@require_POST
def wait(request: Request, number: str) -> HttpResponse:
    """Asks the customer something and waits for the answer until the end of a day."""

    def do(incident: Incident, said: Values) -> None:
        until = _end_of(said["until"])
        given = {name: said[name] for name in ("line", "files")}
        sending.send(request, incident, "wait", said["text"], until=until, **given)
        sending.say_what_waits(request, incident)

    done = _told(sending.done(_("Your question is sent; the request waits.")))
    return _act(request, number, "wait", of(desk.WaitForm), do, done)


@require_POST
def note(request: Request, number: str) -> HttpResponse:
    """Keeps a note that the customer never sees."""

    def do(incident: Incident, said: Values) -> None:
        incident.note(said["text"], by=request.person, files=said["files"])

    return _act(request, number, "note", of(desk.NoteForm), do, _("The note is kept."))


@require_POST
def log_call(request: Request, number: str) -> HttpResponse:
    """Logs a call with the customer, answered or in vain."""

    def do(incident: Incident, said: Values) -> None:
        incident.log_call(by=request.person, **{name: said[name] for name in said if name != "starts"})
        sending.say_what_waits(request, incident)
        if said["answered"]:
            sending.say_that_it_waits(request, incident)

    return _act(request, number, "log_call", of(desk.CallForm), do, _("The call is kept."))


@require_POST
def assign(request: Request, number: str) -> HttpResponse:
    """Gives the request to an agent; that is no start of work."""

    def do(incident: Incident, said: Values) -> None:
        incident.assign(said["agent"], by=request.person)

    return _act(request, number, "assign", of(desk.AssignForm), do)


@require_POST
def release(request: Request, number: str) -> HttpResponse:
    """Gives the request back, for somebody else to take."""

    def do(incident: Incident, _said: Values) -> None:
        incident.release(by=request.person)

    return _act(request, number, "release", of(desk.NothingToSay), do, _("Nobody has this request now."))


@require_POST
def resume(request: Request, number: str) -> HttpResponse:
    """Goes on without the customer's answer."""

    def do(incident: Incident, _said: Values) -> None:
        incident.resume(by=request.person)

    return _act(request, number, "resume", of(desk.NothingToSay), do, _("The clocks run again."))


@require_POST
def give_workaround(request: Request, number: str) -> HttpResponse:
    """Gives the customer a way around, and asks them whether it works."""

    def do(incident: Incident, said: Values) -> None:
        incident.give_workaround(said["text"], by=request.person, files=said["files"])

    done = _told(_("The workaround is sent."), _("The workaround is kept."))
    return _act(request, number, "give_workaround", of(desk.WorkaroundForm), do, done)


@require_POST
def resolve(request: Request, number: str) -> HttpResponse:
    """Says what was done; the customer confirms it, or says that it still fails."""

    made: list[tuple[Incident, Form]] = []

    def form(request: Request, incident: Incident) -> Form:
        still_open = parts.open_parts(incident)
        whole = ResolveWholeForm(request.POST, open_parts=still_open) if still_open else None
        made.append((incident, whole or desk.ResolveForm(request.POST)))
        return made[0][1]

    def do(incident: Incident, said: Values) -> None:
        given = {name: said[name] for name in ("code", "root_cause", "files")}
        incident.resolve(said["text"], by=request.person, **given)

    done = _told(_("Resolved; the customer is asked whether it works."), _("The request is resolved."))
    answered = _act(request, number, "resolve", form, do, done)
    said = made[0][1].cleaned_data if answered.status_code < 400 else {}
    if said.get("parts") == ResolveWholeForm.TOO:
        # Each in a transaction of its own, after that of the whole: what cannot be done keeps no other.
        _say(request, bulk.resolve_parts(made[0][0], said["text"], code=said["code"], by=request.person))
    return answered


def _say(request: Request, result: bulk.Result) -> None:
    """Names the parts that were resolved, and those that were left as they were, with the reason."""
    if result.done:
        numbers = {"numbers": ", ".join(one.reference for one in result.done)}
        messages.success(request, _("Resolved with it: %(numbers)s.") % numbers)
    for why, left in result.left_out.items():
        said = {"numbers": ", ".join(left), "why": why}
        messages.warning(request, _("Left out: %(numbers)s. %(why)s") % said)


@require_POST
def reclassify(request: Request, number: str) -> HttpResponse:
    """Moves the request to another level, with a reason that the customer sees."""

    def do(incident: Incident, said: Values) -> None:
        incident.reclassify(said["reason"], impact=said["impact"], by=request.person)

    return _act(request, number, "reclassify", of(desk.ReclassifyForm), do, _("The impact is changed."))


@require_POST
def cancel(request: Request, number: str) -> HttpResponse:
    """Cancels the request with a reason; it may point at the one it repeats."""

    def form(request: Request, incident: Incident) -> Form:
        return desk.CancelForm(request.POST, person=request.person, incident=incident)

    def do(incident: Incident, said: Values) -> None:
        incident.cancel(said["reason"], duplicate_of=said["duplicate_of"], by=request.person)

    return _act(request, number, "cancel", form, do, _("The request is cancelled."))


@require_POST
def reopen(request: Request, number: str) -> HttpResponse:
    """Opens a closed request again, with new clocks."""

    def do(incident: Incident, said: Values) -> None:
        incident.reopen(said["reason"], by=request.person)

    return _act(request, number, "reopen", of(desk.ReopenForm), do, _("The request is open again."))


@require_POST
def give_contacts(request: Request, number: str) -> HttpResponse:
    """Keeps whom to call about it and how the system is reached."""

    def do(incident: Incident, said: Values) -> None:
        incident.give_contacts(by=request.person, **said)

    return _act(request, number, "give_contacts", of(desk.ContactsForm), do, _("The contacts are kept."))


@require_POST
def justify(request: Request, number: str) -> HttpResponse:
    """Says why a promise or a goal was broken; the company reads it, and so do the reports."""

    def do(incident: Incident, said: Values) -> None:
        incident.justify(said["text"], cause=said["cause"], by=request.person)

    return _act(request, number, "justify", of(desk.JustifyForm), do, _("The justification is on record."))


def _end_of(day: Any) -> datetime:
    return end_of_local_day(day, timezone.get_current_timezone())
