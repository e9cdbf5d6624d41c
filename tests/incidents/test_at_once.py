"""Two who act at once on one request: one after the other, never half of each, never stuck."""

from datetime import timedelta
from threading import Barrier
from threading import Event as Signal
from time import sleep

from django.db import transaction

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from incidents.letters.replanning import LONGEST_ACT, wish
from incidents.letters.waiting import GATHERED
from incidents.models import Event, Incident
from incidents.models.search import SearchWord
from incidents.reading import under_lock
from incidents.whole import part
from tenants.door import in_tenant
from tests import factories
from tests.real import committed, desk, together

__all__ = ["committed", "desk"]


def test_of_two_agents_who_start_at_once_one_is_told_that_work_has_started(desk):
    with in_tenant(desk.tenant):
        customer, agent = factories.person(desk, "customer"), factories.person(desk, "agent")
        incident = factories.IncidentFactory(critical=True, by=customer)
    told = []

    def start():
        with in_tenant(desk.tenant):
            try:
                Incident.objects.get(pk=incident.pk).start("Žiūriu", by=agent)
            except NotNow:
                told.append(True)

    together(*[start] * 4)
    with in_tenant(desk.tenant):
        assert Event.objects.filter(kind=Event.Kind.STARTED).count() == 1
    assert len(told) == 3


def test_a_start_and_the_breach_at_once_are_one_story_whichever_is_first(desk):
    with in_tenant(desk.tenant):
        customer, agent = factories.person(desk, "customer"), factories.person(desk, "agent")
        incident = factories.IncidentFactory(critical=True, by=customer)
    clock.shift(timedelta(minutes=60, seconds=1))

    def start():
        with in_tenant(desk.tenant):
            Incident.objects.get(pk=incident.pk).start("Žiūriu", by=agent)

    together(start, timers.fire_due, timers.fire_due)
    timers.fire_due(strict=True)
    with in_tenant(desk.tenant):
        kinds = list(Event.objects.filter(kind__in=["started", "breached"]).values_list("kind", flat=True))
        assert sorted(kinds) == ["breached", "started"]
        incident.refresh_from_db()
        assert (incident.status, incident.hour_due_at) == ("in_progress", None)


def test_what_is_said_while_its_reader_changes_their_wishes_is_told_once(desk):
    with in_tenant(desk.tenant):
        customer, agent = factories.person(desk, "customer"), factories.person(desk, "agent")
        wish(customer, wishes={"replied": "morning"}, rest={})
        incident = factories.IncidentFactory(by=customer)
        incident.reply("Pirma žinia", by=agent)
    said = Signal()

    def say():
        with in_tenant(desk.tenant), transaction.atomic():
            Incident.objects.get(pk=incident.pk).reply("Antra žinia", by=agent)
            said.set()
            sleep(0.3)  # the other one waits for this act meanwhile

    def change():
        assert said.wait(10)
        with in_tenant(desk.tenant):
            wish(customer, wishes={}, rest={})

    together(say, change)
    [letter] = Letter.objects.filter(letter=GATHERED)
    assert letter.hold_until <= clock.now()
    with in_tenant(desk.tenant):
        replies = Event.objects.filter(kind=Event.Kind.REPLIED).order_by("id").values_list("pk", flat=True)
        assert [entry["event"] for entry in letter.data["entries"]] == [str(pk) for pk in replies]
        assert len(replies) == 2


def test_what_was_read_before_the_wishes_changed_and_said_after_goes_by_the_new_ones(desk):
    with in_tenant(desk.tenant):
        customer, agent = factories.person(desk, "customer"), factories.person(desk, "agent")
        wish(customer, wishes={"replied": "morning"}, rest={})
        incident = factories.IncidentFactory(by=customer)
    read, changed = Signal(), Signal()

    def say():
        with in_tenant(desk.tenant), transaction.atomic():
            one = Incident.objects.get(pk=incident.pk)
            with under_lock(one):  # the act reads who follows, and how they wish to be told
                read.set()
                assert changed.wait(10)
                one.reply("Žinia", by=agent)

    def change():
        assert read.wait(10)
        with in_tenant(desk.tenant):
            wish(customer, wishes={}, rest={})
        changed.set()

    together(say, change)
    assert Letter.objects.get(letter=GATHERED).hold_until > clock.now() + LONGEST_ACT
    clock.shift(LONGEST_ACT)
    timers.fire_due(strict=True)
    assert Letter.objects.get(letter=GATHERED).hold_until <= clock.now()


def test_two_who_say_the_same_new_words_the_other_way_round_in_two_acts_each_do_not_wait_for_each_other(desk):
    with in_tenant(desk.tenant):
        agent = factories.person(desk, "agent")
        ones = [factories.IncidentFactory(by=factories.person(desk, "customer")) for _each in range(2)]
    met = Barrier(2)

    def say(incident, first, then):
        with in_tenant(desk.tenant), part():
            one = Incident.objects.get(pk=incident.pk)
            one.note(first, by=agent)
            met.wait(5)
            one.note(then, by=agent)

    together(
        lambda: say(ones[0], "Naujažodisvienas", "Naujažodisdu"),
        lambda: say(ones[1], "Naujažodisdu", "Naujažodisvienas"),
    )
    with in_tenant(desk.tenant):
        known = SearchWord.objects.filter(word__startswith="naujazodis")
        assert set(known.values_list("word", flat=True)) == {"naujazodisvienas", "naujazodisdu"}
        known.delete()
