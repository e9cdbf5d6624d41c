"""A call about a request that whoever waits for it sees no more: taken back, and told nothing of."""

import pytest

from helpdesk.lib.lifecycle import NotNow
from incidents import calling_back
from incidents.models import Callback
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"
SUBJECT = "Slaptas atlyginimų sąrašas"


@pytest.fixture
def wanted(file, people):
    """A call that a colleague asked for about a request which is the requester's own from then on."""
    found = file(subject=SUBJECT).ask_call(phone=PHONE, by=people.colleague)
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    return found


def test_the_first_page_says_that_a_call_is_waited_for_and_not_about_what(wanted, english):
    page = english("colleague").get("/").text
    assert "We aim to call you as soon as we can." in page
    assert "The call that you asked for" in page
    assert SUBJECT not in page
    assert wanted.incident.reference not in page


def test_it_is_taken_back_by_whoever_waits(wanted, english, people):
    colleague = english("colleague")
    where = f"/call-me/{wanted.pk}/withdraw/"
    assert f'action="{where}"' in colleague.get("/").text
    sent = colleague.post(where)
    assert (sent.status_code, sent["Location"]) == (303, "/")
    wanted.refresh_from_db()
    assert wanted.status == "withdrawn"
    entry = wanted.incident.events.get(kind="call_withdrawn")
    assert (entry.by, entry.data["callback"]) == (people.colleague, str(wanted.pk))
    assert "We aim to call" not in colleague.get("/").text


def test_twice_is_one_withdrawal_and_a_sentence(wanted, english):
    colleague = english("colleague")
    for sentence in ("Good. We do not call about it.", "Nobody waits for a call"):
        colleague.post(f"/call-me/{wanted.pk}/withdraw/")
        assert sentence in colleague.get("/").text
    assert wanted.incident.events.filter(kind="call_withdrawn").count() == 1


def test_an_old_page_takes_no_later_call_back(wanted, people):
    wanted.incident.withdraw_call(by=people.colleague)
    wanted.incident.refresh_from_db()
    again = wanted.incident.ask_call(phone=PHONE, by=people.customer)
    stale = Callback.objects.get(pk=wanted.pk)
    with pytest.raises(NotNow):
        calling_back.withdraw(stale, by=people.colleague)
    again.refresh_from_db()
    assert again.status == "asked"


def test_nobody_else_takes_it_back_there(wanted, english):
    assert english("customer").post(f"/call-me/{wanted.pk}/withdraw/").status_code == 403
    assert english("first_line").post(f"/call-me/{wanted.pk}/withdraw/").status_code == 403


def test_the_request_of_whoever_still_sees_it_stands_beside_their_call(file, people, english):
    one = file(subject=SUBJECT)
    one.ask_call(phone=PHONE, by=people.customer)
    page = english("customer").get("/").text
    assert f"{one.reference} · {SUBJECT}" in page
    assert f"/incidents/{one.reference}/withdraw_call/" in page


def test_the_first_page_costs_the_same_with_it(wanted, english):
    colleague = english("colleague")
    colleague.get("/")
    with at_most(8):
        colleague.get("/")
