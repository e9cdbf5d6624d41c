"""The calls of a help desk, and a caller's report: registered as from the moment the call began."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from incidents.forms.calls import ReportCallForm
from incidents.forms.marks import EFFECTS_ASKED
from incidents.models import Call, Callback, Channel, Incident, Person
from incidents.models.call_life import BEGUN
from incidents.models.calls import CallQuerySet
from incidents.need import Unclear
from incidents.views import callbacks
from incidents.views.attached import take
from incidents.views.call import load
from incidents.views.refused import beside

PAGE = 25
LABELS: dict[str, Any] = {
    "all": pgettext_lazy("calls", "All"),
    "mine": pgettext_lazy("calls", "Mine"),
    "unfinished": gettext_lazy("Not finished"),
    "consultation": gettext_lazy("Consultation only"),
    "unanswered": gettext_lazy("No answer"),
    "discarded": gettext_lazy("Discarded"),
}


def shown(person: Person) -> dict[str, Q]:
    """What belongs to each view of the calls; a discarded one stands only among its like, and one that is not
    finished above the list."""
    counted, begun = ~Q(status=Call.Status.DISCARDED), Q(status__in=sorted(BEGUN))
    return {
        "all": counted & ~begun,
        "mine": counted & ~begun & Q(agent=person),
        "unfinished": begun,
        "consultation": Q(status=Call.Status.CONSULTATION),
        "unanswered": counted & Q(answered=False),
        "discarded": ~counted,
    }


def asked_for(request: Request) -> tuple[str, date | None]:
    """The view and the month that an address asks for."""
    view = request.GET.get("show", "")
    return view if view in LABELS else "all", parse_month(request.GET.get("month", ""))


def listed(person: Person, view: str, month: date | None) -> CallQuerySet:
    """The calls of a view, newest first."""
    wanted: CallQuerySet = Call.objects.with_people().filter(shown(person)[view])
    if month:
        wanted = wanted.filter(began_at__year=month.year, began_at__month=month.month)
    return wanted.order_by("-began_at", "-id")


@require_GET
def calls(request: Request) -> HttpResponse:
    """Lists the calls, newest first; those of which nobody has said what came of them stand above."""
    view, month = asked_for(request)
    wanted = listed(request.person, view, month)
    found, months = _counted(shown(request.person)[view], month)
    paginator = Paginator(wanted, PAGE)
    paginator.count = found
    page = paginator.get_page(request.GET.get("page"))
    begun = Call.objects.with_people().with_who_serves().begun().order_by("began_at")
    context = {
        "now": asked_once(request)(),
        "page": page,
        "view": view,
        "views": tabs(view, month),
        "month": month,
        "months": months,
        "wanted": callbacks.of_desk(request.person) if view in ("all", "mine") and page.number == 1 else [],
        "begun": [] if view == "unfinished" else list(begun[:PAGE]),
        "earlier": address(view, month, page.previous_page_number()) if page.has_previous() else "",
        "later": address(view, month, page.next_page_number()) if page.has_next() else "",
        "cleared": reverse("incidents:calls"),
        "export": {kind: address(view, month, name=f"calls_{kind}") for kind in ("csv", "xlsx")},
        "names": takers_out(page),
        "me": request.person.pk,
    }
    return answer(request, "incidents/calls/calls.html", context)


def tabs(view: str, month: date | None) -> list[dict[str, Any]]:
    """The views of the calls, and the calls that were asked for beside them."""
    views = [
        {"label": label, "url": address(name, month), "active": name == view}
        for name, label in LABELS.items()
    ]
    asked = {"label": pgettext("calls", "Asked for"), "url": reverse("incidents:asked_calls")}
    return [*views, asked | {"active": view == "asked"}]


def takers_out(calls: Iterable[Call | Callback]) -> dict[str, str]:
    """The names of those who took something out of these calls; no statement where nobody did."""
    ids = {one["by"] for call in calls for one in call.redactions}
    return {str(one.pk): one.name for one in Person.objects.filter(pk__in=ids)} if ids else {}


def address(view: str, month: date | None, page: int = 1, *, name: str = "calls") -> str:
    """The list of calls as chosen, or a download of it."""
    asked = {
        "show": "" if view == "all" else view,
        "month": month.strftime("%Y-%m") if month else "",
        "page": "" if page == 1 else page,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    path = reverse(f"incidents:{name}")
    return f"{path}?{query}" if query else path


def parse_month(written: str) -> date | None:
    """The month as an address names it, by its first day; None where it names none."""
    try:
        return parse_date(f"{written}-01")
    except ValueError:
        return None


def _counted(wanted: Q, month: date | None) -> tuple[int, list[date]]:
    """How many calls are listed, and the months in which there were any, newest first; in one statement."""
    if month:
        wanted &= Q(began_at__year=month.year, began_at__month=month.month)
    every = Call.objects.annotate(month=TruncMonth("began_at")).aggregate(
        found=Count("pk", filter=wanted), months=ArrayAgg("month", distinct=True)
    )
    return every["found"], [one.date() for one in sorted(every["months"] or [], reverse=True)[:36]]


@require_http_methods(["GET", "POST"])
def report_call(request: Request) -> HttpResponse:
    """Registers what a caller reports; the clocks start when the call began, not when it was typed in."""
    if request.tenant is None:
        raise Http404
    call = _begun(request)
    if call and (call.person is None or not call.is_begun):
        return see_other(request, call.get_absolute_url())
    now = asked_once(request)()
    people = list(Person.objects.filter(side=Person.Side.CUSTOMER).order_by("name")[:500]) if not call else []
    form = ReportCallForm(
        request.POST or None,
        tenant=request.tenant,
        people=people,
        call=call,
        writer=request.person,
        initial={"began_at": timezone.localtime(now), "caller": request.GET.get("caller", "")},
    )
    files, status = take(request, "report_call"), 200
    for sentence in files.refused:
        form.add_error(None, sentence)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                incident = _report(request.person, form, call, files.said["files"])
            except IntegrityError:
                # The same form once more: a second click, or Back and Send. It is one request.
                sent = Incident.objects.visible_to(request.person).filter(pk=form.cleaned_data["key"]).first()
                if sent is None:
                    raise
                return see_other(request, sent.get_absolute_url())
            except (NotNow, Unclear) as no:
                status = beside(form, no)
            else:
                files.let_go()
                messages.success(request, _("%(number)s is registered.") % {"number": incident.reference})
                return see_other(request, incident.get_absolute_url())
    if "channel" in form.fields:
        form.fields[
            "channel"
        ].required = True  # something is always chosen: the page does not call it optional
    context = {
        "form": form.asked(),
        "call": call,
        "people": people,
        "effects": EFFECTS_ASKED,
        "ticked": form["marks"].value() or [],
        "now": now,
        "spoken": now - call.began_at if call else None,
    }
    return answer(request, "incidents/report_call.html", context, status=status)


def _begun(request: Request) -> Call | None:
    """The call that becomes this request, where the form was reached from one."""
    asked = request.GET.get("call", "")
    if not asked:
        return None
    try:
        return load(UUID(asked))
    except ValueError:
        raise Http404 from None


@transaction.atomic
def _report(person: Person, form: ReportCallForm, call: Call | None, files: Collection[UUID]) -> Incident:
    said, requester = form.cleaned_data, form.requester()
    reach = [requester.name, requester.phone] if call else [said["caller"], said["reach"]]
    return Incident.report(
        said["subject"],
        said["text"],
        by=person,
        requester=requester,
        marks=said["marks"],
        kind=said["kind"],
        channel=said.get("channel") or Channel.PHONE,
        began_at=said.get("began_at"),
        minutes=said["minutes"] or 0,
        contact=" ".join(filter(None, reach))[:120],
        second_contact=said["second_contact"],
        access=said["access"],
        line=said["line"],
        key=said["key"],
        call=call,
        files=files,
        **form.chosen_product(),
    )
