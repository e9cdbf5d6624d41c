"""Whom a note can name, suggested while it is written."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request
from incidents import mentions, policies
from incidents.desk import desk
from incidents.views.references import load
from tenants.models import Role


@require_GET
def colleagues(request: Request, number: str) -> HttpResponse:
    """The people whom a note about this request can name: how they are called, and what is written for it."""
    found = load(request.person, number)
    if not policies.may("note", request.person, found):
        raise PermissionDenied
    people = mentions.colleagues(desk())
    names = [one.name or one.email for one in people]
    return JsonResponse(
        {
            "people": [
                {
                    "name": name,
                    # Two of one name are told apart by their addresses.
                    "says": one.email if names.count(name) > 1 else name,
                    "about": one.email if one.serves else f"{one.email}, {Role.FIRST_LINE.label}",
                }
                for one, name in zip(people, names, strict=True)
                if one.pk != request.person.user_id
            ]
        }
    )
