"""Who asks, as this help desk knows them."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from helpdesk.lib.http import Request
from incidents.models import Person


class PersonMiddleware:
    """Gives the request its person, found or made when a page first asks for them."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        entry = request.entry
        request.person = SimpleLazyObject(partial(Person.enter, entry)) if entry else None
        return self.get_response(request)
