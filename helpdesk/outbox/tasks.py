"""The same postman by an ordinary worker."""

from helpdesk.celery import app
from helpdesk.outbox.sending import deliver


@app.task(name="outbox.deliver")
def deliver_due() -> int:
    """Sends what is due."""
    return deliver(seconds=20)
