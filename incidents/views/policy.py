"""The service policy: what is promised and aimed for here, in words; and its change by an operator admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.lib.calendars import Calendar
from helpdesk.lib.dates import local_date
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from incidents import in_words, revising
from incidents.forms.policy import PolicyForm
from incidents.models import CalendarException, Holiday, ServicePolicy


@require_GET
def policy(request: Request) -> HttpResponse:
    """Shows what each level means here, when the help desk is open, and since when."""
    now, book = asked_once(request)(), ServicePolicy.book()
    versions = list(ServicePolicy.objects.select_related("by").order_by("version"))
    calendar = book.calendars[book.now(now).business]
    year = local_date(now, calendar.zone).year
    context = {
        "now": now,
        "levels": in_words.levels(book, versions, now),
        "week": [(name, in_words.hours(written)) for name, written in in_words.open_days(calendar)],
        "clock": in_words.clock_of(calendar.zone.key),
        "shortens": bool(calendar.short_days),
        "years": _holidays(calendar, year),
        "exceptions": [
            {"day": row.day, "hours": in_words.hours(row.hours), "reason": row.reason}
            for row in CalendarException.objects.filter(day__year__gte=year)
        ],
        "versions": [version for version in reversed(versions) if version.valid_from <= now],
        "may_edit": request.user.is_operator_admin,
        "may_ask": request.entry is not None and request.entry.is_manager,
    }
    return answer(request, "incidents/policy/policy.html", context)


@require_http_methods(["GET", "POST"])
def revise_policy(request: Request) -> HttpResponse:
    """Writes the next version of the goals, with the reason for it; clocks that run keep their own."""
    latest = ServicePolicy.objects.order_by("version").last()
    if latest is None:  # every help desk is made with its terms
        raise RuntimeError("A help desk without terms.")
    goals = ServicePolicy.book().terms[-1].goals
    form = PolicyForm(request.POST or None, goals=goals, initial={"version": latest.version})
    if request.method == "POST" and form.is_valid():
        try:
            revising.revise_goals(
                form.goals,
                seen=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                by=request.person,
            )
        except NotNow as no:
            form.add_error(None, str(no.sentence))
        else:
            messages.success(request, _("The new terms are in force for what begins from now on."))
            return see_other(request, reverse("incidents:policy"))
    return answer(request, "incidents/policy/revise.html", {"form": form}, status=422 if form.errors else 200)


def _holidays(calendar: Calendar, year: int) -> list[tuple[int, list[Any]]]:
    """The days off of this year and the next, by the calendar in force; the table knows their names."""
    named = {row.day: row for row in Holiday.objects.filter(day__year__in=(year, year + 1))}
    return [
        (
            wanted,
            [
                {"day": day, "name": named[day].name if day in named else ""}
                for day in sorted(calendar.days_off)
                if day.year == wanted
            ],
        )
        for wanted in (year, year + 1)
    ]
