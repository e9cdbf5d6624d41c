"""Parts: a request is a part of one other at most; no hour moves by it, and nobody reads more by it."""

import pytest
from django.db import IntegrityError, transaction

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import bulk, parts
from incidents.links import standing
from incidents.models import Event, Incident, Notice
from incidents.need import Unclear
from incidents.replaying import differences
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(file, people):
    """A request in which work has started."""
    return bring(file(subject="Perkėlimas į naują versiją"), "in_progress", people)


def part_of(whole, one, people):
    one.link(whole, tie="part_of", by=people.agent)
    return one


def events(incident, kind):
    return incident.events.filter(kind=kind).count()


def test_it_stands_on_both_timelines_and_in_its_column(file, people, whole):
    one = part_of(whole, file(), people)
    assert one.parent == whole
    assert [(link.tie, link.way, link.other) for link in standing(whole.events.in_order())] == [
        ("part_of", "from", str(one.pk))
    ]
    assert list(whole.parts.all()) == [one]
    assert [differences(each, clock.now()) for each in (one, whole)] == [[], []]


@pytest.mark.parametrize("way", ["to", "from"])
def test_it_is_taken_out_from_either_side(way, file, people, whole):
    one = part_of(whole, file(), people)
    here, there = (one, whole) if way == "to" else (whole, one)
    here.unlink(there, tie="part_of", way=way, by=people.agent)
    assert Incident.objects.get(pk=one.pk).parent is None
    assert not standing(one.events.in_order())


def test_a_part_has_one_whole(file, people, whole):
    one = part_of(whole, file(), people)
    with pytest.raises(Unclear, match="take it out there first"):
        one.link(file(), tie="part_of", by=people.agent)
    with pytest.raises(NotNow):
        one.link(whole, tie="part_of", by=people.agent)


def test_parts_have_no_parts_and_so_there_is_no_ring(file, people, whole):
    one = part_of(whole, file(), people)
    with pytest.raises(Unclear, match="parts have no parts"):
        file().link(one, tie="part_of", by=people.agent)
    with pytest.raises(Unclear, match="It has parts itself"):
        whole.link(file(), tie="part_of", by=people.agent)
    with pytest.raises(Unclear, match="parts have no parts"):
        whole.link(one, tie="part_of", by=people.agent)
    with pytest.raises(NotNow, match="parts have no parts"):
        one.add_part("Dar smulkiau", "Ne", by=people.agent)


def test_nothing_is_a_part_of_itself_and_the_database_says_so_too(file, people):
    one = file()
    with pytest.raises(Unclear, match="itself"):
        one.link(one, tie="part_of", by=people.agent)
    with pytest.raises(IntegrityError, match="no_part_of_itself"), transaction.atomic():
        Incident.objects.filter(pk=one.pk).update(parent=one)


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_what_is_over_takes_no_part(status, file, people):
    over = bring(file(), status, people)
    with pytest.raises(Unclear, match="is over"):
        file().link(over, tie="part_of", by=people.agent)


def test_a_part_is_made_in_one_step_for_the_same_person_and_program(file, people):
    whole = file(product_name="Bonus", product_version="4.1", kind="service_request")
    one = whole.add_part("Antras spausdintuvas", "Irgi tyli", by=people.agent)
    assert (one.parent, one.requester, one.product_name, one.product_version, one.kind) == (
        *(whole, people.customer, "Bonus", "4.1"),
        "service_request",
    )
    assert whole.events.get(kind=Event.Kind.LINKED).data["other"] == str(one.pk)
    other = whole.add_part("Kitas", "Kito", by=people.agent, requester=people.colleague)
    assert other.requester == people.colleague


def test_a_part_that_cannot_be_joined_is_not_registered_either(file, people, monkeypatch):
    whole = file()

    def stop(*_said, **_named):
        raise RuntimeError("stop")

    monkeypatch.setattr("incidents.parts.refuse_or_join", stop)
    with pytest.raises(RuntimeError):
        whole.add_part("Antras", "Tyli", by=people.agent)
    assert Incident.objects.count() == 1


def test_no_hour_and_no_goal_of_either_moves(file, people):
    whole, one = file("critical"), file("critical")
    names = ("hour_due_at", "resolution_due_at", "next_word_due_at", "rank", "status")
    before = [[getattr(each, name) for name in names] for each in (whole, one)]
    part_of(whole, one, people)
    whole.add_part("Dalis", "Dar viena", by=people.agent)
    for each in (whole, one):
        each.refresh_from_db()
        assert differences(each, clock.now()) == []
    assert [[getattr(each, name) for name in names] for each in (whole, one)] == before


def test_whoever_has_the_whole_is_told_when_the_last_part_is_solved(file, people, whole, ring, letters):
    first, last = (part_of(whole, file(), people) for _one in range(2))
    first.resolve("Pataisyta", code="fixed", by=people.agent)
    ring()
    assert events(whole, "parts_solved") == 0
    last.cancel("Nereikia", by=people.customer)
    ring()
    assert events(whole, "parts_solved") == 1
    assert letters("parts_solved") == [people.agent.email]
    assert Notice.objects.filter(kind="parts_solved", incident=whole, person=people.agent).exists()
    whole.refresh_from_db()
    assert (whole.status, differences(whole, clock.now())) == ("in_progress", [])


def test_it_is_told_once_and_again_when_a_part_was_opened_again(file, people, whole, ring):
    one = part_of(whole, file(), people)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    ring()
    ring()
    assert events(whole, "parts_solved") == 1
    one.still_fails("Ne", by=people.customer)
    ring(minutes=1)
    one.resolve("Dabar tikrai", code="fixed", by=people.agent)
    ring()
    assert events(whole, "parts_solved") == 2


def test_the_last_part_is_no_news_where_the_whole_is_solved(file, people, whole, ring):
    one = part_of(whole, file(), people)
    whole.resolve("Pataisyta", code="fixed", by=people.agent)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    ring()
    assert events(whole, "parts_solved") == 0


@pytest.mark.parametrize("way", ["to", "from"])
def test_it_is_told_when_the_last_open_part_is_taken_out(way, file, people, whole, ring):
    over, left = (part_of(whole, file(), people) for _one in range(2))
    over.resolve("Pataisyta", code="fixed", by=people.agent)
    ring()
    here, there = (left, whole) if way == "to" else (whole, left)
    here.unlink(there, tie="part_of", way=way, by=people.agent)
    ring()
    assert events(whole, "parts_solved") == 1


def test_a_whole_that_has_lost_its_only_part_is_told_nothing(file, people, whole, ring):
    part_of(whole, file(), people).unlink(whole, tie="part_of", by=people.agent)
    ring()
    assert events(whole, "parts_solved") == 0


@pytest.mark.parametrize("rung", [False, True])
def test_it_is_told_when_the_help_desk_was_closed_meanwhile(rung, file, people, whole, ring):
    part_of(whole, file(), people).resolve("Pataisyta", code="fixed", by=people.agent)
    people.tenant.deactivate("ended", by=None, at=clock.now())
    if rung:
        Timer.objects.filter(kind=parts.TIMER).update(state="pending", cancelled_at=None, cancelled_why="")
        ring()  # it was not called off, and found the help desk closed
    people.tenant.reopen(by=None, at=clock.now())
    ring()
    assert events(whole, "parts_solved") == 1


def test_it_is_not_told_again_when_the_help_desk_opens(file, people, whole, ring):
    part_of(whole, file(), people).resolve("Pataisyta", code="fixed", by=people.agent)
    ring()
    people.tenant.deactivate("ended", by=None, at=clock.now())
    people.tenant.reopen(by=None, at=clock.now())
    ring()
    assert events(whole, "parts_solved") == 1


def test_that_the_last_part_is_solved_is_an_inside_matter(file, people, whole, ring):
    part_of(whole, file(), people).resolve("Pataisyta", code="fixed", by=people.agent)
    ring()
    assert not whole.events.visible_to(people.customer).filter(kind="parts_solved").exists()


def test_a_whole_is_solved_with_its_open_parts_in_the_same_words(file, people, whole):
    open_one, over = part_of(whole, file(), people), part_of(whole, file(), people)
    over.cancel("Nereikia", by=people.customer)
    whole.resolve("Įdiegta nauja versija", code="delivered", by=people.agent)
    result = bulk.resolve_parts(whole, "Įdiegta nauja versija", code="delivered", by=people.agent)
    assert [one.reference for one in result.done] == [open_one.reference]
    open_one.refresh_from_db()
    assert (open_one.status, open_one.resolution_code) == ("resolved", "delivered")
    assert open_one.events.get(kind="resolved").comment.text == "Įdiegta nauja versija"
    assert Incident.objects.get(pk=over.pk).status == "cancelled"


def test_a_critical_whose_hour_runs_is_left_out_and_named(file, people, whole):
    runs, at_work = part_of(whole, file("critical"), people), part_of(whole, file("critical"), people)
    at_work.start("Žiūriu", by=people.agent)
    result = bulk.resolve_parts(whole, "Viskas", code="fixed", by=people.agent)
    assert [one.pk for one in result.done] == [at_work.pk]
    assert list(result.left_out.values()) == [[runs.reference]]
    assert "promised hour" in next(iter(result.left_out))
    runs.refresh_from_db()
    assert (runs.status, runs.hour_due_at is not None) == ("new", True)


def test_what_cannot_be_solved_now_is_named_and_keeps_no_other(file, people, whole, monkeypatch):
    first, last = part_of(whole, file(), people), part_of(whole, file(), people)
    stale = list(whole.parts.order_by("pk"))
    first.cancel("Nereikia", by=people.customer)
    monkeypatch.setattr(parts, "open_parts", lambda _whole: stale)
    result = bulk.resolve_parts(whole, "Viskas", code="fixed", by=people.agent)
    assert ([one.pk for one in result.done], *result.left_out.values()) == ([last.pk], [first.reference])


def test_a_customer_reads_of_neither_whole_nor_part_that_they_may_not_see(file, people, whole):
    from incidents import links

    people.customer.sees_all = people.colleague.sees_all = False
    one = part_of(whole, file(by=people.colleague), people)
    for reader, incident in ((people.colleague, one), (people.customer, whole)):
        timeline = list(incident.events.in_order())
        seen = links.others(timeline, incident, reader)
        assert parts.shown(links.shown(timeline, seen)) == {}
        assert all(links.is_hidden(event, seen) for event in timeline if event.kind == "linked")
    timeline = list(whole.events.in_order())
    told = parts.shown(links.shown(timeline, links.others(timeline, whole, people.agent)))
    assert ([each.pk for each in told["every"]], told["open"], told["whole"]) == ([one.pk], [one], None)
