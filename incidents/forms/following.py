"""Who is to follow a request, chosen by name among the people of the company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.desk import desk
from incidents.forms.desk import DeskForm
from incidents.models import Incident, Person
from tenants.models import Membership


def colleagues(incident: Incident) -> Any:
    """Those of the company who can sign in here and do not follow the request yet."""
    members = Membership.objects.filter(tenant=desk()).values("user_id")
    company = Person.objects.filter(side=Person.Side.CUSTOMER, user_id__in=members)
    following = incident.watchers.values("person_id")
    return company.exclude(pk=incident.requester_id).exclude(pk__in=following).order_by("name", "id")


class WatchForm(DeskForm):
    """A colleague, by name."""

    verb = "watch"
    person: Any = forms.ModelChoiceField(
        label=_("Colleague"),
        queryset=None,
        empty_label="–",
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("Choose a colleague of the company who does not follow it yet."),
        },
    )

    def __init__(self, *args: Any, incident: Incident, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = colleagues(incident)
        if reader.is_agent:  # whose colleagues are others
            field.label = _("Who of the company")
            field.error_messages["required"] = _("Choose who is to follow it.")


class UnwatchForm(DeskForm):
    """Somebody who follows the request."""

    verb = "unwatch"
    person: Any = forms.ModelChoiceField(
        queryset=None,
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("This person does not follow the request."),
        },
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = Person.objects.filter(watching__incident=incident)
