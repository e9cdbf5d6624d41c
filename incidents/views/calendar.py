"""Editing the calendar: what would move is shown first, and then it is saved for what begins from now on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from helpdesk.lib.dates import local_date
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui import moments
from helpdesk.ui.context import asked_once
from incidents import in_words, proposing, revising
from incidents.desk import desk
from incidents.forms.calendar import CalendarForm
from incidents.models import CalendarException, Holiday, ServicePolicy

SHOWN_AT_MOST = 200


@require_http_methods(["GET", "POST"])
def edit_calendar(request: Request) -> HttpResponse:
    """Shows the calendar, tries an edited one, and saves it once its consequences were seen."""
    form = _form(request)
    if request.method == "GET" or not form.is_valid():
        return _show(request, form, status=422 if form.errors else 200)
    now, book, proposal = asked_once(request)(), ServicePolicy.book(), form.proposal
    edited = proposal.calendar(desk().time_zone, at=now)
    if edited == book.calendars[book.terms[-1].business]:
        form.add_error(None, _("This is the calendar as it is now: nothing would change."))
        return _show(request, form, status=422)
    moved = proposing.moves(book, edited, now)
    mark, said = proposing.mark(proposal, moved), form.cleaned_data
    if request.POST.get("do") != "save" or said["shown"] != mark:
        return _show(request, _form(request, shown=mark), moved=moved, tried=True)
    chosen = [one for one in moved if one.key in said["move"]]
    if chosen and not said["move_reason"].strip():
        form.add_error("move_reason", _("Say why these goals move: the customers of the requests read it."))
        return _show(request, form, moved=moved, tried=True, status=422)
    try:
        version = revising.edit_calendar(
            proposal, seen=said["version"], reason=said["reason"], by=request.person
        )
    except NotNow as no:
        form.add_error(None, str(no.sentence))
        return _show(request, form, status=409)
    messages.success(request, _("The calendar is in force for what begins from now on."))
    _move(request, chosen, said["move_reason"], version)
    return see_other(request, reverse("incidents:policy"))


def _move(request: Request, chosen: list[proposing.Move], reason: str, version: ServicePolicy) -> None:
    """Moves the goals that were ticked, and says of how many requests."""
    if not chosen:
        return
    stayed = revising.reschedule(
        [(one.incident, (one.run.kind, one.run.generation)) for one in chosen],
        reason=reason,
        version=version.version,
        by=request.person,
    )
    n = len({one.incident.pk for one in chosen}) - len(stayed)
    said = ngettext("Goals of %(n)s request were moved.", "Goals of %(n)s requests were moved.", n)
    messages.success(request, said % {"n": n})
    if stayed:
        names = ", ".join(one.reference for one in stayed)
        messages.warning(
            request, _("These requests have changed meanwhile and stay: %(names)s") % {"names": names}
        )


def _form(request: Request, shown: str = "") -> CalendarForm:
    """The form over the calendar as it is, with what was written; `shown` is the mark of what was seen."""
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        if shown:
            data["shown"] = shown
    now, book = asked_once(request)(), ServicePolicy.book()
    terms = book.terms[-1]
    calendar = book.calendars[terms.business]
    year = local_date(now, calendar.zone).year
    holidays = [(row.day, row.name) for row in Holiday.objects.filter(day__year__gte=year)]
    filled = {day.year for day, _name in holidays}
    return CalendarForm(
        data,
        weekdays=in_words.open_days(calendar),
        holidays=[(day, f"{moments.full_day(day)} · {name}") for day, name in holidays],
        exceptions=[
            (
                row.day,
                " · ".join([moments.full_day(row.day), in_words.hours(row.hours) or _("closed"), row.reason]),
            )
            for row in CalendarException.objects.filter(day__year__gte=year)
        ],
        years=[wanted for wanted in range(year, year + 4) if wanted not in filled],
        initial={"version": terms.version, "shorten_eves": bool(calendar.short_days)},
    )


def _show(
    request: Request,
    form: CalendarForm,
    *,
    moved: list[proposing.Move] | None = None,
    tried: bool = False,
    status: int = 200,
) -> HttpResponse:
    found = moved or []
    context: dict[str, Any] = {
        "form": form,
        "tried": tried,
        "moved": found[:SHOWN_AT_MOST],
        "more": max(0, len(found) - SHOWN_AT_MOST),
        "count": len(found),
        "ticked": request.POST.getlist("move"),
    }
    return answer(request, "incidents/policy/calendar.html", context, status=status)
