"""The demo's mailbox in a browser; a page that does not exist unless the setting switches it on."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from helpdesk.outbox.models import DemoLetter
from helpdesk.outbox.words import paragraphs

SHOWN = 200


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The newest mails of the demo; `?to=` narrows them to one reader."""
    _refuse_unless_switched_on()
    letters = DemoLetter.objects.order_by("-received_at", "-id").defer("text", "html")
    reader = request.GET.get("to", "").strip()
    if reader:
        letters = letters.filter(to__icontains=reader)
    return render(request, "outbox/demo_mail.html", {"letters": letters[:SHOWN], "reader": reader})


@require_safe
def demo_letter(request: HttpRequest, id: UUID) -> HttpResponse:
    """One mail: its text with the links that can be followed."""
    _refuse_unless_switched_on()
    letter = get_object_or_404(DemoLetter, id=id)
    return render(
        request, "outbox/demo_letter.html", {"letter": letter, "paragraphs": paragraphs(letter.text)}
    )


def _refuse_unless_switched_on() -> None:
    if not settings.DEMO_MAILBOX:
        raise Http404
