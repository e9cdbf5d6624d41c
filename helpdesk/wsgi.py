"""The door of the web server."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
_django = get_wsgi_application()
BOUNDARY = re.compile(r';\s*boundary="?([^";]{1,200})', re.IGNORECASE)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers what browsers send, read as UTF-8 whatever it says of itself.

    All our pages are in UTF-8. Python knows ways of writing that take minutes to read, or that make halves
    of letters, which no database takes; a stranger could name one of them.
    """
    environ["CONTENT_TYPE"] = plain(environ.get("CONTENT_TYPE", ""))
    return _django(environ, start_response)


def plain(kind: str) -> str:
    """The kind of what was sent, with nothing beside it but what parts the fields of a form."""
    parted = BOUNDARY.search(kind)
    return kind.partition(";")[0] + (f'; boundary="{parted[1]}"' if parted else "")
