"""Pages go over the wire compressed; files do not, and static files have been compressed beforehand."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressMiddleware(GZipMiddleware):
    """Django's middleware for pages alone.

    It hides the length of a page under a random filling, and the keys of forms differ on every page.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compresses a page for a browser that can read it."""
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer
