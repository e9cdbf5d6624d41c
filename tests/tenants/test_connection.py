"""Whether the server is still there is known without asking it, as long as it is."""

import pytest
from django.db import connection, connections

from tests.real import committed

__all__ = ["committed"]


@pytest.fixture
def another():
    other = connections.create_connection("default")
    yield other
    other.close()


def test_a_connection_that_lives_is_not_asked(another, committed, monkeypatch):
    another.ensure_connection()
    with monkeypatch.context() as patch:
        patch.setattr(another.connection, "cursor", None)  # whoever asked it now would fall
        assert another.is_usable()


def test_one_that_the_server_has_ended_is_known_to_be_gone(another, committed):
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    assert another.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [process])
    assert not another.is_usable()
