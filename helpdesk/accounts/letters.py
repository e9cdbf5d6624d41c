"""The one letter of this room: a new password."""

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk import outbox
from helpdesk.accounts.models import User
from helpdesk.outbox.models import Letter


@outbox.letter("accounts.password_reset")
def password_reset(row: Letter) -> outbox.Rendered:
    """Builds the letter with the link; the link is of this moment and dies with the old password."""
    user = User.objects.get(pk=UUID(row.data["user"]))
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
        urlconf=settings.PUBLIC_SCHEMA_URLCONF,
    )
    return outbox.Rendered(
        subject=_("A new password for Langelis"),
        body_template="mail/accounts/password_reset",
        context={
            "button_url": f"{settings.PUBLIC_SCHEME}://{settings.PUBLIC_HOST}{path}",
            "button_words": _("Choose a new password"),
        },
    )
