"""The page of a request as the desk works it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from helpdesk.ui.tags.links import address
from incidents import canning, checklists, links, parts, policies, presence, settle
from incidents.complaints.standing import about_it
from incidents.models import Event, Incident, Person, ServicePolicy, Status
from incidents.notices import seen
from incidents.views import callbacks, doable, freshness, sending, written
from incidents.views.around import around
from incidents.views.clocks import cards
from incidents.views.gathered import events_of, people_of
from incidents.views.lacking import lacking
from incidents.views.references import came_from, load
from incidents.views.timeline import FILTERS, timeline


@require_GET
def incident(request: Request, number: str) -> HttpResponse:
    """Shows a request: what is promised, what happened, and what can be done."""
    found = load(request.person, number)
    if number != found.reference:
        return see_other(request, reverse("incidents:incident", args=[found.reference]))
    seen(request, found)
    return page(request, found, written_now=_picked(request, found))


def _picked(request: Request, found: Incident) -> written.Written | None:
    """The canned reply that was picked by a link, to begin the reply with."""
    wanted = request.GET.get("canned", "")
    ready = canning.ready(found, request.person) if wanted else []
    text = next((one.text for one in ready if str(one.id) == wanted), "")
    return written.Written(picked=text) if text else None


def refused(request: Request, incident: Incident, verb: str, form: Form, status: int) -> HttpResponse:
    """The same page, with what was typed and the sentence that says why it was not done."""
    return page(request, incident, (verb, form), status)


def page(
    request: Request,
    incident: Incident,
    refusal: tuple[str, Form] | None = None,
    status: int = 200,
    written_now: written.Written | None = None,
) -> HttpResponse:
    """Draws the request for the desk; a page that is up to date is only told so."""
    now, asked = asked_once(request)(), _Asked(request)
    nearby = around(request.person, asked.view, incident, now)
    above = [(str(one.pk), str(one.changed_at)) for one in nearby["strip"]]
    company = presence.here(request, incident, now)
    complained = about_it(incident)
    # What stands around it is another matter: it changes without a hand being laid on what somebody writes.
    state = freshness.word(request.person.role, incident.changed_at, incident.parts_changed_at, complained)
    tag = freshness.tag_of(
        request, incident.pk, asked.query, state, above, nearby["neighbours"], presence.said(company)
    )
    if refusal is None and freshness.has(request, tag):
        return freshness.nothing_new(tag)
    told = _told(request, incident, asked, now)
    begins = written.begins(told["drafts"], written_now)
    context = (
        nearby
        | told
        | _offered(request, incident, asked, told["people"], told["parts"].get("open", []), refusal, begins)
    )
    context |= {
        "preview": written_now.preview if written_now else None,
        "page_mark": written.new_page(),
        "incident": incident,
        "now": now,
        "came": asked.view,
        "back": f"?view={asked.view}" if asked.view else "",
        "here": address("incidents:incident", incident.reference) + asked.query,
        "ask": freshness.question(tag),
        "company": company,
        "complained": complained,
        "state": state,
    }
    template = "incidents/incident.html"
    return freshness.tagged(
        answer(request, template, context, panel="incidents/_incident.html", status=status), tag
    )


class _Asked:
    """What the address asks of the page: one kind of entries, the view it was reached from, a tab."""

    def __init__(self, request: Request) -> None:
        show = request.GET.get("show", "")
        self.show = show if show in FILTERS else "all"
        self.view = came_from(request)
        self.tab = request.GET.get("write", "")

    @property
    def query(self) -> str:
        """The same question once more."""
        given = {"show": self.show if self.show != "all" else "", "from": self.view}
        said = urlencode({name: value for name, value in given.items() if value})
        return f"?{said}" if said else ""


def _told(request: Request, incident: Incident, asked: _Asked, now: datetime) -> dict[str, Any]:
    """What happened, and what the clocks say of it."""
    events = events_of(incident)
    people = people_of(incident, events, request.person)
    others = links.others(events, incident, request.person)
    tied = links.shown(events, others)
    held = sending.held(people, request.person, now, incident)
    story = settle.story(events, ServicePolicy.book(request.person.newest_terms))
    starts = incident.hour_due_at is not None and policies.may("start", request.person, incident)
    return {
        "timeline": timeline(
            incident,
            events,
            people=people,
            story=story,
            only=asked.show,
            reader=request.person,
            others=others,
        ),
        "links": parts.besides(tied),
        "is_merged": any(event.kind == Event.Kind.MERGED for event in events),
        "parts": parts.shown(tied),
        "wanted": callbacks.of_request(incident, request.person),
        "first_unread": _first_unread(incident, events, request.person),
        "shown": _shown(asked),
        "clocks": cards(incident, story, events, now),
        "seen": sending.heard(events, held, request.person),
        "held": held,
        "checklist": checklists.standing(events),
        "way_around": _way_around(incident, events),
        "undo": checklists.just_dropped(events, request.person),
        "drafts": written.of(people, request.person),
        "people": people,
        "watchers": [one for one in people if getattr(one, "follows", False)],
        "nag": lacking(incident),
        "tempts": starts and _works_already(events, request.person),
    }


def _offered(
    request: Request,
    incident: Incident,
    asked: _Asked,
    people: list[Person],
    open_parts: list[Incident],
    refusal: tuple[str, Form] | None,
    begins: dict[str, written.Words],
) -> dict[str, Any]:
    """What can be done now, with what was refused a moment ago."""
    person, verb = request.person, refusal[0] if refusal else ""
    actions = policies.actions_for(person, incident)
    forms = doable.Forms(
        incident, actions, people, person, asked_once(request)(), refusal, begins, open_parts
    )
    folds = doable.folds(incident, forms, verb)
    return {
        "actions": actions,
        "forms": forms,
        "folds": [one for one in folds if one.verb not in doable.SELDOM | doable.IN_PLACE],
        "in_place": {one.verb: one for one in folds if one.verb in doable.IN_PLACE},
        "seldom": [one for one in folds if one.verb in doable.SELDOM],
        "opens_seldom": verb in doable.SELDOM,
        "clicks": doable.clicks(incident, actions, person),
        "refused": verb,
        "offers_start": _offers_start(incident, actions, verb),
        "adrift": refusal[1] if refusal and _is_adrift(verb, actions) else None,
        "again": doable.address(incident, verb) if verb in doable.OF_WHO_REPORTED and verb in actions else "",
        "tab": _tab(verb, asked.tab or next(iter(begins), ""), forms),
    }


def _first_unread(incident: Incident, events: list[Event], reader: Person) -> UUID | None:
    """The entry from which on everything is new to the reader; none when they were never here before."""
    looked = presence.last_looked(reader, incident)
    new = (event.pk for event in events if looked and event.at > looked and event.by_id != reader.pk)
    return next(new, None)


def _way_around(incident: Incident, events: list[Event]) -> Event | None:
    """The entry by which the workaround that stands was given."""
    if not incident.workaround_id:
        return None
    return next((event for event in events if event.comment_id == incident.workaround_id), None)


def _shown(asked: _Asked) -> list[dict[str, Any]]:
    """The filters of the timeline, as links."""
    rest = f"&from={asked.view}" if asked.view else ""
    return [
        {"label": label, "url": f"?show={name}{rest}", "active": name == asked.show}
        for name, (label, _kinds) in FILTERS.items()
    ]


def _tab(refused: str, asked: str, forms: doable.Forms) -> str:
    """The tab of the composer that is open."""
    wanted = "reply" if refused == "wait" else refused or asked
    able = [tab for tab in doable.TABS if tab in forms]
    return wanted if wanted in able else (able[0] if able else "")


def _works_already(events: list[Event], person: Person) -> bool:
    """Whether this agent has noted or called since the hour began, without having started work."""
    return any(event.by_id == person.pk and event.kind in ("noted", "call_logged") for event in events)


def _is_adrift(verb: str, actions: list[str]) -> bool:
    """Whether what was refused has no place of its own on the page: a single click, or a start too late."""
    alone = {"release", "resume", "undo"} | doable.OF_WHO_REPORTED | policies.UPON_A_STEP
    return verb in alone or (verb == "start" and "start" not in actions)


def _offers_start(incident: Incident, actions: list[str], refused: str) -> bool:
    """Whether the page puts *Start work* first: nobody has begun, or an hour waits for it."""
    begins = incident.status in (Status.NEW, Status.REOPENED) or incident.hour_due_at is not None
    return "start" in actions and (begins or incident.agent_id is None or refused == "start")
