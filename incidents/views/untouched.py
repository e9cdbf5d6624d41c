"""The forms of a request's page that nobody has touched: the same for everybody but for a few words in them.

They are drawn once for each shape, and neither the form nor its template is needed again. What was begun,
refused or looked at beforehand is drawn from its form.
"""

from typing import Any

from django.forms import Form
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from helpdesk.ui.drawn import drawn
from helpdesk.ui.renderer import Listed, options
from incidents.forms.desk import DeskForm
from incidents.views import doable

Chosen = tuple[tuple[str, str], ...]


def fold(
    one: doable.Fold, forms: doable.Forms, in_place: bool = False, *, opens: bool, **said: str
) -> SafeString:
    """An act that unfolds, in the list of acts or beside what it changes."""
    verb = one.verb
    if verb in forms.touched or not doable.FORMS[verb].drawn_once:
        return _fold(one, forms[verb], in_place=in_place, opens=opens, **said)
    chosen, words = _parted(forms, verb)
    return _closed_fold(verb, one.warning, in_place, chosen, **said, **words)


def giving(forms: doable.Forms, gives_back: bool, *, opens: bool, **said: str) -> SafeString:
    """To whom the request can be given; back to everybody too."""
    if "assign" in forms.touched:
        return _giving(forms["assign"], gives_back=gives_back, opens=opens, **said)
    chosen, words = _parted(forms, "assign")
    return _closed_giving(gives_back, chosen, **said, **words)


def pane(
    verb: str, forms: doable.Forms, offers: tuple[str, ...], draft: Any, preview: Any, **said: str
) -> SafeString:
    """A pane of the composer."""
    if verb in forms.touched or preview:
        return _pane(verb, offers, forms[verb], draft=draft, preview=preview, **said)
    chosen, words = _parted(forms, verb)
    return _empty_pane(verb, offers, chosen, **said, **words)


def start_here(forms: doable.Forms, **said: str) -> SafeString:
    """Where work is started."""
    if "start" in forms.touched:
        return _start_here(forms["start"], **said)
    return _empty_start(**said)


@drawn
def steps_fold(more: bool, **said: Any) -> str:
    """Where a checklist is added, or more steps."""
    return render_to_string("incidents/checklists/_fold.html", {"more": more} | said)


@drawn
def search_field(**said: Any) -> str:
    """Where numbers and words are looked for."""
    return render_to_string("incidents/_search_field.html", said)


@drawn
def composer(tab: str, drafted: tuple[str, ...], to_colleague: bool, **panes: str) -> str:
    """The composer around its panes; the first line writes to colleagues of its own company."""
    said = {"tab": tab, "drafted": drafted, "to_colleague": to_colleague}
    return render_to_string("incidents/_composer.html", said | panes)


@drawn
def _closed_fold(verb: str, warning: str, in_place: bool, chosen: Chosen, **said: Any) -> str:
    form = _empty(verb, chosen, said)
    return _fold(doable.Fold(verb, warning), form, in_place=in_place, opens=False, **said)


@drawn
def _empty_pane(verb: str, offers: tuple[str, ...], chosen: Chosen, **said: Any) -> str:
    return _pane(verb, offers, _empty(verb, chosen, said), **said)


@drawn
def _empty_start(**said: Any) -> str:
    return _start_here(_empty("start", (), said), **said)


def _start_here(form: Form, **said: Any) -> SafeString:
    return render_to_string("incidents/_start_here.html", {"form": form} | said)


@drawn
def _closed_giving(gives_back: bool, chosen: Chosen, **said: Any) -> str:
    return _giving(_empty("assign", chosen, said), gives_back=gives_back, opens=False, **said)


def _giving(form: Form, **said: Any) -> SafeString:
    return render_to_string("incidents/_give.html", {"form": form} | said)


def _fold(one: doable.Fold, form: Form, **said: Any) -> SafeString:
    return render_to_string("incidents/_fold.html", {"fold": one, "form": form} | said)


def _pane(verb: str, offers: tuple[str, ...], form: Form, **said: Any) -> SafeString:
    return render_to_string(f"incidents/_pane_{verb}.html", {"offers": offers, "form": form} | said)


def _parted(forms: doable.Forms, verb: str) -> tuple[Chosen, dict[str, str]]:
    """What a form begins with: what is chosen in it, and what is written and listed."""
    make, begun = doable.FORMS[verb], forms.begun(verb)
    chosen = {name: str(it) for name, it in begun.items() if hasattr(make.base_fields[name], "choices")}
    words = {name: str(it) for name, it in begun.items() if name not in chosen}
    if make.listing:
        words[make.listing] = options(*forms.listed(verb))
    return tuple(chosen.items()), words


def _empty(verb: str, chosen: Chosen, said: dict[str, Any]) -> Form:
    """The form as it begins; it is made without asking whose it is, for that is asked when it comes back."""
    make = doable.FORMS[verb]
    form = make.__new__(make)
    words = {name: value for name, value in said.items() if name in make.base_fields and name != make.listing}
    DeskForm.__init__(form, initial=dict(chosen) | words)
    form.stands_on(said["incident"])
    if make.listing:
        form.fields[make.listing].widget = Listed(said[make.listing])
    return form
