"""The postman: a thread of the clock's process that carries letters, with Redis or without."""

from helpdesk.outbox.sending import deliver

# A letter that waits for its next try, or for its hour, is asked for this often.
SLEEP = 2.0


def carry() -> float:
    """One round: sends what is due, and says how long to sleep if nobody knocks."""
    deliver(seconds=30)
    return SLEEP
