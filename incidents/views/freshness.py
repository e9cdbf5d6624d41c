"""A page that asks again is told what has changed, or that nothing has."""

import hashlib
import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language

from helpdesk.lib.http import Request


def tag_of(request: Request, *state: Any) -> str:
    """What the page would say, in one short word: the same word means that nothing has changed."""
    person = request.person
    return f'"{word(get_language(), str(person.pk), person.role, person.unread, state)}"'


def word(*state: Any) -> str:
    """One short word for what is so: another one as soon as anything of it is another."""
    return hashlib.sha256(repr(state).encode()).hexdigest()[:20]


def has(request: Request, tag: str) -> bool:
    """Whether the page that asks shows this already."""
    return request.headers.get("HX-Target") == "panel" and request.headers.get("If-None-Match") == tag


def nothing_new(tag: str) -> HttpResponse:
    """The answer for a page that is up to date."""
    return HttpResponse(status=304, headers={"ETag": tag})


def tagged(response: HttpResponse, tag: str) -> HttpResponse:
    """The answer with its word; browsers keep no copy, for only the page's own question is answered so."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-store"
    return response


def question(tag: str) -> str:
    """The header by which a page asks whether anything has changed, as htmx wants it."""
    return json.dumps({"If-None-Match": tag})
