"""Rows of several tables in one statement."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helpdesk.lib.together import Together, inserting, row_of
from onewindow.models import CallRow, PromiseRow
from tests.statements import at_most

pytestmark = pytest.mark.django_db

CALLS, PROMISES = inserting(CallRow), inserting(PromiseRow, but=["id"], conflict="ON CONFLICT DO NOTHING")
BOTH = Together(CALLS, PROMISES)


def call():
    return CallRow(
        call_id=uuid4(),
        tenant_id=uuid4(),
        month=date(2027, 3, 1),
        answered=True,
        consultation=False,
        minutes=3,
    )


def promise(**changed):
    said = {"clock": "hour", "generation": 1, "level": "critical", "month": date(2027, 3, 1), "kept": True}
    at = datetime(2027, 3, 1, 9, 0, 0, 7, UTC)
    took = timedelta(days=1, minutes=20, microseconds=5)
    said |= {"ended_at": at, "took": took, "cause": "„Kabutės“ ir \\ ženklai"[:12]}
    return PromiseRow(incident_id=uuid4(), tenant_id=uuid4(), **said | changed)


def write(*rows):
    sheet = BOTH.sheet()
    for part, row in rows:
        sheet.add(part, row_of(row))
    return sheet.write()


def test_rows_of_two_tables_are_one_statement_and_are_read_back_as_they_were():
    first, second, kept = call(), call(), promise()
    with at_most(1):
        written = write((CALLS, first), (CALLS, second), (PROMISES, kept))
    assert written == {"onewindow_callrow": 2, "onewindow_promiserow": 1}
    assert {one.pk for one in CallRow.objects.all()} == {first.pk, second.pk}
    found = PromiseRow.objects.get()
    for name in ("incident_id", "month", "ended_at", "took", "cause", "kept"):
        assert getattr(found, name) == getattr(kept, name)


def test_where_there_is_nothing_nothing_is_written():
    assert write() == {"onewindow_callrow": 0, "onewindow_promiserow": 0}


def test_what_is_there_already_is_told_by_the_number_of_rows():
    kept = promise()
    write((PROMISES, kept))
    assert write((PROMISES, kept))["onewindow_promiserow"] == 0


def test_one_row_that_cannot_be_leaves_none_of_the_others():
    first = call()
    write((CALLS, first))
    with pytest.raises(IntegrityError), transaction.atomic():
        write((CALLS, first), (PROMISES, promise()))
    assert not PromiseRow.objects.exists()


def test_a_value_that_is_no_part_of_a_row_is_refused():
    with pytest.raises(TypeError):
        write((PROMISES, promise(cause=object())))


def test_words_of_any_kind_stay_what_they_were():
    for words in ("'); DROP", "%s %(x)s", '"}', "ąčę\u2028", "\\u0041"):
        write((PROMISES, promise(cause=words)))
        assert PromiseRow.objects.order_by("-id").first().cause == words
