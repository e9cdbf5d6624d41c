"""The views of the queue, what each of them holds, and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.lib.compiled import compiled
from helpdesk.lib.dates import end_of_local_day
from incidents.models import OPEN, Incident, Person, Rank, Status
from incidents.views import whose
from incidents.views.whose import NOBODY, Whose

PAGE = 25
UNSTARTED = Q(rank=Rank.NOT_STARTED)
IS_OPEN = Q(status__in=sorted(OPEN))
OVER = (Status.CANCELLED, Status.CLOSED)
LABELS: dict[str, tuple[Any, Any]] = {
    "open": (pgettext_lazy("view", "Open"), _("Open requests")),
    "critical": (pgettext_lazy("view", "Critical"), _("Critical requests")),
    "mine": (pgettext_lazy("view", "Mine"), _("My requests")),
    "unassigned": (pgettext_lazy("view", "Unassigned"), _("Requests that nobody has")),
    "waiting": (pgettext_lazy("view", "Waiting on customer"), _("Waiting on customer")),
    "due_today": (pgettext_lazy("view", "Due today"), _("Due today")),
    "breached": (pgettext_lazy("view", "Breached"), _("Broken promises and missed goals")),
    "resolved": (pgettext_lazy("view", "Resolved, unconfirmed"), _("Resolved, not confirmed yet")),
    "closed": (pgettext_lazy("view", "Closed"), _("Closed and cancelled requests")),
}
# What a view can hold; any other holds open requests.
STATUSES = {"waiting": (Status.WAITING,), "resolved": (Status.RESOLVED,), "closed": OVER}
GROUPED = ("open", "waiting", "resolved")  # their numbers are told by whole groups of what is counted
SORTS: dict[str, Any] = {
    "due": _("Next due"),
    "newest": _("Newest"),
    "oldest": _("Oldest"),
    "quiet": _("Longest without a word"),
}


@dataclass(frozen=True)
class Choice:
    """What the address asks of the queue."""

    view: str = "open"
    products: tuple[str, ...] = ()
    impacts: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    requester: str = ""
    sort: str = "due"
    page: int = 1
    words: str = ""

    @classmethod
    def of(cls, asked: Any) -> "Choice":
        """Reads the address; what it does not know, it leaves aside."""
        page, words = asked.get("page", "1"), asked.get("q", "").strip()[:100]
        view = asked.get("view") if asked.get("view") in LABELS else "open"
        return cls(
            view=view,
            products=tuple(dict.fromkeys(asked.getlist("product"))),
            impacts=tuple(i for i in Incident.Impact.values if i in asked.getlist("impact")),
            statuses=tuple(s for s in held(view, words) if s in asked.getlist("status")),
            agents=whose.agents_in(asked),
            requester=whose.requester_in(asked),
            sort=asked.get("sort") if asked.get("sort") in SORTS else "due",
            page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
            words=words,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything beside the view is asked for."""
        return bool(
            self.products or self.impacts or self.statuses or self.agents or self.requester or self.words
        )

    @property
    def is_over(self) -> bool:
        """Whether it lists what is closed or cancelled; words look everywhere, whatever the view."""
        return self.view == "closed" and not self.words

    @property
    def is_counted(self) -> bool:
        """Whether it is known how many there are: of what has piled up for years it is not asked."""
        return bool(self.words) or not (self.is_over or self.requester)

    @property
    def nobody(self) -> bool:
        """Whether what nobody has is among what is chosen."""
        return NOBODY in self.agents

    def people(self, reader: UUID) -> Whose:
        """The agents and the requester by whom the list is narrowed."""
        return whose.of(self.agents, self.requester, reader)

    @property
    def shape(self) -> "Choice":
        """The same without people and page: what decides the form of the question."""
        return replace(self, agents=(NOBODY,) * self.nobody, requester="", page=1)

    def filters(self, people: Whose) -> Q:
        """What the filters let through."""
        wanted = people.has(nobody=self.nobody)
        if self.products:
            wanted &= Q(product_name__in=self.products)
        if self.impacts:
            wanted &= Q(impact__in=self.impacts)
        if self.statuses:
            wanted &= Q(status__in=self.statuses)
        return wanted


def held(view: str, words: str = "") -> tuple[Status, ...]:
    """The statuses that a view can hold; words look everywhere."""
    return tuple(Status) if words else STATUSES.get(view, tuple(one for one in Status if one in OPEN))


def today_ends(now: datetime) -> datetime:
    """The midnight that ends the reader's day."""
    return end_of_local_day(timezone.localtime(now).date(), timezone.get_current_timezone_name())


def views(person: Person, now: datetime, midnight: datetime) -> dict[str, Q]:
    """What belongs to each view."""
    some = {name: IS_OPEN & what for name, what in _some(person, now, midnight).items()}
    return some | {
        "open": IS_OPEN,
        "critical": IS_OPEN & (UNSTARTED | Q(impact="critical")),
        "waiting": Q(status=Status.WAITING),
        "resolved": Q(status=Status.RESOLVED),
        "closed": Q(status__in=OVER),
    }


def _some(person: Person, now: datetime, midnight: datetime) -> dict[str, Q]:
    """What the views that hold some of the open requests of a group hold of them."""
    return {
        "mine": Q(agent=person),
        "unassigned": Q(agent=None),
        "due_today": Q(next_due_at__lt=midnight) & ~Q(next_due_kind="waiting"),
        # Whatever its row says is late, silence and a call that was not made among it, written down yet or
        # not; and what was broken once. Only the customer's answer is never late.
        "breached": Q(broken_at__isnull=False) | Q(next_due_at__lt=now) & ~Q(next_due_kind="waiting"),
    }


@dataclass(frozen=True)
class Counts:
    """How many there are in each view, by product, impact and status."""

    groups: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person, now: datetime, choice: Choice | None = None) -> "Counts":
        """Counts everything that is not over, in one statement; and what is chosen, where that is less."""
        choice = choice or Choice()
        asked = choice.view if choice.agents or choice.view not in GROUPED else ""
        groups = _counted(
            person.pk,
            now,
            today_ends(now),
            choice.people(person.pk).agents,
            nobody=choice.nobody,
            view=asked if choice.is_counted else "",
        )
        return cls([_by_view(group, choice.view) for group in groups])

    def chosen(self, choice: Choice) -> dict[str, int]:
        """How many the address asks for, and how many of these are critical and breached.

        What the side counts as critical is critical here: an hour that runs on is, whatever the level by now.
        """
        groups = [group for group in self.groups if _passes(group, choice)]
        return {
            "all": sum(group["chosen"] for group in groups),
            "critical": sum(
                group["chosen" if group["impact"] == "critical" else "chosen_unstarted"] for group in groups
            ),
            "breached": sum(group["chosen_breached"] for group in groups),
        }

    def total(self, view: str, choice: Choice | None = None) -> int:
        """How many a view holds, all or those that the filters let through."""
        return sum(group[f"in_{view}"] for group in self.groups if choice is None or _passes(group, choice))

    def by_product(self, view: str) -> list[tuple[str, int]]:
        """How many of a view belong to each product that has anything unfinished."""
        found: dict[str, int] = {}
        for group in self.groups:
            if group["product_name"]:
                found[group["product_name"]] = found.get(group["product_name"], 0) + group[f"in_{view}"]
        return sorted(found.items())


@compiled
def _counted(
    reader: UUID, now: datetime, midnight: datetime, agents: tuple[UUID, ...], *, nobody: bool, view: str
) -> Any:
    """One index holds all that is asked here, so no request is read. Whatever its group says of a request
    is not asked of each: that would take twice as long."""
    person = Person(id=reader)
    some = {"unstarted": UNSTARTED} | _some(person, now, midnight)
    each = {f"in_{name}": Count("status", filter=what) for name, what in some.items()}
    if view:
        chosen = views(person, now, midnight)[view] & Whose(agents).has(nobody=nobody)
        each["chosen"] = Count("status", filter=chosen)
        each["chosen_unstarted"] = Count("status", filter=chosen & UNSTARTED)
        each["chosen_breached"] = Count("status", filter=chosen & some["breached"])
    rows = Incident.objects.unfinished().order_by().values("product_name", "impact", "status")
    return rows.annotate(every=Count("*"), **each)


def _by_view(group: dict[str, Any], view: str) -> dict[str, Any]:
    """How many of a group each view holds: a group has one status and one impact."""
    every, unstarted = group["every"], group["in_unstarted"]
    rest = {
        "in_open": every,
        "in_critical": every if group["impact"] == "critical" else unstarted,
        "in_waiting": every if group["status"] == Status.WAITING else 0,
        "in_resolved": 0,
        "in_closed": 0,
    }
    if group["status"] not in OPEN:
        rest = dict.fromkeys(["in_unstarted", *(f"in_{name}" for name in LABELS)], 0) | {"in_resolved": every}
    found = group | rest
    here = found[f"in_{view}"]
    every = {f"chosen_{name}": found[f"in_{name}"] if here else 0 for name in ("unstarted", "breached")}
    return {"chosen": here} | every | found


def _passes(group: Mapping[str, Any], choice: Choice) -> bool:
    return (
        (not choice.products or group["product_name"] in choice.products)
        and (not choice.impacts or group["impact"] in choice.impacts)
        and (not choice.statuses or group["status"] in choice.statuses)
    )
