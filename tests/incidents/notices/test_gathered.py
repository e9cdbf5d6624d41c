"""Mail that is gathered: one letter for a person and a time, by request, true when it goes out, sent once."""

from datetime import UTC, datetime, timedelta
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from helpdesk import outbox
from helpdesk.outbox.claiming import claim
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from incidents.letters.waiting import GATHERED
from incidents.models import Comment
from tenants.models import Membership
from tests.incidents.stages import bring
from tests.real import committed

__all__ = ["committed"]

AT_11 = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)  # an hour after the clock of the tests began to stand
NEXT_8 = datetime(2027, 3, 2, 6, 0, tzinfo=UTC)


def wish(person, rest=None, **ways):
    person.wishes, person.rest = ways, rest or {}
    person.save(update_fields=["wishes", "rest"])


def letters_of(to="customer@acme.example"):
    return Letter.objects.filter(letter=GATHERED, to=to).order_by("hold_until")


@pytest.fixture
def hourly(people):
    """The customer has what is written gathered once an hour."""
    wish(people.customer, replied="hourly", reclassified="hourly")


@pytest.fixture
def bodies(mail):
    """The gathered letters that came to an address, each as one text, in whichever language."""
    return lambda to="customer@acme": [
        sent.body + sent.alternatives[0].content
        for sent in mail(to)
        if "naujienos dėl" in sent.subject or "what happened" in sent.subject
    ]


def test_what_happens_within_an_hour_comes_as_one_letter_by_request(hourly, file, people, bodies, hand, told):
    one, other = (bring(file(), "in_progress", people) for _ in range(2))
    one.reply("Pirma žinia", by=people.agent)
    hand.forward(timedelta(minutes=20))
    other.reply("Kita žinia", by=people.agent)
    one.reply("Antra žinia", by=people.agent)
    assert told(people.customer).count("replied") == 3  # the bell at once
    assert bodies() == []
    hand.to(AT_11)
    [body] = bodies()
    text = body.partition("<!doctype")[0]
    assert text.count(f"/incidents/{one.reference}/") == text.count(f"/incidents/{other.reference}/") == 1
    places = [text.index(words) for words in ("Pirma žinia", "Antra žinia", "Kita žinia")]
    assert places == sorted(places)
    for reference in (one.reference, other.reference):
        assert f"http://acme.langelis.test/incidents/{reference}/#e" in body
    assert len(bodies()) == 1


def test_each_hour_has_its_own_letter_and_an_hour_without_news_has_none(hourly, file, people, bodies, hand):
    one = bring(file(), "in_progress", people)
    one.reply("Pirma žinia", by=people.agent)
    hand.to(AT_11 + timedelta(hours=3))
    one.reply("Antra žinia", by=people.agent)
    hand.to(AT_11 + timedelta(hours=6))
    first, second = bodies()
    assert ("Pirma" in first, "Antra" in first) == (True, False)
    assert ("Pirma" in second, "Antra" in second) == (False, True)


def test_the_letter_of_a_day_comes_at_the_hour_its_reader_named(people, file, bodies, hand):
    wish(people.customer, {"morning": 8}, replied="morning")
    bring(file(), "in_progress", people).reply("Jau žinome", by=people.agent)
    hand.to(NEXT_8 - timedelta(seconds=1))
    assert bodies() == []
    hand.to(NEXT_8)
    assert len(bodies()) == 1


def test_each_reader_has_a_letter_of_their_own_in_their_language(hourly, people, file, mail, hand):
    people.colleague.language = "lt"
    wish(people.colleague, replied="hourly")
    people.colleague.save(update_fields=["language"])
    one = bring(file(), "in_progress", people)
    one.watch(people.colleague, by=people.customer)
    one.reply("Jau žinome", by=people.agent)
    readers = {(row.to, row.language) for row in Letter.objects.filter(letter=GATHERED)}
    assert readers == {("customer@acme.example", people.customer.language), ("colleague@acme.example", "lt")}
    hand.to(AT_11)
    [colleague] = [sent for sent in mail("colleague@acme") if "Jau žinome" in sent.body]
    assert '<html lang="lt">' in colleague.alternatives[0].content


def test_promises_and_criticals_are_never_gathered(hourly, file, people, hand):
    wish(people.customer, started="hourly", resolved="hourly", replied="hourly")
    one = bring(file("critical"), "in_progress", people)
    one.reply("Atkuriame", by=people.agent)
    one.resolve("Atkurta", code="fixed", by=people.agent)
    assert not letters_of().exists()
    assert Letter.objects.filter(to="customer@acme.example", hold_until__lte=clock.now()).count() == 4


def test_what_was_taken_out_meanwhile_is_not_in_the_letter(hourly, file, people, bodies, hand):
    one = bring(file(), "in_progress", people)
    one.reply("Slaptažodis Vasara1", by=people.agent)
    said = Comment.objects.get(text="Slaptažodis Vasara1")
    one.redact("Slaptažodis", comment=said, by=people.agent)
    hand.to(AT_11)
    [body] = bodies()
    assert "Vasara1" not in body
    assert one.reference in body


def test_what_its_reader_may_no_longer_see_is_not_in_the_letter(people, file, bodies, hand):
    wish(people.colleague, replied="hourly")
    seen, unseen = (bring(file(), "in_progress", people) for _ in range(2))
    for one in (seen, unseen):
        one.watch(people.colleague, by=people.customer)
        one.reply(f"Žinia apie {one.reference}", by=people.agent)
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    unseen.unwatch(people.colleague, by=people.colleague)
    hand.to(AT_11)
    [body] = bodies("colleague@acme")
    assert seen.reference in body
    assert unseen.reference not in body


def test_a_letter_in_which_nothing_is_left_is_never_sent(hourly, people, file, bodies, hand):
    bring(file(), "in_progress", people).reply("Jau žinome", by=people.agent)
    member = Membership.objects.get(tenant=people.tenant, user_id=people.customer.user_id)
    member.remove(by=None, at=clock.now())
    hand.to(AT_11)
    assert bodies() == []
    assert letters_of().get().state == Letter.State.DROPPED


def test_what_is_gathered_of_a_request_that_turns_critical_goes_out_at_once(
    hourly, people, file, mail, bodies, hand
):
    one, other = (bring(file(), "in_progress", people) for _ in range(2))
    one.reply("Apie pirmą", by=people.agent)
    other.reply("Apie antrą", by=people.agent)
    one.reclassify("Viskas sustojo", impact="critical", by=people.agent)
    now = [sent.body for sent in mail("customer@acme")]
    assert any("Apie pirmą" in body for body in now)
    assert not any("Apie antrą" in body for body in now)
    hand.to(AT_11)
    [body] = bodies()
    assert "Apie antrą" in body
    assert "Apie pirmą" not in body


def test_a_former_agents_gathered_words_of_customers_are_everybodys(people, file, mail, hand, operator_agent):
    wish(people.agent, word="hourly")
    one = bring(file(), "in_progress", people)
    one.customer_reply("Štai nuotrauka", by=people.customer)
    member = Membership.objects.get(tenant=people.tenant, user_id=people.agent.user_id)
    member.remove(by=None, at=clock.now())
    hand.to(AT_11)
    mails = [*mail(), *mail()]
    assert not [sent for sent in mails if "agent@acme" in sent.to[0] and "nuotrauka" in sent.body]
    assert [sent for sent in mails if operator_agent.email in sent.to[0] and "nuotrauka" in sent.body]


def test_the_same_person_has_a_letter_for_each_help_desk(hourly, people, file):
    bring(file(), "in_progress", people).reply("Jau žinome", by=people.agent)
    row = letters_of().get()
    assert row.tenant_id == people.tenant.pk
    assert str(people.tenant.pk) in row.key


def test_what_comes_while_a_letter_is_under_way_begins_the_next_one(hourly, people, file, hand):
    one = bring(file(), "in_progress", people)
    outbox.deliver_all()
    connection.set_schema(people.tenant.schema_name)
    one.reply("Pirma žinia", by=people.agent)
    hand.to(AT_11)
    assert claim(AT_11).letter == GATHERED  # a sender has it in hand
    hand.to(AT_11 - timedelta(seconds=1))  # and an act that began a moment before it ends only now
    one.reply("Antra žinia", by=people.agent)
    first, second = letters_of()
    assert [len(row.data["entries"]) for row in (first, second)] == [1, 1]
    assert (first.hold_until, second.hold_until) == (AT_11, AT_11 + timedelta(hours=1))


def test_no_sender_takes_a_letter_to_which_somebody_is_adding(committed):
    said = {"to": "a@example.com", "name": "", "language": "en", "key": "gathered:1"}
    ids = {"tenant": None, "subject": "00000000-0000-0000-0000-000000000001", "hold_until": AT_11}
    entry = {"kind": "replied", "event": "1", "incident": "1"}
    assert outbox.gather(GATHERED, entry, **said, **ids)
    adding, go_on = Signal(), Signal()

    def add():
        with transaction.atomic():
            assert outbox.gather(GATHERED, entry, **said, **ids)
            adding.set()
            go_on.wait(10)
        connections.close_all()

    slow = Thread(target=add)
    slow.start()
    try:
        assert adding.wait(10)
        assert claim(AT_11) is None
    finally:
        go_on.set()
        slow.join()
    assert len(claim(AT_11).data["entries"]) == 2
    assert not outbox.gather(GATHERED, entry, **said, **ids)
