"""What waits of somebody's mail goes by their new wishes as soon as they are kept: once, and never lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from helpdesk.outbox.claiming import claim
from helpdesk.outbox.models import Letter
from incidents.letters.replanning import wish
from incidents.letters.waiting import GATHERED
from incidents.models import Notice
from tests.incidents.stages import bring

NIGHT = {"from": "22:00", "to": "07:00"}
AT_23 = datetime(2027, 3, 1, 21, 0, tzinfo=UTC)  # in Vilnius
AT_MIDNIGHT = datetime(2027, 3, 1, 22, 0, tzinfo=UTC)
AT_7 = datetime(2027, 3, 2, 5, 0, tzinfo=UTC)
AT_8 = datetime(2027, 3, 2, 6, 0, tzinfo=UTC)


@pytest.fixture
def said(file, people, hand, mail):
    """At eleven at night somebody writes to the customer, who has wishes, of two requests."""

    def say(wishes=None, rest=None):
        wish(people.customer, wishes=wishes or {}, rest=rest or {})
        hand.to(AT_23)
        one, other = (bring(file(), "in_progress", people) for _ in range(2))
        mail()
        one.reply("Pirma žinia", by=people.agent)
        other.reply("Antra žinia", by=people.agent)
        one.reply("Trečia žinia", by=people.agent)

    return say


@pytest.fixture
def bodies(mail):
    """What has come to the customer of what was said, in its order."""

    def came():
        every = [sent.body for sent in mail("customer@acme")]
        return [body for body in every if any(word in body for word in ("Pirma", "Antra", "Trečia"))]

    return came


def each_once(bodies):
    text = "\n".join(bodies)
    return [text.count(words) for words in ("Pirma žinia", "Antra žinia", "Trečia žinia")] == [1, 1, 1]


def test_whoever_ends_their_quiet_hours_gets_at_once_what_they_held(said, people, bodies, hand):
    said(rest=NIGHT)
    assert bodies() == []
    wish(people.customer, wishes={}, rest={})
    assert len(bodies()) == 3
    hand.to(AT_8)
    assert each_once(bodies())


@pytest.mark.parametrize(("ends", "at"), [("06:00", AT_7 - timedelta(hours=1)), ("08:00", AT_8)])
def test_other_quiet_hours_hold_it_until_they_are_over(ends, at, said, people, bodies, hand):
    said(rest=NIGHT)
    wish(people.customer, wishes={}, rest={"from": "22:00", "to": ends})
    hand.to(at - timedelta(seconds=1))
    assert bodies() == []
    hand.to(at)
    assert each_once(bodies())


def test_quiet_hours_that_begin_later_hold_nothing_yet(said, people, bodies):
    said(rest=NIGHT)
    wish(people.customer, wishes={}, rest={"from": "23:30", "to": "07:00"})
    assert each_once(bodies())


def test_new_quiet_hours_hold_what_was_to_come_with_others_within_them(said, people, bodies, hand):
    said(wishes={"replied": "hourly"})
    wish(people.customer, wishes={"replied": "hourly"}, rest=NIGHT)
    hand.to(AT_7 - timedelta(seconds=1))
    assert bodies() == []
    hand.to(AT_7)
    assert len(bodies()) == 1
    assert each_once(bodies())


def test_what_is_no_longer_to_wait_for_others_comes_at_once_as_one_letter(said, people, bodies, hand):
    said(wishes={"replied": "morning"})
    wish(people.customer, wishes={}, rest={})
    assert len(bodies()) == 1
    hand.to(AT_8)
    assert each_once(bodies())


def test_it_does_not_come_at_once_in_the_quiet(said, people, bodies, hand):
    said(wishes={"replied": "morning"})
    wish(people.customer, wishes={}, rest=NIGHT)
    assert bodies() == []
    hand.to(AT_7)
    assert each_once(bodies())


def test_what_was_held_alone_comes_with_others_from_now_on(said, people, bodies, hand):
    said(rest=NIGHT)
    wish(people.customer, wishes={"replied": "morning"}, rest={})
    hand.to(AT_7)
    assert bodies() == []
    hand.to(AT_8)
    assert len(bodies()) == 1
    assert each_once(bodies())


def test_each_kind_goes_by_its_own_wish(said, people, bodies, hand, mail, file):
    said(wishes={"replied": "morning", "reopened": "morning"})
    closed = bring(file(), "closed", people)
    closed.reopen("Vėl neveikia", by=people.agent)
    wish(people.customer, wishes={"replied": "hourly", "reopened": "morning"}, rest={})
    hand.to(AT_MIDNIGHT)
    assert each_once(bodies())
    assert not [sent for sent in mail("customer@acme") if "Vėl neveikia" in sent.body]
    hand.to(AT_8)
    assert [sent for sent in mail("customer@acme") if "Vėl neveikia" in sent.body]


def test_whoever_wants_no_mail_gets_none_of_what_the_bell_has_told(said, people, bodies, hand):
    said(wishes={"replied": "morning"})
    wish(people.customer, wishes={"replied": "window"}, rest={})
    hand.to(AT_8)
    assert bodies() == []
    assert Notice.objects.filter(person=people.customer, kind="replied").count() == 3


def test_what_no_bell_has_told_comes_by_mail_all_the_same(said, people, bodies):
    said(wishes={"replied": "mail"}, rest=NIGHT)
    assert not Notice.objects.filter(person=people.customer, kind="replied").exists()
    wish(people.customer, wishes={"replied": "window"}, rest={})
    assert each_once(bodies())


def test_there_and_back_again_loses_nothing(said, people, bodies, hand):
    said(rest=NIGHT)
    for wishes, rest in (
        ({"replied": "morning"}, {}),
        ({"replied": "hourly"}, NIGHT),
        ({}, NIGHT),
        ({"replied": "morning"}, {"morning": 9}),
        ({}, NIGHT),
    ):
        wish(people.customer, wishes=wishes, rest=rest)
        assert bodies() == []
    hand.to(AT_8)
    assert each_once(bodies())


def test_what_waits_for_others_of_the_company_stays_as_it_is(said, people, file, hand, mail):
    wish(people.colleague, wishes={"replied": "morning"}, rest={})
    said(rest=NIGHT)
    one = bring(file(by=people.colleague), "in_progress", people)
    one.reply("Kolegai", by=people.agent)
    wish(people.customer, wishes={}, rest={})
    assert not [sent for sent in mail("colleague@acme") if "Kolegai" in sent.body]
    hand.to(AT_8)
    assert [sent for sent in mail("colleague@acme") if "Kolegai" in sent.body]


def test_what_a_sender_has_in_hand_goes_out_as_it_is(said, people, hand):
    said(rest=NIGHT)
    hand.to(AT_7)
    in_hand = claim(AT_7)
    hand.to(AT_7 - timedelta(seconds=1))
    wish(people.customer, wishes={"replied": "morning"}, rest={})
    assert Letter.objects.get(pk=in_hand.pk).hold_until == AT_7
    [gathered] = Letter.objects.filter(letter=GATHERED)
    assert in_hand.data["event"] not in [entry["event"] for entry in gathered.data["entries"]]
    assert len(gathered.data["entries"]) == 2


def test_a_wish_that_is_rolled_back_moves_nothing(said, people, bodies):
    said(rest=NIGHT)
    with transaction.atomic():
        wish(people.customer, wishes={}, rest={})
        transaction.set_rollback(True)
    assert bodies() == []
    assert Letter.objects.held(AT_23).filter(to=people.customer.email).count() == 3


def test_the_page_of_wishes_does_it(said, people, browser, bodies):
    from incidents.letters import kinds

    said(rest=NIGHT)
    usual = {kind: about.usual.value for kind, about in kinds.KINDS.items() if "customer" in about.roles}
    assert browser("customer").post("/notices/settings/", usual | {"morning": "8"}).status_code == 303
    assert each_once(bodies())


def test_looking_once_more_moves_nothing_that_stands_as_it_is_wished(said, people, bodies, ring, hand):
    said(wishes={"replied": "morning"})
    wish(people.customer, wishes={"replied": "morning"}, rest=NIGHT)
    ring(minutes=1)
    assert bodies() == []
    hand.to(AT_8)
    assert len(bodies()) == 1
    assert each_once(bodies())


def test_what_is_held_by_quiet_hours_is_held_still_after_looking_once_more(said, people, bodies, ring, hand):
    said(rest=NIGHT)
    ring(minutes=5)
    assert bodies() == []
    hand.to(AT_7)
    assert len(bodies()) == 3
    assert each_once(bodies())
