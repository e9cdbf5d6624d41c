"""The rows of the queue, in Python: as a template they took longer than all the rest of the page.

Whatever a person wrote is escaped by `esc`; all the rest are our own words and signs.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from helpdesk.lib.calendars import Calendar
from helpdesk.ui import hot
from helpdesk.ui.hot import esc
from incidents import call_times
from incidents.models import Rank
from incidents.presence import Present
from incidents.views.due import Due
from incidents.views.lines import Line

SAID = hot.mark("said")
CSS = {
    (False, False): "",
    (True, False): ' class="is-critical"',
    (False, True): ' class="is-new"',
    (True, True): ' class="is-critical is-new"',
}
START = 'data-key="s" aria-keyshortcuts="s"'
LONG = 50  # letters of a subject; the compact list may cut a longer one off, which then stands whole on hover
CALL_MARK = '<span aria-hidden="true">☎</span>'
TAKE = 'hx-target="#panel" hx-swap="innerHTML" data-key="i" aria-keyshortcuts="i"'


def _words() -> dict[str, str]:
    """The words that stand in every row, looked up once for all of them."""
    said = {
        "news": _("New since you looked"),
        "spoke_last": _("The customer spoke last"),
        "nobody": _("Nobody"),
        "start_work": _("Start work"),
        "take_it": _("Take it"),
        "last_word": _("Last word"),
        "not_sent": _("Not sent: your words wait there"),
        "select": _("Select %(number)s"),
        "call": _("Call %(when)s"),
        "call_late": _("Call %(when)s: late"),
        "steps": _("%(n)s of %(all)s steps"),
        "workaround_given": _("Workaround given"),
        "workaround_works": _("The workaround works"),
    }
    return {name: esc(text) for name, text in said.items()}


@dataclass
class Table:
    """The requests of one page of the queue, as one reader sees them at one moment."""

    now: datetime
    business: Calendar
    view: str
    me: UUID
    may_start: bool
    may_tick: bool
    csrf_token: str
    words: dict[str, str] = field(default_factory=_words)

    def rows(self, page: list[Line], company: list[list[Present]], news: list[bool]) -> SafeString:
        """All rows; with each request the colleagues who have it open, and whether the reader knows it."""
        return mark_safe(  # noqa: S308 - put together of escaped parts below
            "".join(self.row(*each) for each in zip(page, company, news, strict=True))
        )

    def row(self, one: Line, readers: list[Present], is_new: bool) -> str:
        """One request as a line of the list."""
        number = one.reference
        changed = one.changed_at.isoformat() if one.changed_at else ""
        css = CSS[one.rank < Rank.EASED, is_new]
        return (
            f'<tr data-row{_alarm(one, number)} data-at="{changed}" id="{number}"{css}>\n'
            f"  {self._tick(number)}\n"
            f'  <td class="wide">{self._subject(one, number, readers, is_new)}</td>\n'
            f"  <td>{hot.impact(one.impact)}</td>\n"
            f"  <td>{hot.status(one.status)}</td>\n"
            f'  <td class="due">{Due(one, self.now, self.business).cell}</td>\n'
            f'  <td class="agent">{self._agent(one)}{self._take(one)}</td>\n'
            f'  <td class="meta nowrap" data-label="{self.words["last_word"]}">'
            f"{self._last_word(one)}</td>\n</tr>\n"
        )

    def _tick(self, number: str) -> str:
        if not self.may_tick:
            return ""
        return (
            '<td class="tick"><input class="form-check-input" type="checkbox" name="number"'
            f' value="{number}" form="bulk" aria-label="{self.words["select"] % {"number": number}}"></td>'
        )

    def _subject(self, one: Line, number: str, readers: list[Present], is_new: bool) -> str:
        """What it is called, who has it open, whose it is and what it is about."""
        dot, said = "", self.words["news"]
        if is_new:
            dot = f'<span class="unread" title="{said}"></span><span class="visually-hidden">{said}: </span>'
        meta = f"{number} · {esc(one.requester__name)}"
        if one.workaround_given_at and one.is_open:
            eased = "workaround_works" if one.workaround_confirmed_at else "workaround_given"
            meta = f"<b>{self.words[eased]}</b> · {meta}"
        if one.unsent:
            meta = f"<b>{self.words['not_sent']}</b> · {meta}"
        if one.product_name:
            meta += f" · {esc(one.product_name)}"
            meta += f" {esc(one.product_version)}" if one.product_version else ""
        if one.steps:
            steps = {"n": one.steps_ticked, "all": one.steps}
            meta += f" · {self.words['steps'] % steps}"
        call = self._call(one, one.call_wanted_at) if one.call_wanted_at else ""
        subject = esc(one.subject)
        whole = f' title="{subject}"' if len(one.subject) > LONG else ""
        return (
            f'<span class="new">{dot}</span><a class="subject" href="{self._page(one)}" data-open{whole}>'
            f'{subject}</a>{_readers(readers)}{call}<div class="meta">{meta}</div>'
        )

    def _last_word(self, one: Line) -> str:
        """How old the customer's last word is, marked while it waits for ours."""
        heard, said = one.last_customer_word_at, self.words["spoke_last"]
        if heard is None:
            return ""
        word = str(hot.moment(heard, self.now))
        if not customer_spoke_last(one):
            return word
        hidden = f'<span class="visually-hidden">{said}: </span>'
        return f'<span class="owed" title="{said}">{SAID}{hidden}{word}</span>'

    def _call(self, one: Line, at: datetime) -> str:
        """That somebody waits for a call, and when we aim to make it."""
        said = {"when": esc(call_times.in_words(at, self.now, soon=one.call_soon))}
        late = call_times.is_late(at, self.now, soon=one.call_soon)
        words = self.words["call_late" if late else "call"] % said
        return f'<div class="meta"><b>{CALL_MARK} {words}</b></div>'

    def _page(self, one: Line) -> str:
        return f"{one.address}?from={self.view}"

    def _agent(self, one: Line) -> str:
        """Who has it; for whom nobody has, the way to begin."""
        name = esc(one.agent__name or "")
        if one.hour_due_at and self.may_start:
            start = get_template("incidents/_start.html").render(
                {"one": one, "tone": "btn-primary btn-sm", "csrf_token": self.csrf_token}
            )
            return start + (f'<div class="meta">{name}</div>' if name else "")
        if one.agent__name:
            letters = hot.avatar(one.agent__name, size="s")
            return f'<span class="who" title="{name}">{letters}<span>{name}</span></span>'
        nobody = f'<span class="meta">{self.words["nobody"]}</span>'
        if not self.may_start or not one.is_open:
            return nobody
        return (
            f'<span class="nobody">{nobody}<a class="btn btn-sm" href="{self._page(one)}#start-line" {START}>'
            f"{self.words['start_work']}</a></span>"
        )

    def _take(self, one: Line) -> str:
        if not self.may_start or not one.is_open or one.agent_id == self.me:
            return ""
        where = f"{one.address}assign/"
        return (
            f'<button class="btn btn-sm visually-hidden-focusable" form="take" formaction="{where}"'
            f' hx-post="{where}" {TAKE}>{self.words["take_it"]}</button>'
        )


def customer_spoke_last(one: Line) -> bool:
    """Whether the last word is the customer's, and waits for ours."""
    heard, spoke = one.last_customer_word_at, one.last_agent_word_at
    return one.is_open and heard is not None and (spoke is None or heard > spoke)


def _alarm(one: Line, number: str) -> str:
    if one.rank != Rank.NOT_STARTED:
        return ""
    hour = int(one.hour_due_at.timestamp()) if one.hour_due_at else ""
    return f' data-alarm="{number}" data-hour="{hour}"'


def _readers(readers: list[Present]) -> str:
    if not readers:
        return '<span class="readers"></span>'
    return str(get_template("incidents/_readers.html").render({"readers": readers}))
