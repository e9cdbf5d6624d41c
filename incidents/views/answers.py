"""What a customer does with a request: one act, one view, one address."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk import access
from helpdesk.lib.http import Request
from incidents import attaching, links, outcomes
from incidents.forms import answers
from incidents.forms.desk import DeskForm, NothingToSay
from incidents.forms.reached import SomeContactsForm
from incidents.models import Incident
from incidents.views import beats, portal, reached, written
from incidents.views import incident as desk_page
from incidents.views.references import load

Said = dict[str, Any]


def _act(
    request: Request, number: str, verb: str, form: type[DeskForm], do: beats.Do, done: beats.Done = ""
) -> HttpResponse:
    def make(sent: Request, incident: Incident) -> Form:
        made = form(sent.POST)
        if isinstance(made, answers.AfterAnOutcome):
            made.asks_after(outcomes.of(incident.resolution_code))
        return made

    # The first line reads its own requests on the desk's page, and is answered there.
    of_the_desk = request.entry is not None and request.entry.role in access.DESK
    page = desk_page.refused if of_the_desk else portal.refused
    return beats.act(request, number, verb, make, do, page=page, done=done)


@require_POST
def customer_reply(request: Request, number: str) -> HttpResponse:
    """Writes to whoever works on it, or says that the answer was given; either ends an open question."""
    answered = "answered_already" in request.POST
    here = load(request.person, number, for_page=False)
    # Whoever writes to a request that was merged into another writes to that one, with the files they added.
    there = links.where_it_goes_on(here, request.person)
    if there != here:
        attaching.move("customer_reply", here, there, by=request.person)

    def do(incident: Incident, said: Said) -> None:
        if there != here:
            written.let_go(request, here, "customer_reply")
        files = () if answered else said["files"]
        incident.customer_reply(
            said.get("text", ""), by=request.person, answered_already=answered, files=files
        )

    form = answers.AnsweredForm if answered else answers.CustomerReplyForm
    return _act(request, there.reference, "customer_reply", form, do, _("Thank you, we have it."))


@require_POST
def confirm(request: Request, number: str) -> HttpResponse:
    """It works: the request is closed."""

    def do(incident: Incident, said: Said) -> None:
        incident.confirm(by=request.person, rating=said["rating"], words=said["words"])

    return _act(request, number, "confirm", answers.ConfirmForm, do, _("Thank you. The request is closed."))


@require_POST
def still_fails(request: Request, number: str) -> HttpResponse:
    """It still fails: the work goes on."""

    def do(incident: Incident, said: Said) -> None:
        incident.still_fails(said["text"], by=request.person)

    return _act(
        request, number, "still_fails", answers.StillFailsForm, do, _("Thank you for telling us. We go on.")
    )


@require_POST
def confirm_workaround(request: Request, number: str) -> HttpResponse:
    """The workaround works for the customer."""

    def do(incident: Incident, _said: Said) -> None:
        incident.confirm_workaround(by=request.person)

    return _act(
        request, number, "confirm_workaround", NothingToSay, do, _("Good. We go on to the full solution.")
    )


@require_POST
def fail_workaround(request: Request, number: str) -> HttpResponse:
    """The workaround does not work for the customer."""

    def do(incident: Incident, said: Said) -> None:
        incident.fail_workaround(said["text"], by=request.person)

    form = answers.FailWorkaroundForm
    return _act(request, number, "fail_workaround", form, do, _("Thank you for telling us. We go on."))


@require_POST
def reclassify(request: Request, number: str) -> HttpResponse:
    """It is more serious than it was: what is true now decides the level."""

    def do(incident: Incident, said: Said) -> None:
        incident.reclassify(said["reason"], by=request.person, marks=said["marks"])

    return _act(request, number, "reclassify", answers.RaiseForm, do, _("Thank you. The level has changed."))


@require_POST
def agree(request: Request, number: str) -> HttpResponse:
    """Agrees to the lower level."""

    def do(incident: Incident, _said: Said) -> None:
        incident.agree(by=request.person)

    return _act(request, number, "agree", NothingToSay, do, _("Thank you. You agreed to the lower level."))


@require_POST
def cancel(request: Request, number: str) -> HttpResponse:
    """It is no longer needed."""

    def do(incident: Incident, said: Said) -> None:
        incident.cancel(said["reason"], by=request.person)

    return _act(request, number, "cancel", answers.NoLongerNeededForm, do, _("The request is cancelled."))


@require_POST
def reopen(request: Request, number: str) -> HttpResponse:
    """It is back after closing."""

    def do(incident: Incident, said: Said) -> None:
        incident.reopen(said["reason"], by=request.person)

    return _act(request, number, "reopen", answers.ReopenedForm, do, _("The request is open again."))


@require_POST
def rate(request: Request, number: str) -> HttpResponse:
    """Rates how it was served."""

    def do(incident: Incident, said: Said) -> None:
        incident.rate(said["rating"], said["words"], by=request.person)

    return _act(request, number, "rate", answers.RateForm, do, _("Thank you for rating."))


@require_POST
def give_contacts(request: Request, number: str) -> HttpResponse:
    """Says whom to call and how the system is reached."""

    def do(incident: Incident, said: Said) -> None:
        incident.give_contacts(by=request.person, **said)

    return _act(request, number, "give_contacts", SomeContactsForm, do, reached.thanks)
