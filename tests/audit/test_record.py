from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from helpdesk import audit
from helpdesk.audit.models import Head, Record
from helpdesk.audit.recording import _checked

NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)


def record(tenant, kind="demo.done", **changes):
    audit.record(kind, tenant=tenant, by=uuid4(), subject=uuid4(), **changes)


@pytest.fixture
def chain(db):
    """The help desk of a chain of three sealed rows."""
    tenant = uuid4()
    for number in range(3):
        record(tenant, data={"number": number, "again": [None, True, 1.5], "to": {"a": "b"}})
    assert audit.verify(tenant) == []
    return tenant


@pytest.fixture
def meddle(chain):
    """Runs a statement as somebody who got round the database's triggers."""

    def run(statement, *values):
        with connection.cursor() as cursor:
            for trigger in ("audit_refuse", "audit_seal"):
                cursor.execute(f"ALTER TABLE audit_record DISABLE TRIGGER {trigger}")
            cursor.execute(statement, [*values, chain])

    return run


def test_an_act_is_written_down(db):
    tenant, by, subject = uuid4(), uuid4(), uuid4()
    audit.record("demo.done", tenant=tenant, by=by, subject=subject, data={"from": "a", "to": "b"}, at=NOON)
    row = Record.objects.get(subject_id=subject)
    assert (row.kind, row.tenant_id, row.by_id, row.at) == ("demo.done", tenant, by, NOON)
    assert row.data == {"from": "a", "to": "b"}


def test_what_concerns_no_help_desk_has_a_chain_of_its_own(db):
    subject = uuid4()
    audit.record("demo.done", tenant=None, by=None, subject=subject)
    assert Record.objects.get(subject_id=subject).tenant_id is None
    assert audit.verify(None) == []


def test_the_rows_of_a_chain_are_numbered_and_each_seals_the_one_before(chain):
    rows = list(Record.objects.filter(chain=chain).order_by("number"))
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == ["", rows[0].seal, rows[1].seal]


def test_the_chains_of_two_help_desks_are_apart(chain):
    other = uuid4()
    record(other)
    record(chain)
    assert audit.verify(other) == audit.verify(chain) == []
    assert Record.objects.get(chain=other).number == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda rows: rows.update(kind="demo.other"),
        lambda rows: rows.update(seal="0" * 64),
        lambda rows: rows.delete(),
        lambda rows: rows.order_by("number").first().delete(),
    ],
)
def test_the_database_lets_nobody_change_or_remove_a_row(chain, act):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        act(Record.objects.filter(chain=chain))
    assert audit.verify(chain) == []


def test_a_row_that_is_not_sealed_yet_cannot_be_changed_either(db):
    record(tenant := uuid4())
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Record.objects.filter(chain=tenant).update(kind="demo.other")


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'demo.other'",
        "by_id = NULL",
        "subject_id = gen_random_uuid()",
        "at = at + interval '1 microsecond'",
        "data = data || '{\"number\": 7}'",
        "previous = repeat('0', 64)",
        "seal = repeat('0', 64)",
    ],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_row_that_was_changed_behind_the_back_is_found(chain, meddle, change, number):
    meddle(f"UPDATE audit_record SET {change} WHERE number = %s AND chain = %s", number)
    assert audit.verify(chain) != []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_row_that_was_taken_out_is_found(chain, meddle, number):
    meddle("DELETE FROM audit_record WHERE number = %s AND chain = %s", number)
    problems = audit.verify(chain)
    assert problems == [f"{number}: missing"] if number < 3 else ["3: the end of the chain is missing"]


def test_a_whole_chain_that_was_taken_out_is_found(chain, meddle):
    meddle("DELETE FROM audit_record WHERE chain = %s")
    assert audit.verify(chain) == ["1: the end of the chain is missing"]


def test_a_row_that_was_put_in_at_the_end_is_found(chain, meddle):
    meddle(
        "INSERT INTO audit_record (id, chain, kind, subject_id, data, at, number, previous, seal)"
        " SELECT gen_random_uuid(), chain, kind, subject_id, data, at, 4, seal, seal FROM audit_record"
        " WHERE number = 3 AND chain = %s"
    )
    assert audit.verify(chain) != []


def test_an_empty_chain_is_whole(db):
    assert audit.verify(uuid4()) == []


def test_an_act_that_is_rolled_back_leaves_no_gap(chain):
    with transaction.atomic():
        record(chain)
        transaction.set_rollback(True)
    record(chain)
    assert audit.verify(chain) == []
    assert Head.objects.get(chain=chain).number == 4


@pytest.mark.parametrize("words", ["Ona Onaitė", "ona@acme.example", "two words", "x" * 200])
def test_names_and_text_are_refused(words):
    for data in (words, [words], {"a": words}, {words: 1}):
        with pytest.raises(ValueError, match="never names or text"):
            _checked(data)


@given(st.text(max_size=30))
def test_what_is_accepted_has_no_space_and_no_at_sign(words):
    try:
        assert _checked(words) == words
    except ValueError:
        return
    assert not set(words) & set(" @\n\t")


def test_a_digest_is_the_same_for_the_same_words_in_one_help_desk_only():
    one, other = uuid4(), uuid4()
    assert audit.digest("slaptažodis", tenant=one) == audit.digest("slaptažodis", tenant=one)
    assert audit.digest("slaptažodis", tenant=one) != audit.digest("slaptažodis", tenant=other)
    assert len(audit.digest("slaptažodis", tenant=None)) == 64


def test_the_record_works_from_inside_a_help_desk(in_acme):
    record(in_acme.tenant.id)
    assert audit.verify(in_acme.tenant.id) == []
    assert connection.schema_name == in_acme.tenant.schema_name
