from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helpdesk import outbox
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests.statements import at_most

NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("nothing_written")


def write(**changes):
    given = {"to": "ona@acme.example", "name": "Ona", "language": "lt", "key": "demo:1", "subject": uuid4()}
    outbox.write("demo.hello", **given | changes)


def test_a_letter_is_written_once_for_each_key():
    write(key="demo:1", name="Ona")
    write(key="demo:1", name="Somebody else")
    write(key="demo:2")
    assert list(Letter.objects.order_by("key").values_list("name", flat=True)) == ["Ona", "Ona"]


def test_a_letter_of_an_act_that_is_rolled_back_was_never_written():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_a_letter_is_due_at_once_or_when_it_is_held():
    with clock.at(NOON):
        write(key="demo:1")
        write(key="demo:2", hold_until=NOON + timedelta(seconds=10))
    held = Letter.objects.order_by("key").values_list("hold_until", "next_try_at")
    assert list(held) == [(NOON, NOON), (NOON + timedelta(seconds=10),) * 2]


def test_a_letter_holds_ids_and_no_words():
    write(data={"incident": "0197", "times": 2})
    row = Letter.objects.get()
    assert row.data == {"incident": "0197", "times": 2}
    columns = {field.name for field in Letter._meta.get_fields()}
    assert not columns & {"body", "text", "html", "subject"}


def test_letters_stand_in_the_line_as_they_were_written_whatever_the_shift_of_the_clock():
    with clock.at(NOON):
        write(key="demo:1")
    with clock.at(NOON - timedelta(days=300)):
        write(key="demo:2")
    assert list(Letter.objects.order_by("written_at").values_list("key", flat=True)) == ["demo:1", "demo:2"]


def test_writing_is_one_statement():
    with at_most(1):
        write()


@pytest.mark.parametrize("wrong", [{"to": ""}, {"key": ""}])
def test_a_letter_without_an_address_or_a_key_is_refused(wrong):
    with pytest.raises(ValueError, match="address and a key"):
        write(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sent"},
        {"state": "lost"},
        {"state": "dropped"},
        {"sent_at": NOON},
        {"leased_until": NOON},
        {"state": "dead", "leased_until": NOON, "leased_by": 1},
        {"key": ""},
    ],
)
def test_the_database_refuses_a_letter_that_cannot_be(wrong):
    row = {"key": "demo:1", "letter": "demo.hello", "subject_id": uuid4(), "to": "ona@acme.example"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(**row | {"hold_until": NOON, "next_try_at": NOON} | wrong)


def test_a_secret_is_the_same_each_time_and_different_for_everything_else():
    one, other = uuid4(), uuid4()
    secret = outbox.secret("order", one, 1)
    assert secret == outbox.secret("order", one, 1)
    others = {
        outbox.secret("order", one, 2),
        outbox.secret("order", other, 1),
        outbox.secret("invite", one, 1),
    }
    assert secret not in others
    assert len(others) == 3


def test_a_secret_is_long_and_fits_in_a_link():
    secret = outbox.secret("order", uuid4(), 1)
    assert len(secret) == 43
    assert secret.replace("-", "").replace("_", "").isalnum()


def test_a_secret_depends_on_the_installation(settings):
    one = uuid4()
    before = outbox.secret("order", one, 1)
    settings.SECRET_KEY = "another installation" * 3
    assert outbox.secret("order", one, 1) != before


def test_only_the_digest_of_a_secret_is_kept():
    secret = outbox.secret("order", uuid4(), 1)
    assert len(outbox.digest(secret)) == 64
    assert secret not in outbox.digest(secret)
