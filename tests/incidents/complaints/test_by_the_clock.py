"""What happens to a complaint by itself: it is never left without an owner, or its time, in silence."""

from datetime import timedelta

import pytest
from django.db import connection

from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents.complaints import due
from incidents.complaints.act import TIMER
from incidents.models import Complaint, Notice
from tenants.models import Membership
from tests.incidents.timeline import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def until(hand, ring):
    """Turns the clock to a moment and lets happen what is due by then."""

    def turn(moment):
        hand.to(moment)
        return ring()

    return turn


def test_nobody_takes_care_of_it_alarms_after_four_open_hours_and_again(complain, until, letters):
    one = complain()
    written = len(letters("complaint_work"))
    until(one.received_at + timedelta(hours=4) - timedelta(seconds=1))
    assert kinds(one) == ["complained"]
    until(one.received_at + timedelta(hours=4))
    assert kinds(one) == ["complained", "alarmed"]
    assert len(letters("complaint_work")) == 2 * written
    # three hours were left of Monday: the next alarm is on Tuesday
    until(one.received_at + timedelta(hours=26))
    assert kinds(one) == ["complained", "alarmed", "alarmed"]


def test_whose_it_is_hears_no_alarm_and_is_warned_a_business_day_before(complain, until, letters, others):
    one = complain()
    one.own(others.second, by=others.second)
    before = len(letters("complaint_work"))
    until(one.due_at - timedelta(days=3, hours=1))  # Friday before the Monday, an hour before closing
    assert kinds(one) == ["complained", "owned"]
    until(one.due_at - timedelta(days=3))
    assert kinds(one) == ["complained", "owned", "warned"]
    assert letters("complaint_work")[before:] == [others.second.email]


def test_an_answer_at_the_last_moment_is_in_time_and_a_second_later_is_not(complain, others, hand):
    first, second = complain(), complain()
    hand.to(first.due_at)
    first.answer("Štai", by=others.admin)
    hand.forward(timedelta(seconds=1))
    second.answer("Štai", by=others.admin)
    assert (first.in_time, second.in_time) == (True, False)
    assert second.events.get(kind="answered").data["late"] is True


def test_what_is_not_answered_in_time_is_on_record_and_the_company_and_admins_are_told(
    complain, until, people, others, letters
):
    one = complain()
    one.own(others.second, by=others.second)
    before = len(letters("complaint"))
    until(one.due_at)
    one.refresh_from_db()
    assert kinds(one)[-1] == "overdue"
    assert (one.status, one.in_time, one.overdue_at) == ("received", False, clock.now())
    assert set(letters("complaint")[before:]) == {people.customer.email, people.manager.email}
    assert others.admin.email in letters("complaint_work")
    one.answer("Vėluojame, atsiprašome", by=others.second)
    assert one.in_time is False


def test_it_is_asked_once_more_and_never_closes_by_itself(brought, until, letters, people):
    one = brought("answered")
    before = len(letters("complaint"))
    for days in (7, 30, 300):
        until(clock.now() + timedelta(days=days))
    one.refresh_from_db()
    assert one.status == "answered"
    assert kinds(one).count("reminded") == 1
    assert letters("complaint")[before:] == [people.customer.email]


def test_a_new_turn_is_warned_of_and_late_by_its_own_time(brought, until):
    one = brought("disputed")
    until(one.due_at - timedelta(days=1))
    until(one.due_at)
    assert kinds(one)[-2:] == ["warned", "overdue"]
    one.refresh_from_db()
    assert one.in_time is True  # the first answer was


def test_what_is_over_has_no_timer(brought):
    for status in ("closed", "withdrawn"):
        assert not Timer.objects.pending().filter(subject_id=brought(status).pk).exists()


def test_an_owner_who_left_is_none_and_everybody_is_told(complain, people, others, letters):
    one = complain()
    one.own(people.agent, by=people.agent)
    Membership.objects.filter(user_id=people.agent.user_id, tenant=people.tenant).delete()
    found = due.complaints_without_timer_or_owner()
    connection.set_schema(people.tenant.schema_name)
    one.refresh_from_db()
    assert (one.owner, kinds(one)[-1]) == (None, "alarmed")
    assert len(found) == 1
    assert people.agent.email not in letters("complaint_work")[-2:]


def test_a_lost_timer_is_armed_again(complain, people):
    one = complain()
    Timer.objects.filter(subject_id=one.pk).delete()
    assert due.complaints_without_timer_or_owner() == [
        f"{people.tenant.schema_name} {one.reference}: {TIMER}"
    ]
    assert due.complaints_without_timer_or_owner() == []
    connection.set_schema(people.tenant.schema_name)


def test_a_closed_help_desk_alarms_of_nothing_and_one_that_opens_again_does(complain, people, hand, ring):
    one = complain()
    people.tenant.deactivate("ended", by=None, at=clock.now())
    connection.set_schema(people.tenant.schema_name)
    ring(minutes=60 * 24 * 30)
    assert kinds(one) == ["complained"]
    people.tenant.reopen(by=None, at=clock.now())
    connection.set_schema(people.tenant.schema_name)
    ring(minutes=1)
    one = Complaint.objects.get(pk=one.pk)
    assert set(kinds(one)) == {"complained", "alarmed", "overdue"}


# --- who is told ---------------------------------------------------------------------------------------


def told(person):
    return [
        (one.kind, one.complaint_event.kind)
        for one in Notice.objects.filter(person=person).order_by("at", "id")
    ]


def test_a_complaint_is_confirmed_by_mail_and_told_to_the_manager_and_to_every_agent(
    complain, people, others, letters
):
    complain()
    assert set(letters("complaint")) == {people.customer.email, people.manager.email}
    assert set(letters("complaint_work")) == {
        people.agent.email,
        others.second.email,
        others.admin.email,
    }
    assert told(people.customer) == []  # nobody is told in the window of what they did themselves
    assert told(people.manager) == [("complaint", "complained")]
    assert told(people.colleague) == told(people.first_line) == []


def test_the_steps_are_told_to_who_complained_and_to_the_owner(brought, people, others):
    brought("disputed").answer("Dar kartą", by=others.second)
    assert told(people.customer) == [("complaint", one) for one in ("owned", "answered", "answered")]
    assert told(others.second) == [("complaint_work", one) for one in ("complained", "disputed")]
    assert told(others.admin) == [("complaint_work", one) for one in ("complained", "disputed")]


def test_the_letters_of_a_complaint_are_one_thread_with_a_button_to_the_page(brought, people, mail):
    one = brought("closed")
    mails = mail(people.customer.email)
    assert len(mails) == 3  # received, owned, answered: one's own agreeing needs no letter
    assert len({each.subject for each in mails}) == 1
    root = mails[0].extra_headers["Message-ID"]
    assert [each.extra_headers["In-Reply-To"] for each in mails[1:]] == [root, root]
    for each in mails:
        assert people.tenant.url(one.get_absolute_url()) in each.body
        assert one.reference in each.body
    assert "Atsiprašome, paskyrėme kitą" in mails[2].body


def test_whoever_left_the_company_reads_no_more_of_it(complain, people, mail):
    complain()
    Membership.objects.filter(user_id=people.customer.user_id).delete()
    assert mail(people.customer.email) == []


def test_words_that_were_taken_out_are_in_no_letter_any_more(complain, people, mail):
    one = complain("Slaptažodis: Vasara1")
    one.redact("Slaptažodis", words=one.words.get(), by=people.customer)
    assert all("Vasara1" not in each.body for each in mail())


def test_where_who_complained_cannot_come_in_the_manager_is_asked(complain, people, others, letters):
    from tests.factories import PersonFactory

    one = complain(by=people.agent, complainant=PersonFactory(email="caller@acme.example"))
    one.own(others.second, by=others.second)
    before = len(letters("complaint"))
    one.answer("Štai", by=others.second)
    assert set(letters("complaint")[before:]) == {"caller@acme.example", people.manager.email}
    one.agree(by=people.manager)
    assert one.agreed_by == people.manager
