from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helpdesk import outbox
from helpdesk.audit.models import Record
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests.outbox.conftest import permanent
from tests.outbox.test_deliver import write

NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("nothing_written")


@pytest.fixture
def dead(server, letter):
    """A letter that was given up, whose reader can be reached again by now."""
    with clock.at(NOON):
        letter()
        server.refuse = {"ona@": permanent("ona@acme.example")}
        write("a", tenant=uuid4())
        outbox.deliver()
        server.refuse = {}
        yield Letter.objects.get()


def test_a_letter_that_was_given_up_can_be_sent_after_all(dead, server):
    assert outbox.deliver() == 0
    assert outbox.resend(dead, uuid4())
    assert outbox.deliver() == 1
    assert len(server.accepted) == 1


def test_sending_again_is_on_record(dead):
    by = uuid4()
    outbox.resend(dead, by)
    row = Record.objects.get(chain=dead.tenant_id)
    assert (row.kind, row.by_id, row.subject_id) == ("outbox.resent", by, dead.id)


def test_a_letter_that_was_sent_is_not_sent_again(dead, server):
    outbox.resend(dead, uuid4())
    outbox.deliver()
    assert not outbox.resend(dead, uuid4())
    assert outbox.deliver() == 0


def test_letters_that_are_late_are_found(dead):
    write("b", to="jonas@acme.example")
    assert Letter.objects.late(NOON - timedelta(seconds=1)).count() == 0
    assert Letter.objects.late(NOON).get().key == "b"
