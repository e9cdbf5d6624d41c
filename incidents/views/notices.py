"""The list behind the bell, and the page on which somebody says how to be told of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents.desk import desk
from incidents.forms.notices import WishesForm
from incidents.in_words import clock_of
from incidents.letters.calls import FOR_AGENTS
from incidents.models import Notice
from incidents.notices import in_words
from incidents.views import freshness

A_PAGE = 30
# What the sentences name.
READ = (
    "event__by",
    "incident",
    "callback__person",
    "callback__asked_by",
    "callback__incident",
    "complaint_event__by",
    "complaint_event__complaint__complainant",
    "complaint_event__complaint__owner",
)


@require_GET
def notices(request: Request) -> HttpResponse:
    """Lists what somebody was told, newest first; an open page is told only what has changed."""
    asked = request.GET.get("page", "")
    page = min(int(asked), 10_000) if asked.isascii() and asked.isdigit() and asked != "0" else 1
    first = (max(1, page) - 1) * A_PAGE
    told = Notice.objects.visible_to(request.person).select_related(*READ)
    found = list(told.order_by("-at", "-id")[first : first + A_PAGE + 1])
    shown = found[:A_PAGE]
    tag = freshness.tag_of(request, page, [(str(one.pk), bool(one.read_at)) for one in shown])
    if freshness.has(request, tag):
        return freshness.nothing_new(tag)
    context = {
        "now": asked_once(request)(),
        "groups": _gathered(shown),
        "unread": request.person.unread,
        "here": request.get_full_path(),
        "ask": freshness.question(tag),
        "earlier": f"?page={page - 1}" if page > 1 else "",
        "later": f"?page={page + 1}" if len(found) > A_PAGE else "",
    }
    template, panel = "incidents/notices/notices.html", "incidents/notices/_notices.html"
    return freshness.tagged(answer(request, template, context, panel=panel), tag)


@dataclass
class Line:
    """One sentence; told several times in a day, it stands once, with how often and when last."""

    words: str
    url: str
    at: datetime
    unread: bool
    times: int = 1


@dataclass
class Group:
    """What was told of one request in one day, the newest first."""

    subject: str
    lines: list[Line]

    @property
    def unread(self) -> bool:
        """Whether something in it was not looked at yet."""
        return any(one.unread for one in self.lines)


def _gathered(notices: Iterable[Notice]) -> list[Group]:
    groups: dict[object, Group] = {}
    for one in notices:
        about = one.incident_id or one.complaint_id or one.callback_id
        subject = one.incident.subject if one.incident else ""
        group = groups.setdefault((about, localdate(one.at)), Group(subject, []))
        words, unread = in_words(one), one.read_at is None
        same = next((line for line in group.lines if line.words == words), None)
        if same is None:
            group.lines.append(Line(words, _entry(one), one.at, unread))
        else:
            same.times, same.unread = same.times + 1, same.unread or unread
    return list(groups.values())


def _entry(notice: Notice) -> str:
    """The entry of the timeline that it tells of."""
    if notice.callback:
        if notice.incident:
            return notice.incident.get_absolute_url()
        return reverse("incidents:calls" if notice.kind in FOR_AGENTS else "incidents:home")
    told: Any = notice.complaint_event or notice.event  # one of them, as the table demands
    about: Any = told.complaint if notice.complaint_event else notice.incident
    return f"{about.get_absolute_url()}#e{told.pk.hex}"


@require_POST
def read_notices(request: Request) -> HttpResponse:
    """Marks all of somebody's notices as read."""
    Notice.objects.filter(person=request.person).read(asked_once(request)())
    return see_other(request, reverse("incidents:notices"))


@require_http_methods(["GET", "POST"])
def notice_settings(request: Request) -> HttpResponse:
    """Asks and keeps how somebody wishes to be told of what."""
    form = WishesForm(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        form.keep()
        messages.success(request, _("Your choice is kept."))
        return see_other(request, reverse("incidents:notice_settings"))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "clock": clock_of(desk().time_zone)}
    return answer(request, "incidents/notices/settings.html", context, status=status)
