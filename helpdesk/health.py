"""What monitors ask: does the process live, can it serve, does the clock keep time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from helpdesk.lib.schema import to_public

LATE = timedelta(seconds=10)
SILENT = timedelta(seconds=20)

Answer = tuple[bool, dict[str, Any]]


class HealthMiddleware:
    """Answers /healthz/* before any host is resolved: a monitor comes by address, not by name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        question = _questions.get(request.path_info)
        if question is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            well, facts = question()
        except (DatabaseError, InterfaceError):
            connection.close()
            well, facts = False, {"database": False}
        answer = JsonResponse({"well": well, **facts}, status=200 if well else 503)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def live() -> Answer:
    """The process answers; nothing else is asked, or a lost database would restart every web server."""
    return True, {}


def ready() -> Answer:
    """The process can serve people, because its database answers."""
    to_public()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, {"database": True}


def clock() -> Answer:
    """Promises are kept in time: nothing waits for a clock, and one gave a sign of life just now."""
    from helpdesk.timers import health

    to_public()
    late, age = health.lateness(), health.heartbeat_age()
    facts = {
        "lateness_seconds": round(late.total_seconds(), 3),
        "heartbeat_age_seconds": None if age is None else round(age.total_seconds(), 3),
        "failing_timers": health.failing(),
    }
    return late <= LATE and age is not None and age <= SILENT, facts


_questions: dict[str, Callable[[], Answer]] = {
    "/healthz/live": live,
    "/healthz/ready": ready,
    "/healthz/clock": clock,
}
