import pytest

from helpdesk.timers import kinds
from helpdesk.timers.models import Timer
from tests.real import committed

__all__ = ["committed"]


@pytest.fixture
def on(monkeypatch):
    """Gives a kind a handler for this test: on("demo.kind", function); it notes what happened by default."""
    seen = []

    def register(kind, function=None):
        monkeypatch.setitem(kinds._handlers, kind, function or seen.append)
        return seen

    return register


@pytest.fixture
def nothing_armed(db):
    """Takes away the timers that the cast's help desks came with."""
    Timer.objects.all().delete()
