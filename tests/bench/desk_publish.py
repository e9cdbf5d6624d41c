"""What it costs when a held reply goes out: the work of the clock, which no page waits for."""

import time
from datetime import timedelta
from typing import Any

from tests.bench.desk_asks import TEXT


def publishing(desk: Any, many: int) -> dict[str, Any]:
    """Holds so many replies and lets them out, one timer after the other; without the queue of timers."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from helpdesk.timers import clock
    from incidents import holding
    from tests.bench.desk_asks import counts

    *timed, counted = _hold(desk, many + 1)
    times = []
    with clock.at(clock.now() + timedelta(minutes=1)):
        for request in timed:
            timer = _timer(request)
            began = time.perf_counter()
            with transaction.atomic():
                holding.publish(timer)
            times.append((time.perf_counter() - began) * 1000)
        timer = _timer(counted)
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            holding.publish(timer)
    return {
        "ms": times,
        "bytes": [0],
        "statements": sum(counts(one["sql"]) for one in asked.captured_queries),
    }


def _timer(request: Any) -> Any:
    from helpdesk.timers.models import Timer
    from incidents import holding

    return Timer.objects.get(subject_id=request, kind=holding.TIMER, state=Timer.State.PENDING)


def _hold(desk: Any, many: int) -> list[Any]:
    from django.test.utils import override_settings

    from incidents import holding
    from incidents.models import Incident, Status
    from tenants.door import in_tenant
    from tests.bench.desk_cast import people

    with in_tenant(desk), override_settings(REPLY_HOLD_SECONDS=10):
        agent = people(desk, "agent")[0]
        at_work = Incident.objects.filter(status=Status.IN_PROGRESS).order_by("-number")[:many]
        for one in at_work:
            holding.send(one, "reply", TEXT, by=agent)
        return [one.pk for one in at_work]
