"""Link, unlink: how requests hang together, on both timelines, for whoever may read the other one."""

import pytest

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.links import standing
from incidents.models import Event
from incidents.need import Unclear
from incidents.replaying import differences
from tests.incidents.stages import linked

pytestmark = pytest.mark.django_db


def ties(incident):
    return [(link.tie, link.way, link.other) for link in standing(incident.events.in_order())]


def test_it_stands_on_both_timelines(file, people):
    one, other = file(), file()
    one.link(other, tie="caused_by", by=people.agent)
    assert ties(one) == [("caused_by", "to", str(other.pk))]
    assert ties(other) == [("caused_by", "from", str(one.pk))]
    assert [differences(each, clock.now()) for each in (one, other)] == [[], []]


@pytest.mark.parametrize("way", ["to", "from"])
def test_it_is_taken_away_from_either_side(way, file, people):
    one, other = file(), file()
    one.link(other, tie="repeats", by=people.agent)
    here, there = (one, other) if way == "to" else (other, one)
    here.unlink(there, tie="repeats", way=way, by=people.agent)
    assert (ties(one), ties(other)) == ([], [])
    assert one.events.filter(kind=Event.Kind.LINKED).exists()


def test_the_same_link_is_made_once(file, people):
    one, other = file(), file()
    one.link(other, tie="repeats", by=people.agent)
    with pytest.raises(NotNow):
        one.link(other, tie="repeats", by=people.agent)
    one.link(other, tie="relates", by=people.agent)
    assert len(ties(one)) == 2


def test_what_is_not_linked_cannot_be_taken_apart(file, people):
    with pytest.raises(NotNow):
        file().unlink(file(), tie="relates", by=people.agent)


@pytest.mark.parametrize("tie", ["", "married"])
def test_a_link_is_of_a_kind_that_there_is(tie, file, people):
    with pytest.raises(Unclear, match="Choose how"):
        file().link(file(), tie=tie, by=people.agent)


def test_a_request_is_not_linked_to_itself(file, people):
    one = file()
    with pytest.raises(Unclear, match="itself"):
        one.link(one, tie="relates", by=people.agent)


def test_it_moves_no_clock(file, people):
    one = file("critical")
    due = one.hour_due_at
    linked(one)
    one.refresh_from_db()
    assert one.hour_due_at == due
