"""What can be written and done on the page of a request as the desk works it."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from incidents.models import Incident
from incidents.templatetags.files import file_field
from incidents.views import doable, unread, untouched
from incidents.views.written import ONCE

register = template.Library()

TO_THE_CUSTOMER = frozenset({"resolve", "give_workaround"})  # acts that unfold, and say something to them


@register.simple_tag(takes_context=True)
def fold(context: Context, one: doable.Fold, in_place: bool = False) -> SafeString:
    """Shows an act that unfolds, in the list of acts or beside what it changes; refused, it is open."""
    files, opens = file_field(context, one.verb), context["refused"] == one.verb
    mark = context["page_mark"] if one.verb in ONCE else ""
    said = {"files": files, "left": _left(context["incident"], one.verb), "page_mark": mark}
    if one.verb in TO_THE_CUSTOMER:
        said["unread"] = unread.shown(context["incident"])
    return untouched.fold(one, context["forms"], in_place, opens=opens, **said, **_common(context))


@register.simple_tag(takes_context=True)
def giving(context: Context) -> SafeString:
    """Shows to whom the request can be given."""
    opens, gives_back = context["refused"] == "assign", "release" in context["clicks"]
    return untouched.giving(context["forms"], gives_back, opens=opens, **_common(context))


@register.simple_tag(takes_context=True)
def start_here(context: Context) -> SafeString:
    """Shows where work is started."""
    said = {"unread": unread.shown(context["incident"])}
    return untouched.start_here(context["forms"], **said, **_common(context))


@register.simple_tag(takes_context=True)
def steps_fold(context: Context) -> SafeString:
    """Shows where a checklist is added, or steps to the one that is there."""
    kept = context["drafts"]["add_steps"]
    said = {"page_mark": context["page_mark"], "begun": kept.words.get("steps", "") if kept else ""}
    return untouched.steps_fold(bool(context["checklist"].every), **said, **_common(context))


@register.simple_tag
def search_field(words: str = "") -> SafeString:
    """Shows where numbers and words are looked for, and where the keys lead."""
    return untouched.search_field(words=str(words))


@register.simple_tag(takes_context=True)
def unread_here(context: Context) -> SafeString:
    """Says that the requester cannot read what is written here, and where to call them."""
    return unread.shown(context["incident"])


@register.simple_tag(takes_context=True)
def composer(context: Context) -> SafeString:
    """Shows where replies, notes and calls are written."""
    if not context["tab"]:
        return SafeString("")
    forms, drafts = context["forms"], context["drafts"]
    panes = {verb: _pane(context, verb) if verb in forms else "" for verb in doable.TABS}
    drafted = tuple(verb for verb in doable.TABS if drafts[verb])
    of_the_company = not context["request"].person.is_agent
    return untouched.composer(context["tab"], drafted, of_the_company, **panes)


def _pane(context: Context, verb: str) -> SafeString:
    offers, preview = _offers(context, verb), context["preview"]
    looked_at = preview if preview and preview[0] == verb else None
    said = {"page_mark": context["page_mark"], "files": file_field(context, verb)}
    if verb == "reply":
        everybody = [context["incident"].requester, *context["watchers"]]
        first, *more = [one.name for one in everybody if one.can_read] or [""]
        said |= {"seen": str(context["seen"]), "name": first, "watchers": "".join(f", {one}" for one in more)}
        said["unread"] = unread.shown(context["incident"])
    draft = context["drafts"][verb]
    return untouched.pane(verb, context["forms"], offers, draft, looked_at, **said, **_common(context))


def _offers(context: Context, verb: str) -> tuple[str, ...]:
    """What may be done in the same step."""
    actions = context["actions"]
    if verb == "note":
        return ()
    starts = context["incident"].hour_due_at is not None and "start" in actions
    if verb == "log_call":
        return ("line",) * starts + ("answers",) * ("resume" in actions)
    speaks = any(one in actions for one in ("start", "wait", "assign"))
    return ("line",) * starts + ("when",) * speaks + ("wait",) * ("wait" in actions)


def _left(incident: Incident, verb: str) -> str:
    """What is good to know before it is resolved; it stands in nobody's way."""
    left = incident.steps - incident.steps_ticked if verb == "resolve" else 0
    if not left:
        return ""
    return ngettext("%(n)s step is not ticked.", "%(n)s steps are not ticked.", left) % {"n": left}


def _common(context: Context) -> dict[str, str]:
    return {"incident": context["incident"].reference, "csrf_token": context["csrf_token"]}
