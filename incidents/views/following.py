"""Who follows a request: a colleague is asked in by name, and the timeline says by whom."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request, answer, see_other
from incidents import policies
from incidents.forms.following import UnwatchForm, WatchForm
from incidents.models import Incident, Person
from incidents.views import beats
from incidents.views.references import load, number_in


@require_GET
def followers(request: Request, number: str) -> HttpResponse:
    """Shows who follows a request, and whom else one can ask to."""
    return page(request, load(request.person, number))


def following(reader: Person, incident: Incident) -> list[tuple[Person, bool]]:
    """Those who follow it, and whether the reader may take them off; one statement."""
    watchers = incident.watchers.select_related("person").order_by("id")
    return [(one.person, policies.may_unwatch_of(reader, incident, one.person)) for one in watchers]


def page(
    request: Request, incident: Incident, verb: str = "", form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Draws those who follow it; what was refused with the sentence that says why."""
    context = {
        "incident": incident,
        "followers": following(request.person, incident),
        "form": form if verb == "watch" and form else WatchForm(incident=incident, reader=request.person),
        "refused": form if verb == "unwatch" else None,
        "me": request.person.pk,
    }
    here = request.headers.get("HX-Target") == "followers-here"
    template = "incidents/_followers_here.html" if here else "incidents/followers.html"
    return answer(request, template, context, status=status)


def refused(request: Request, incident: Incident, verb: str, form: Form, status: int) -> HttpResponse:
    """The page of the followers, with the sentence that says why it was not done."""
    return page(request, incident, verb, form, status)


@require_POST
def watch(request: Request, number: str) -> HttpResponse:
    """Lets a colleague of the company follow the request, or follows it oneself."""

    def make(sent: Request, incident: Incident) -> Form:
        return WatchForm(sent.POST, incident=incident, reader=sent.person)

    def do(incident: Incident, said: dict[str, Any]) -> None:
        incident.watch(said["person"], by=request.person)

    return beats.act(request, number, "watch", make, do, page=refused, done=_("They follow it from now on."))


@require_POST
def unwatch(request: Request, number: str) -> HttpResponse:
    """Takes somebody off the request, or stops following it oneself."""

    def make(sent: Request, incident: Incident) -> Form:
        return UnwatchForm(sent.POST, incident=incident)

    def do(incident: Incident, said: dict[str, Any]) -> None:
        incident.unwatch(said["person"], by=request.person)

    done = beats.act(request, number, "unwatch", make, do, page=refused, done=_("They no longer follow it."))
    visible = Incident.objects.visible_to(request.person)
    if done.status_code < 400 and not visible.filter(number=number_in(number)).exists():
        # It was not theirs, and the company's people see their own here: its page is closed to them now.
        return see_other(request, reverse("incidents:home"))
    return done
