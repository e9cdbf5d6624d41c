"""What sign-in may do here: no sign-up, mail through the outbox, links only to ourselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from helpdesk import outbox
from helpdesk.lib.http import sender_address
from helpdesk.lib.ids import uuid7


class Adapter(DefaultAccountAdapter):
    """Bends allauth to this house."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves; people come by an invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Counts attempts by whoever made them, not by the proxy that all of them come through."""
        return sender_address(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Goes on only to a page of the public host itself."""
        return url_has_allowed_host_and_scheme(url or "", allowed_hosts={settings.PUBLIC_HOST})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hands a letter to the outbox; only the ids go there, the link is made when it is sent."""
        if template_prefix != "account/email/password_reset_key":
            return
        user = context["user"]
        outbox.write(
            "accounts.password_reset",
            to=user.email,
            name=user.name,
            language=user.language,
            key=f"accounts.password_reset:{uuid7()}",
            subject=user.pk,
            data={"user": str(user.pk)},
        )
