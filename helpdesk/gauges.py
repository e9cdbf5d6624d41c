"""What the database says at the moment a monitor asks: how timers and letters stand."""

from collections.abc import Iterator

from django.db import connection
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from helpdesk.lib.schema import to_public
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock, health
from helpdesk.timers.models import Timer


class Gauges(Collector):
    """Timers and letters that wait, are late, or need an operator."""

    def describe(self) -> list[Metric]:
        """Nothing beforehand, so that nobody asks the database when the process starts."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Asks now; the connection belongs to this one question."""
        try:
            to_public()
            now = clock.now()
            oldest = (
                Letter.objects.late(now).order_by("hold_until").values_list("hold_until", flat=True).first()
            )
            age = health.heartbeat_age()
            values = {
                "langelis_timers_pending": Timer.objects.pending().count(),
                "langelis_timers_failing": health.failing(),
                "langelis_clock_late_seconds": health.lateness().total_seconds(),
                "langelis_clock_heartbeat_age_seconds": age.total_seconds() if age else float("inf"),
                "langelis_letters_waiting": Letter.objects.unsent().count(),
                "langelis_letters_late_seconds": (now - oldest).total_seconds() if oldest else 0.0,
                "langelis_letters_given_up": Letter.objects.filter(state=Letter.State.DEAD).count(),
            }
        finally:
            connection.close()
        for name, value in values.items():
            yield GaugeMetricFamily(name, name.replace("_", " "), value=value)
