"""Pages go over the wire compressed; files do not, and static files have been compressed beforehand."""

import gzip
import secrets

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

SHORT = 200  # bytes: not worth it
LEVEL = 2  # an eighth larger than at Django's level, in a quarter of its time
NAMED = 0x08  # the flag of a gzip header after which a file's name stands


class CompressMiddleware(GZipMiddleware):
    """Django's middleware for pages alone, in less time.

    Like it, it hides the length of a page under a random filling, and the keys of forms differ on every page.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compresses a page for a browser that can read it."""
        if not isinstance(response, HttpResponse) or len(response.content) < SHORT:
            return response
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        if response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return response
        response.content = self._compressed(response.content)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
        tag = response.headers.get("ETag", "")
        if tag.startswith('"'):
            response.headers["ETag"] = f"W/{tag}"
        return response

    def _compressed(self, page: bytes) -> bytes:
        made = bytearray(gzip.compress(page, compresslevel=LEVEL, mtime=0))
        made[3] |= NAMED
        filling = b"a" * secrets.randbelow(self.max_random_bytes) + b"\0"
        return bytes(made[:10]) + filling + bytes(made[10:])
