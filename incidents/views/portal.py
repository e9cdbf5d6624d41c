"""What customers see: home, their requests, and one request step by step."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from helpdesk.ui import moments
from helpdesk.ui.context import asked_once
from incidents import agenda, contacts, links, outcomes, parts, policies, settle
from incidents.complaints.standing import about_it
from incidents.forms import answers, desk
from incidents.forms.marks import EFFECTS_ASKED, words_of
from incidents.models import Complaint, Draft, Event, Incident, Person, ServicePolicy
from incidents.models.lifecycle import OPEN, Status
from incidents.models.policy import Book
from incidents.notices import seen
from incidents.promises import is_worked_on_around_the_clock, meanings
from incidents.standing import standing, steps, why
from incidents.views import callbacks, following, freshness, reached, written
from incidents.views.clocks import cards
from incidents.views.references import load
from incidents.views.timeline import Entry, ids_named, timeline

A_PAGE = 25
# What of a request can change before the eyes of a customer, beside its timeline.
SEEN = (
    *("status", "impact", "subject", "agent_id", "hour_due_at", "next_word_due_at", "waiting_until"),
    *contacts.ASKED,
)
FORMS: dict[str, type[desk.DeskForm]] = {
    "customer_reply": answers.CustomerReplyForm,
    "confirm": answers.ConfirmForm,
    "still_fails": answers.StillFailsForm,
    "fail_workaround": answers.FailWorkaroundForm,
    "reclassify": answers.RaiseForm,
    "cancel": answers.NoLongerNeededForm,
    "reopen": answers.ReopenedForm,
    "rate": answers.RateForm,
}
# Inside matters that say nothing to a customer although they are no secret.
UNSAID = frozenset({Event.Kind.RESUMED, Event.Kind.CONTACTS_GIVEN})


@require_GET
def home(request: Request) -> HttpResponse:
    """Shows what waits for the customer, what is open, and what each level means now."""
    now = clock.now()
    unfinished = list(
        Incident.objects.visible_to(request.person).unfinished().with_people().in_queue_order()[:100]
    )
    book, me = ServicePolicy.book(request.person.newest_terms), request.person.pk
    rows = [{"incident": one, "standing": standing(one, now, request.person)} for one in unfinished]
    waiting = [row for row in rows if row["standing"].waits_for_customer]
    answered = list(
        Complaint.objects.visible_to(request.person).answered().with_people().order_by("number")[:20]
    )
    context = {
        "now": now,
        "waiting": [row for row in waiting if row["incident"].requester_id == me],
        "complaints": [one for one in answered if one.complainant_id == me],
        # A manager may answer for a colleague, and is not told that it is theirs to answer.
        "of_others": [row for row in waiting if row["incident"].requester_id != me],
        "complaints_of_others": [one for one in answered if one.complainant_id != me],
        "rows": [row for row in rows if not row["standing"].waits_for_customer],
        "wanted": callbacks.of_person(request.person),
        "meanings": meanings(book, now),
        "around_the_clock": any(is_worked_on_around_the_clock(one, book, now) for one in unfinished),
    }
    return answer(request, "incidents/portal/home.html", context)


@require_GET
def requests(request: Request) -> HttpResponse:
    """Lists every request the customer may see, open and closed, newest first."""
    if wanted := request.GET.get("q", "").strip():
        return see_other(request, f"{reverse('incidents:search')}?{urlencode({'q': wanted})}")
    now = clock.now()
    found = Incident.objects.visible_to(request.person).with_people().order_by("-number")
    if request.GET.get("show") == "open":
        found = found.filter(status__in=[*OPEN, Status.RESOLVED])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    book = ServicePolicy.book(request.person.newest_terms)
    context = {
        "now": now,
        "around_the_clock": any(is_worked_on_around_the_clock(one, book, now) for one in page),
        "rows": [{"incident": one, "standing": standing(one, now, request.person)} for one in page],
        "page": page,
        "show": request.GET.get("show", ""),
    }
    return answer(request, "incidents/portal/requests.html", context)


@require_GET
def incident(request: Request, number: str) -> HttpResponse:
    """Shows one request: where it stands, who is on it, when the next word comes."""
    found = load(request.person, number)
    if number != found.reference:
        return see_other(request, f"/incidents/{found.reference}/")
    seen(request, found)
    return page(request, found)


def refused(request: Request, incident: Incident, verb: str, form: Form, status: int) -> HttpResponse:
    """The same page, with what was typed and the sentence that says why it was not done."""
    return page(request, incident, verb=verb, form=form, status=status)


def page(
    request: Request, incident: Incident, *, verb: str = "", form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Draws the request for the customer, without any inside matter; a page up to date is only told so."""
    now = asked_once(request)()
    every = list(incident.events.in_order().select_related("by", "comment"))
    book = ServicePolicy.book(request.person.newest_terms)
    story = settle.story(every, book)
    others = links.others(every, incident, request.person)
    tied = links.shown(every, others)
    shown = [
        event
        for event in every
        if not (event.is_internal or event.kind in UNSAID or links.is_hidden(event, others))
    ]
    tag = _tag(request, incident, shown, tied, now)
    if form is None and freshness.has(request, tag):
        return freshness.nothing_new(tag)
    people = _people(incident, shown, request.person)
    kept = written.of(people, request.person)["customer_reply"]
    came_to = outcomes.along(shown)
    actions = policies.actions_for(request.person, incident)
    forms = _forms(actions, incident, verb, form, kept.words if kept else {})
    context = {
        "incident": incident,
        "now": now,
        "ask": freshness.question(tag),
        "actions": actions,
        "forms": forms,
        "draft": kept,
        "page_mark": written.new_page(),
        "refused": verb,
        "standing": standing(incident, now, request.person),
        "steps": steps(every, incident),
        "started": _last(Event.Kind.STARTED, shown),
        "question": _last(Event.Kind.WAITED, shown) if incident.status == Status.WAITING else None,
        "waits_to": incident.waiting_until and moments.last_day(incident.waiting_until),
        "solution": _last(Event.Kind.RESOLVED, shown),
        "outcome": outcomes.of(incident.resolution_code),
        "closes_on": _closes_on(incident, book),
        # Only what this reader sees is named and linked as the beginning of a stretch of time.
        "spans": cards(incident, story, shown, now, to_company=True)["every"],
        "promises": [run for run in story.runs if run.promise],
        "timeline": [
            (one, _drawn(one), came_to.get(one.event.pk))
            for one in timeline(
                incident, shown, people=people, story=story, reader=request.person, others=others
            )
        ],
        "links": parts.besides(tied),
        "parts": parts.shown(tied),
        "wanted": callbacks.of_request(incident, request.person),
        "complained": about_it(incident),
        "goes_on_in": others.get(str(incident.duplicate_of_id)),
        "is_open": incident.status in OPEN,
        **_raising(forms["reclassify"], incident, book, now),
        "around_the_clock": is_worked_on_around_the_clock(incident, book, now),
        "ticked": words_of(incident.marks),
        "why": why(incident, [run for run in story.runs if run.promise and not run.is_over], now),
        "followers": following.following(request.person, incident),
        "me": request.person.pk,
        "reached": reached.reached(incident, every, actions, form if verb == "give_contacts" else None),
    }
    template, panel = "incidents/portal/incident.html", "incidents/portal/_incident.html"
    return freshness.tagged(answer(request, template, context, panel=panel, status=status), tag)


def _tag(
    request: Request, incident: Incident, shown: list[Event], tied: list[dict[str, Any]], now: datetime
) -> str:
    """The state of what a customer sees: an inside matter must not even be seen to have happened."""
    stands = [*(getattr(incident, name) for name in SEEN), about_it(incident)]
    said = [(one.pk, one.comment.redacted_at if one.comment else None) for one in shown]
    others = [(one["other"].pk, one["other"].subject, one["other"].status) for one in tied]
    return freshness.tag_of(request, incident.pk, stands, said, others, timezone.localdate(now))


def _people(incident: Incident, shown: list[Event], reader: Person) -> list[Person]:
    """Whoever the entries name, and the reader with what they have begun to write; in one statement."""
    begun = Draft.objects.within(incident, reader)
    return list(Person.objects.annotate(begun=begun).filter(pk__in=[*ids_named(shown), reader.pk]))


def _drawn(entry: Entry) -> list[str]:
    """An entry in the words of customers, where they differ from those of the desk."""
    return [f"incidents/portal/events/{entry.event.kind}.html", entry.template]


def _closes_on(incident: Incident, book: Book) -> str:
    """The day on which what is solved closes by itself where nobody answers."""
    if incident.status != Status.RESOLVED or incident.resolved_at is None:
        return ""
    return moments.day(agenda.closes_at(incident.resolved_at, book))


def _last(kind: Event.Kind, shown: list[Event]) -> Event | None:
    """The newest entry of a kind that the customer sees."""
    return next((event for event in reversed(shown) if event.kind == kind), None)


def _forms(
    actions: list[str], incident: Incident, verb: str, form: Form | None, begun: written.Words
) -> dict[str, Form | None]:
    """The forms of what the customer can do now, with what they began to write; the refused one as sent."""
    forms: dict[str, Form] = {name: make(initial=_initial(name, incident)) for name, make in FORMS.items()}
    forms["customer_reply"] = answers.CustomerReplyForm(initial=begun)
    for one in forms.values():
        if isinstance(one, answers.AfterAnOutcome):
            one.asks_after(outcomes.of(incident.resolution_code))
    if form is not None:
        forms[verb] = form
    if incident.status == Status.WAITING:
        forms["customer_reply"]["text"].label = _("Your answer")
    # What cannot be done now has no form, so that templates may ask for any of them.
    return {name: one if name in actions or name == verb else None for name, one in forms.items()}


def _raising(form: Form | None, incident: Incident, book: Book, now: datetime) -> dict[str, Any]:
    """What a graver level would mean from now on, beside the ticks that make it."""
    if form is None or incident.is_critical:
        return {}
    critical = [one for one in meanings(book, now) if one.is_promise]
    return {"effects": EFFECTS_ASKED, "raised": form["marks"].value() or [], "raises": critical}


def _initial(verb: str, incident: Incident) -> dict[str, Any]:
    return {"marks": incident.marks} if verb == "reclassify" else {}
