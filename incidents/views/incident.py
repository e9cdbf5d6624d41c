"""The page of a request as the desk works it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents import policies, settle
from incidents.models import Event, Incident, Person, ServicePolicy, Status
from incidents.views import doable, rows
from incidents.views.around import around
from incidents.views.clocks import cards
from incidents.views.references import load
from incidents.views.timeline import FILTERS, ids_named, timeline


@require_GET
def incident(request: Request, number: str) -> HttpResponse:
    """Shows a request: what is promised, what happened, and what can be done."""
    found = load(request.person, number)
    if number != found.reference:
        return see_other(request, reverse("incidents:incident", args=[found.reference]))
    return page(request, found)


def refused(request: Request, incident: Incident, verb: str, form: Form, status: int) -> HttpResponse:
    """The same page, with what was typed and the sentence that says why it was not done."""
    return page(request, incident, (verb, form), status)


def page(
    request: Request, incident: Incident, refusal: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Draws the request for the desk."""
    now, person = asked_once(request)(), request.person
    events = list(incident.events.in_order().select_related("by", "comment"))
    people = _people(incident, events)
    story = settle.story(events, ServicePolicy.book())
    actions = policies.actions_for(person, incident)
    forms = doable.forms(incident, actions, people, person, now, refusal)
    verb = refusal[0] if refusal else ""
    only = request.GET.get("show", "") if request.GET.get("show") in FILTERS else "all"
    view = request.GET.get("from", "")
    came_from = view if view in rows.LABELS else ""
    context = {
        "incident": incident,
        "now": now,
        "actions": actions,
        "timeline": timeline(incident, events, people=people, story=story, only=only),
        "shown": _shown(only, came_from),
        "clocks": cards(incident, story, events, now),
        "seen": sum(event.by_side == "customer" for event in events),
        "watchers": [one for one in people if getattr(one, "follows", False)],
        "forms": forms,
        "folds": doable.folds(incident, forms, verb),
        "clicks": doable.clicks(incident, actions, person),
        "refused": verb,
        "offers_start": _offers_start(incident, actions, verb),
        "adrift": refusal[1] if refusal and _is_adrift(verb, actions) else None,
        "tab": _tab(verb, request.GET.get("write", ""), forms),
        "nag": _nag(incident),
        "tempts": "start" in actions and incident.hour_due_at and _works_already(events, person),
        "back": f"?view={came_from}" if came_from else "",
    } | around(person, came_from, incident, now)
    return answer(
        request, "incidents/incident.html", context, panel="incidents/_incident.html", status=status
    )


def _people(incident: Incident, events: list[Event]) -> list[Person]:
    """The agents, whom it can be given to, its watchers, and whoever its entries name; in one statement."""
    follows = Exists(incident.watchers.filter(person=OuterRef("pk")))
    wanted = Q(side=Person.Side.AGENT) | Q(follows=True) | Q(pk__in=ids_named(events))
    return list(Person.objects.annotate(follows=follows).filter(wanted).order_by("name"))


def _shown(only: str, came_from: str) -> list[dict[str, Any]]:
    """The filters of the timeline, as links."""
    rest = f"&from={came_from}" if came_from else ""
    return [
        {"label": label, "url": f"?show={name}{rest}", "active": name == only}
        for name, (label, _kinds) in FILTERS.items()
    ]


def _tab(refused: str, asked: str, forms: dict[str, Form]) -> str:
    """The tab of the composer that is open."""
    wanted = "reply" if refused == "wait" else refused or asked
    able = [tab for tab in doable.TABS if tab in forms]
    return wanted if wanted in able else (able[0] if able else "")


def _nag(incident: Incident) -> str:
    """What a Critical still misses."""
    if not (incident.is_open and incident.lacks_contacts):
        return ""
    return _(
        "It is critical, and we do not know yet whom to call, whom else, and how to reach the system: ask."
    )


def _works_already(events: list[Event], person: Person) -> bool:
    """Whether this agent has noted or called since the hour began, without having started work."""
    return any(event.by_id == person.pk and event.kind in ("noted", "call_logged") for event in events)


def _is_adrift(verb: str, actions: list[str]) -> bool:
    """Whether what was refused has no place of its own on the page: a single click, or a start too late."""
    return verb in ("release", "resume") or (verb == "start" and "start" not in actions)


def _offers_start(incident: Incident, actions: list[str], refused: str) -> bool:
    """Whether the page puts *Start work* first: nobody has begun, or an hour waits for it."""
    begins = incident.status in (Status.NEW, Status.REOPENED) or incident.hour_due_at is not None
    return "start" in actions and (begins or incident.agent_id is None or refused == "start")
