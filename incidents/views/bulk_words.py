"""The same words to many customers: a page to write them on, and their way through the held replies."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from helpdesk.lib.dates import end_of_local_day
from helpdesk.lib.http import Request, answer, see_other
from incidents import bulk, parts
from incidents.forms.bulk import BulkResolveForm, BulkWaitForm, BulkWordsForm
from incidents.models import LIFE, Bulk, Incident
from incidents.obstacles import obstacle
from incidents.views.beats import to_queue
from incidents.views.bulk import another_page, answered


@require_http_methods(["GET", "POST"])
def bulk_resolve(request: Request) -> HttpResponse:
    """Says to all that are ticked what was done."""
    form = _form(request, BulkResolveForm)
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    result = bulk.resolve(
        form.incidents, said["text"], code=said["code"], stood=form.stood, by=request.person
    )
    n = len(result.done)
    done = ngettext("%(n)s request is resolved.", "%(n)s requests are resolved.", n) % {"n": n}
    return answered(request, result, _soon(result) or done)


@require_http_methods(["GET", "POST"])
def bulk_wait(request: Request) -> HttpResponse:
    """Asks all that are ticked the same, and waits until the end of a day."""
    form = _form(request, BulkWaitForm)
    if not form.is_valid():
        return _page(request, form)
    text, day = form.cleaned_data["text"], form.cleaned_data["until"]
    until = end_of_local_day(day, timezone.get_current_timezone_name())
    result = bulk.wait(
        form.incidents, text, until=until, day=day.isoformat(), stood=form.stood, by=request.person
    )
    n = len(result.done)
    done = ngettext("%(n)s request waits for its customer.", "%(n)s requests wait for their customers.", n)
    return answered(request, result, _soon(result) or done % {"n": n})


def _form(request: Request, kind: type[BulkWordsForm]) -> Any:
    """What was written; or what was taken back a moment ago, to be written anew."""
    if request.method == "POST" and "text" in request.POST:
        return kind(request.POST, person=request.person)
    form = kind(person=request.person)
    form.data = request.POST if request.method == "POST" else request.GET
    if again := _taken_back(request, kind.verb):
        chosen = Incident.objects.visible_to(request.person).filter(pk__in=again.taken_back)
        form.data = QueryDict(urlencode({"number": [one.reference for one in chosen]}, doseq=True))
        form.initial = again.words
    return form


def _taken_back(request: Request, verb: str) -> Bulk | None:
    try:
        pk = UUID(request.GET.get("again", ""))
    except ValueError:
        return None
    return Bulk.objects.filter(pk=pk, by=request.person, verb=verb, undone_at__isnull=False).first()


def _page(request: Request, form: Any) -> HttpResponse:
    """The page to write on: who reads it, and who is left out and why."""
    address = reverse(f"incidents:bulk_{form.verb}")
    back = to_queue(request) or _way_back(request)
    if request.method == "POST" and not form.is_bound:
        asked = [("number", one.reference) for one in form.incidents] + [("back", back)]
        url = f"{address}?{urlencode(asked)}"
        return another_page(url) if request.htmx else see_other(request, url)
    unfit: dict[str, list[str]] = {}
    chosen = []
    every = sorted({*form.incidents, *form.left_out}, key=lambda one: one.pk)
    wholes = parts.with_open_ones(every) if form.verb == "resolve" else set()
    for one in every:
        why = _unfit(one, form.verb) or (bulk.HAS_PARTS if one.pk in wholes else None)
        if why or one in form.left_out:
            unfit.setdefault(str(why or bulk.TOUCHED), []).append(one.reference)
        else:
            chosen.append(one)
    context = {
        "form": form,
        "verb": form.verb,
        "address": address,
        "chosen": chosen,
        "left_out": [(numbers, why) for why, numbers in unfit.items()],
        "back": back,
        "seconds": settings.REPLY_HOLD_SECONDS,
    }
    return answer(request, "incidents/bulk.html", context, status=422 if form.is_bound else 200)


def _unfit(one: Incident, verb: str) -> Any:
    """Why these words cannot be said to one of them; asked again when they are sent, and when they go out."""
    if one.is_critical or one.hour_due_at:
        return bulk.CRITICAL
    if not LIFE.possible(verb, one.status):
        return LIFE.refusal(verb, one.status)
    return obstacle(verb, one)


def _way_back(request: Request) -> str:
    queue, asked = reverse("incidents:queue"), request.GET.get("back", "")
    return asked if asked.startswith(f"{queue}?") else queue


def _soon(result: bulk.Result) -> str:
    """What is told while it can be undone."""
    if result.bulk is None:
        return ""
    n, seconds = len(result.done), settings.REPLY_HOLD_SECONDS
    said = ngettext(
        "It goes out to %(n)s request in %(s)s s; until then you can undo it.",
        "It goes out to %(n)s requests in %(s)s s; until then you can undo it.",
        n,
    )
    return str(said % {"n": n, "s": seconds})
