"""One address, two readers: the desk works a request, the company follows it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from helpdesk import access
from helpdesk.lib.http import Request

View = Callable[..., HttpResponse]


def by_side(desk: View, company: View) -> View:
    """The view of whoever asks: agents and the first line have the desk's, everybody else the company's."""

    @wraps(company)
    def view(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        of_the_desk = request.entry is not None and request.entry.role in access.DESK
        return (desk if of_the_desk else company)(request, *args, **kwargs)

    return view
