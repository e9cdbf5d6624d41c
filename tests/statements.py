"""How often a page asks the database; entering a schema is not asking."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def at_most(number: int) -> Iterator[None]:
    """Fails, and shows them, when more statements were made than the page may make."""
    with CaptureQueriesContext(connection) as asked:
        yield
    made = [one["sql"] for one in asked.captured_queries if not one["sql"].startswith("SET search_path")]
    assert len(made) <= number, f"{len(made)} statements:\n" + "\n".join(line[:200] for line in made)
