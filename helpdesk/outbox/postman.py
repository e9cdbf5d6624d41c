"""The postman: a thread of the clock's process that carries letters, with Redis or without."""

from helpdesk.outbox.sending import deliver

# A letter that waits for its next try, or for its hour, is asked for this often, in seconds.
SLEEP = 2.0


class Postman:
    """One round: sends what is due, and says how long to sleep if nobody knocks."""

    def __call__(self) -> float:
        deliver(seconds=30)
        return SLEEP
