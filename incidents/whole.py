"""One transaction for an act and what goes with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_is_whole: ContextVar[bool] = ContextVar("is_whole", default=False)


@contextmanager
def whole() -> Iterator[None]:
    """All of it or nothing: whatever is raised inside is raised out of it, so no part needs a savepoint."""
    with transaction.atomic():
        mark = _is_whole.set(True)
        try:
            yield
        finally:
            _is_whole.reset(mark)


@contextmanager
def part() -> Iterator[None]:
    """A transaction, or a part of one: what goes wrong in it can be caught outside, except within a whole."""
    with transaction.atomic(savepoint=not _is_whole.get()):
        yield
