"""A part of a request is registered: one page, with what is known already filled in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from incidents import policies
from incidents.forms.marks import EFFECTS_ASKED
from incidents.forms.parts import PartForm
from incidents.models import LIFE, Incident, Person
from incidents.need import Unclear
from incidents.obstacles import obstacle
from incidents.views.references import load
from incidents.views.refused import beside


@require_http_methods(["GET", "POST"])
def add_part(request: Request, number: str) -> HttpResponse:
    """Asks what the part is about and registers it; the agent goes on with it."""
    whole = load(request.person, number)
    if not policies.may("add_part", request.person, whole):
        raise PermissionDenied
    people = list(Person.objects.filter(side=Person.Side.CUSTOMER).order_by("name")[:500])
    form = PartForm(request.POST or None, whole=whole, people=people, writer=request.person)
    if request.method == "GET":
        why = None if LIFE.possible("add_part", whole.status) else LIFE.refusal("add_part", whole.status)
        if why := why or obstacle("add_part", whole):
            messages.info(request, str(why))
            return see_other(request, whole.get_absolute_url())
        return _page(request, whole, form)
    if not form.is_valid():
        return _page(request, whole, form, 422)
    said: dict[str, Any] = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            part = whole.add_part(said.pop("subject"), said.pop("text"), by=request.person, **said)
    except IntegrityError:
        # The same form once more: a second click, or Back and Send. It is one part.
        sent = Incident.objects.visible_to(request.person).filter(pk=form.cleaned_data["key"]).first()
        if sent is None:
            raise
        return see_other(request, sent.get_absolute_url())
    except (NotNow, Unclear) as no:
        return _page(request, whole, form, beside(form, no))
    names = {"number": part.reference, "whole": whole.reference}
    messages.success(request, _("%(number)s is registered as a part of %(whole)s.") % names)
    return see_other(request, part.get_absolute_url())


def _page(request: Request, whole: Incident, form: PartForm, status: int = 200) -> HttpResponse:
    context = {
        "incident": whole,
        "form": form,
        "effects": EFFECTS_ASKED,
        "ticked": form["marks"].value() or [],
    }
    return answer(request, "incidents/add_part.html", context, status=status)
