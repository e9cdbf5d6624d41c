"""The demo's mailbox in a browser; a page that does not exist unless the setting switches it on."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from helpdesk.outbox.models import DemoLetter
from helpdesk.outbox.showing import shown
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
    """One mail as its reader sees it; `?as=text` shows it as a program without HTML does."""
    _refuse_unless_switched_on()
    letter = get_object_or_404(DemoLetter, id=id)
    as_text = request.GET.get("as") == "text" or not letter.html
    context = {"letter": letter, "as_text": as_text}
    context |= {"paragraphs": paragraphs(letter.text)} if as_text else {"body": shown(letter.html)}
    return render(request, "outbox/demo_letter.html", context)


def _refuse_unless_switched_on() -> None:
    if not settings.DEMO_MAILBOX:
        raise Http404
