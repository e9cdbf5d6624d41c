from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tests.statements import at_most

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def hand(nothing_armed):
    with clock.at(NOON) as hand:
        yield hand


def test_arming_twice_leaves_one_timer():
    subject = uuid4()
    timers.arm("demo.remind", subject, NOON + HOUR)
    timers.arm("demo.remind", subject, NOON + HOUR)
    assert Timer.objects.get().due_at == NOON + HOUR


def test_arming_a_pending_timer_again_moves_it():
    subject = uuid4()
    timers.arm("demo.remind", subject, NOON + HOUR)
    timers.arm("demo.remind", subject, NOON + 2 * HOUR)
    timer = Timer.objects.get()
    assert (timer.due_at, timer.next_try_at) == (NOON + 2 * HOUR, NOON + 2 * HOUR)


def test_a_timer_is_one_for_tenant_subject_kind_and_generation():
    subject, tenant = uuid4(), uuid4()
    timers.arm("demo.remind", subject, NOON)
    timers.arm("demo.remind", subject, NOON, tenant=tenant)
    timers.arm("demo.remind", subject, NOON, generation=2)
    timers.arm("demo.breach", subject, NOON)
    timers.arm("demo.remind", uuid4(), NOON)
    assert Timer.objects.count() == 5


def test_what_has_fired_is_not_armed_again_by_itself(on):
    seen, subject = on("demo.remind"), uuid4()
    timers.arm("demo.remind", subject, NOON)
    timers.fire_due()
    timers.arm("demo.remind", subject, NOON)
    assert timers.fire_due() == 0
    timers.arm("demo.remind", subject, NOON, again=True)
    assert timers.fire_due() == 1
    assert len(seen) == 2


def test_what_was_called_off_is_not_armed_again_by_itself():
    subject = uuid4()
    timers.arm("demo.remind", subject, NOON)
    timers.cancel(subject)
    timers.arm("demo.remind", subject, NOON)
    assert Timer.objects.pending().count() == 0
    timers.arm("demo.remind", subject, NOON, again=True)
    timer = Timer.objects.pending().get()
    assert (timer.cancelled_at, timer.cancelled_why) == (None, "")


def test_calling_off_takes_the_named_kinds_only():
    subject = uuid4()
    for kind in ("demo.a", "demo.b", "demo.c"):
        timers.arm(kind, subject, NOON)
    assert timers.cancel(subject, "demo.a", "demo.b", reason="resolved") == 2
    assert Timer.objects.pending().get().kind == "demo.c"
    assert {timer.cancelled_why for timer in Timer.objects.filter(state="cancelled")} == {"resolved"}


def test_calling_off_takes_one_generation_when_asked():
    subject = uuid4()
    timers.arm("demo.a", subject, NOON, generation=1)
    timers.arm("demo.a", subject, NOON, generation=2)
    timers.cancel(subject, generation=1)
    assert Timer.objects.pending().get().generation == 2


def test_calling_off_leaves_other_subjects_and_what_has_happened(on):
    on("demo.a")
    subject, other = uuid4(), uuid4()
    timers.arm("demo.a", subject, NOON)
    timers.fire_due()
    timers.arm("demo.a", other, NOON)
    assert timers.cancel(subject) == 0
    assert Timer.objects.get(subject_id=subject).state == "fired"


def test_a_timer_needs_a_moment_with_its_zone():
    with pytest.raises(ValueError, match="zone"):
        timers.arm("demo.a", uuid4(), datetime(2026, 12, 23))


def test_an_act_that_is_rolled_back_leaves_no_timer():
    with transaction.atomic():
        timers.arm("demo.a", uuid4(), NOON)
        transaction.set_rollback(True)
    assert not Timer.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "fired"},
        {"state": "lost"},
        {"state": "cancelled"},
        {"fired_at": NOON},
        {"cancelled_at": NOON},
        {"kind": ""},
        {"generation": 0},
        {"next_try_at": NOON - HOUR},
    ],
)
def test_the_database_refuses_a_timer_that_cannot_be(wrong):
    row = {"kind": "demo.a", "subject_id": uuid4(), "due_at": NOON, "next_try_at": NOON, "created_at": NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        Timer.objects.create(**row | wrong)


def test_arming_is_one_statement():
    with at_most(1):
        timers.arm("demo.a", uuid4(), NOON)
