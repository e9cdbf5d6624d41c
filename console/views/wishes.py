"""Wishes to carry on: what waits for an answer, the answer, and a wish that was said by telephone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from console import order_page
from console.forms import RecordWishForm, WishAnswerForm
from helpdesk.accounts.models import User
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from trials.models import Order, Wish


@never_cache
@require_GET
def wishes(request: Request) -> HttpResponse:
    """Shows the wishes that wait for an answer, the most urgent first."""
    return _show(request)


@require_POST
def answer_wish(request: Request, pk: UUID) -> HttpResponse:
    """Answers a wish: until another day, without an end, or no."""
    wish = get_object_or_404(Wish.objects.select_related("order__tenant"), pk=pk)
    now = asked_once(request)()
    form = WishAnswerForm(request.POST, order=wish.order, now=now, prefix=str(pk))
    if not form.is_valid():
        return _show(request, status=422, bound={wish.pk: form})
    said, by = form.cleaned_data, request.user.pk
    try:
        if said["answer"] == Wish.Answer.EXTENDED:
            wish.extend(said["until"], reason=said["reason"], by=by, at=now)
        elif said["answer"] == Wish.Answer.SUBSCRIBED:
            wish.subscribe(reason=said["reason"], by=by, at=now)
        else:
            wish.refuse(said["reason"], by=by, at=now)
    except NotNow as no:
        return _show(request, status=409, refused=str(no))
    messages.success(request, _("Answered. The managers are told by mail."))
    return see_other(request, reverse("console:wishes"))


@require_POST
def record_wish(request: Request, pk: UUID) -> HttpResponse:
    """Writes down a wish that a company said by telephone."""
    order = get_object_or_404(Order.objects.select_related("tenant", "offer", "terms"), pk=pk)
    form = RecordWishForm(request.POST)
    now = asked_once(request)()
    if not form.is_valid():
        shown = order_page.context(order, now, record_form=form)
        return answer(request, "console/order.html", shown, status=422)
    try:
        Wish.say(order, by=None, recorded_by=request.user.pk, words=form.cleaned_data["words"], at=now)
    except NotNow as no:
        shown = order_page.context(order, now) | {"refused": str(no)}
        return answer(request, "console/order.html", shown, status=409)
    messages.success(request, _("The wish is noted: the help desk keeps running until it is answered."))
    return see_other(request, reverse("console:order", args=[pk]))


def _show(
    request: Request,
    *,
    status: int = 200,
    bound: dict[UUID, WishAnswerForm] | None = None,
    refused: str = "",
) -> HttpResponse:
    now = asked_once(request)()
    waiting = (
        Wish.objects.filter(answered_at__isnull=True).select_related("order__tenant").order_by("due_at", "id")
    )
    context = {
        "now": now,
        "rows": _rows(list(waiting), now, bound or {}),
        "refused": refused,
        "views": order_page.views(request),
    }
    return answer(request, "console/wishes.html", context, status=status)


def _rows(waiting: list[Wish], now: datetime, bound: dict[UUID, WishAnswerForm]) -> list[dict[str, Any]]:
    people = User.objects.in_bulk(
        {key for wish in waiting for key in (wish.said_by, wish.recorded_by) if key}
    )
    return [
        {
            "wish": wish,
            "said_by": people.get(wish.said_by) if wish.said_by else None,
            "recorded_by": people.get(wish.recorded_by) if wish.recorded_by else None,
            "end_after_refusal": wish.end_after_refusal(now) if wish.order.desk.is_active else None,
            "form": bound.get(wish.pk) or WishAnswerForm(order=wish.order, now=now, prefix=str(wish.pk)),
        }
        for wish in waiting
    ]
