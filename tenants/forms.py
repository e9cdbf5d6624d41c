"""The forms of getting in and of inviting."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import User
from helpdesk.timers import clock
from tenants.models import Invitation, Membership, Tenant
from tenants.models.people import COMPANY_ROLES


class PasswordForm(forms.Form):
    """The name and the first password of somebody who was invited."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. A sentence is easy to remember."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuses a password that is too easy to guess."""
        password = str(self.cleaned_data["password"])
        self.user.name = str(self.cleaned_data.get("name", ""))
        validate_password(password, self.user)
        return password


class InviteForm(forms.Form):
    """Whom the manager asks in, in which language, as what."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name of whom you invite.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        error_messages={"required": _("Write the e-mail address to which the invitation goes.")},
    )
    role = forms.ChoiceField(
        label=_("What they do here"), choices=[], widget=forms.RadioSelect, initial="customer"
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("lt", "Lietuvių"), ("en", "English")])

    def __init__(self, *args: Any, tenant: Tenant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tenant = tenant
        labels = {
            "customer": _("A colleague: registers requests and follows them"),
            "manager": _("The manager: answers for the company, sees all requests, invites people, decides"),
            "first_line": _("The first line: helps colleagues before us and sees all requests"),
        }
        self.fields["role"].choices = [(role, labels[role]) for role in COMPANY_ROLES]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_email(self) -> str:
        """Refuses somebody who is in already."""
        email = str(self.cleaned_data["email"]).lower()
        if Membership.objects.filter(tenant=self.tenant, user__email=email).exists():
            raise forms.ValidationError(_("This person is in your help desk already."))
        return email

    def clean(self) -> dict[str, Any]:
        """Refuses to ask somebody in twice by the same words; other words replace those that went out."""
        said = super().clean() or self.cleaned_data
        waiting = open_invitations(self.tenant).filter(expires_at__gt=clock.now())
        if not self.errors and waiting.filter(**said).exists():
            self.add_error("email", _("This person is invited already: “Send again” makes a new link."))
        return said


def open_invitations(tenant: Tenant) -> Any:
    """The invitations that nobody has used yet."""
    return Invitation.objects.filter(tenant=tenant, used_at__isnull=True, revoked_at__isnull=True).order_by(
        "email"
    )
