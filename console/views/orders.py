"""Orders: what waits for an answer, one order, and the making of its help desk."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from console import order_page
from console.forms import ApproveForm, AskForm, DeclineForm
from console.paging import part
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from tenants import provisioning
from tenants.models import ProvisioningStep
from trials.hints import hints
from trials.letters import preview_link
from trials.models import AddressTaken, Order, Question

DONE = ("provisioned", "running", "extended", "subscribed", "deactivated", "declined", "erased")


@never_cache
@require_GET
def orders(request: Request) -> HttpResponse:
    """Shows the orders that wait, the most urgent first, or those that were answered."""
    answered = request.GET.get("view") == "answered"
    rows = (
        Order.objects.filter(status__in=DONE).order_by("-received_at")
        if answered
        else Order.objects.waiting()
    )
    page = part(request, rows.select_related("tenant"))
    now = asked_once(request)()
    known = {} if answered else hints(page.rows)
    context = {
        "now": now,
        "answered": answered,
        "rows": [(row, known.get(row, []), str(row.promise(now))) for row in page.rows],
        "page": page,
        "views": order_page.views(request),
    }
    return answer(request, "console/orders.html", context)


@never_cache
@require_GET
def order(request: Request, pk: UUID) -> HttpResponse:
    """Shows one order, what is known of the company, and what can be done."""
    return _show(request, _find(pk))


@require_POST
def preview(request: Request, pk: UUID) -> HttpResponse:
    """Shows the mail that approving would send; sends nothing."""
    asked = _find(pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, status=422, approve_form=form)
    mail = preview_link(asked, **form.cleaned_data)
    return answer(request, "console/preview.html", {"order": asked, "mail": mail, "form": form})


@require_POST
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Settles address and language and has the help desk made."""
    asked = _find(pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, status=422, approve_form=form)
    try:
        asked.approve(**form.cleaned_data, by=request.user.pk, at=asked_once(request)())
    except AddressTaken as taken:
        form.add_error(
            "address",
            _("This address is taken. The nearest free one: %(nearest)s") % {"nearest": taken.nearest},
        )
        return _show(request, asked, status=422, approve_form=form)
    except NotNow as no:
        return _too_late(request, pk, no)
    messages.success(request, _("Approved. The help desk is being made."))
    return see_other(request, reverse("console:order", args=[pk]))


@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Answers the order with a no and its reason."""
    asked = _find(pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, status=422, decline_form=form)
    try:
        asked.decline(form.cleaned_data["reason"], by=request.user.pk, at=asked_once(request)())
    except NotNow as no:
        return _too_late(request, pk, no)
    messages.success(request, _("Declined. The reason is on its way by mail."))
    return see_other(request, reverse("console:order", args=[pk]))


@require_POST
def ask(request: Request, pk: UUID) -> HttpResponse:
    """Asks whoever ordered; the business day runs on."""
    asked = _find(pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, status=422, ask_form=form)
    try:
        Question.ask(asked, form.cleaned_data["question"], by=request.user.pk, at=asked_once(request)())
    except NotNow as no:
        return _too_late(request, pk, no)
    messages.success(request, _("The question is on its way by mail. The business day runs on."))
    return see_other(request, reverse("console:order", args=[pk]))


@never_cache
@require_GET
def making(request: Request, pk: UUID) -> HttpResponse:
    """Shows how far the making has come; 304 while nothing has changed."""
    context = order_page.making(_find(pk))
    if context["seen"] == request.GET.get("seen"):
        return HttpResponse(status=304)
    response = answer(request, "console/making.html", context)
    if not context["watched"] and request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"  # all is done: the rest of the page has changed with it
    return response


@require_POST
def retry(request: Request, pk: UUID, step: UUID) -> HttpResponse:
    """Has a step that failed tried again."""
    asked = _find(pk)
    failed = get_object_or_404(ProvisioningStep, pk=step, tenant=asked.tenant)
    provisioning.retry(failed, by=request.user.pk)
    return see_other(request, reverse("console:order", args=[pk]))


def _find(pk: UUID) -> Order:
    return get_object_or_404(Order.objects.select_related("tenant", "offer", "terms"), pk=pk)


def _show(request: Request, asked: Order, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    return answer(
        request,
        "console/order.html",
        order_page.context(asked, asked_once(request)(), **bound),
        status=status,
    )


def _too_late(request: Request, pk: UUID, no: NotNow) -> HttpResponse:
    """Somebody was faster: the page as it is now, with a sentence that says so."""
    context = order_page.context(_find(pk), asked_once(request)()) | {"refused": str(no)}
    return answer(request, "console/order.html", context, status=409)
