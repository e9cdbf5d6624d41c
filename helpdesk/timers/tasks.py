"""The same sweep by an ordinary worker: when no clock lives, the beat's tick still keeps the promises."""

from helpdesk.celery import app
from helpdesk.timers.firing import fire_due
from helpdesk.timers.reconciling import reconcile


@app.task(name="timers.tick")
def tick() -> int:
    """Fires what is due."""
    return fire_due(limit=1000)


@app.task(name="timers.reconcile")
def reconcile_all() -> list[str]:
    """Looks for what should have a timer and has none."""
    return reconcile()
