from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helpdesk import audit, timers
from helpdesk.audit.models import Record
from helpdesk.timers import clock
from helpdesk.timers.models import Timer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def stuck(on, nothing_armed):
    """A timer of a tenant that failed and waits for its next try."""
    with clock.at(NOON):
        on("demo.bad", lambda timer: 1 / 0)
        timers.arm("demo.bad", uuid4(), NOON, tenant=uuid4())
        timers.fire_due()
        yield Timer.objects.get()


def test_a_timer_that_failed_can_be_tried_at_once(stuck, on):
    seen = on("demo.bad")
    assert timers.fire_due() == 0
    assert timers.retry_now(stuck, uuid4())
    assert timers.fire_due() == 1
    assert len(seen) == 1


def test_a_timer_is_called_off_with_a_reason(stuck):
    assert timers.cancel_one(stuck, uuid4(), "  the request is gone ")
    stuck.refresh_from_db()
    assert (stuck.state, stuck.cancelled_why) == ("cancelled", "the request is gone")


def test_a_timer_is_not_called_off_without_a_reason(stuck):
    with pytest.raises(ValueError, match="reason"):
        timers.cancel_one(stuck, uuid4(), "  ")


def test_what_has_happened_can_neither_be_tried_nor_called_off(stuck, on):
    on("demo.bad")
    timers.fire_due(now=NOON + timedelta(minutes=1))
    assert not timers.retry_now(stuck, uuid4())
    assert not timers.cancel_one(stuck, uuid4(), "why not")


def test_what_an_operator_does_is_on_record(stuck):
    by = uuid4()
    timers.retry_now(stuck, by)
    timers.cancel_one(stuck, by, "the request is gone")
    rows = Record.objects.filter(chain=stuck.tenant_id).order_by("id")
    assert [(row.kind, row.by_id, row.subject_id) for row in rows] == [
        ("timers.retried", by, stuck.id),
        ("timers.cancelled", by, stuck.id),
    ]
    assert audit.verify(stuck.tenant_id) == []


def test_an_act_that_did_nothing_leaves_no_record(stuck):
    timers.cancel_one(stuck, uuid4(), "gone")
    before = Record.objects.count()
    timers.cancel_one(stuck, uuid4(), "gone")
    assert Record.objects.count() == before
