"""Moments as the database gives them: the same instant to the microsecond, in UTC."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from psycopg import adapters
from psycopg.pq import Format

from tenants.database.base import Moments

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 29, 0, 59, 59, 999999, tzinfo=UTC)  # an hour is left out in Vilnius after it


def read(*moments):
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(%s::timestamptz[])", [list(moments)])
        return [one for (one,) in cursor.fetchall()]


def test_a_moment_comes_back_as_it_was_written():
    given = [AT, AT + timedelta(microseconds=1), datetime(1899, 12, 31, tzinfo=UTC), None]
    assert read(*given) == given
    assert {one.tzinfo for one in read(*given) if one} == {UTC}


def test_a_session_in_another_zone_tells_the_same_instants():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/Vilnius'")
    assert read(AT, AT + timedelta(seconds=1)) == [AT, AT + timedelta(seconds=1)]


def test_the_reader_is_not_the_slow_one_that_django_brings():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        reader = cursor.cursor.adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)
    assert reader is Moments
