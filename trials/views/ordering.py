"""The public front page with its order form, and the page on which an order is followed."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.lib.markdown import render
from helpdesk.ui.context import asked_once
from trials import journey, limits, promises
from trials.forms import AnswerForm, OrderForm
from trials.models import Offer, Order, Question, Terms

MINI = "mini"


@require_http_methods(["GET", "POST"])
def order(request: Request) -> HttpResponse:
    """Takes an order of the free month; the same answer whether a company or an address is known or not."""
    now = asked_once(request)()
    if request.method == "GET":
        return answer(request, "trials/order.html", _front(OrderForm(initial={"phone": "+370 "}), now))
    form = OrderForm(request.POST)
    if not form.is_valid():
        return answer(request, "trials/order.html", _front(form, now), status=422)
    sender = limits.sender(request)
    with transaction.atomic():
        if limits.spent(sender, now=now):
            form.add_error(None, _too_many())
            return answer(request, "trials/order.html", _front(form, now), status=422)
        made = Order.receive(
            at=now,
            offer=Offer.objects.get(code=MINI),
            terms=Terms.current(),
            language=get_language() or "lt",
            sender=sender,
            **form.written(),
        )
    return see_other(request, reverse("trials:status", args=[made.token]))


@require_POST
def check(request: Request, field: str) -> HttpResponse:
    """Looks at one field as soon as it is left; nothing is sent yet, so nothing is refused yet."""
    if field not in OrderForm.FIELDS:
        raise Http404
    form = OrderForm(request.POST)
    return answer(request, "trials/field.html", {"bound": form[field], "suffix": _suffix()})


@require_GET
def terms(request: Request) -> HttpResponse:
    """Shows the service terms that an order accepts."""
    current = Terms.current()
    return answer(request, "trials/terms.html", {"terms": current, "text": render(current.text)})


@never_cache
@require_GET
def status(request: Request, token: str) -> HttpResponse:
    """Shows how an order stands to whoever holds its link."""
    made = _find(token)
    return _private(answer(request, "trials/status.html", _page(request, made, token)))


@never_cache
@require_POST
def answer_question(request: Request, token: str, question: str) -> HttpResponse:
    """Takes the answer to a question about the order."""
    made = _find(token)
    asked = get_object_or_404(Question, pk=question, order=made)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _private(answer(request, "trials/status.html", _page(request, made, token, form), status=422))
    try:
        asked.answer(form.cleaned_data["text"], at=asked_once(request)())
    except NotNow as no:
        form.add_error(None, str(no))
        return _private(answer(request, "trials/status.html", _page(request, made, token, form), status=422))
    return see_other(request, reverse("trials:status", args=[token]))


def _front(form: OrderForm, now: Any) -> dict[str, Any]:
    current = Terms.current()
    return {
        "form": form,
        "now": now,
        "due": promises.due(now),
        "suffix": _suffix(),
        "terms": current,
        "terms_text": render(current.text),
        "offer": Offer.objects.get(code=MINI),
    }


def _suffix() -> str:
    return f".{settings.PUBLIC_HOST}"


def _find(token: str) -> Order:
    return get_object_or_404(Order.objects.with_token(token).select_related("tenant", "offer", "terms"))


def _page(request: Request, made: Order, token: str, form: AnswerForm | None = None) -> dict[str, Any]:
    now = asked_once(request)()
    return {
        "order": made,
        "token": token,
        "now": now,
        "promise": str(made.promise(now)),
        "journey": journey.steps(made),
        "question": made.questions.filter(answered_at__isnull=True).last(),
        "answered": made.questions.filter(answered_at__isnull=False),
        "form": form or AnswerForm(),
    }


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _too_many() -> str:
    most = limits.ORDERS_AN_HOUR
    return ngettext(
        "%(most)s order came from your network within the hour, and that is as many as we take. "
        "Nothing you typed is lost: send it again in an hour, or call us.",
        "%(most)s orders came from your network within the hour, and that is as many as we take. "
        "Nothing you typed is lost: send it again in an hour, or call us.",
        most,
    ) % {"most": most}
