"""Merge: a request goes on in another one; nobody reads more by it, and no hour stops."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.links import where_it_goes_on
from incidents.models import Event, Incident
from incidents.need import Unclear
from incidents.replaying import differences
from onewindow.models import PromiseRow
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(people):
    """The help desk is set so that customers see their own requests only."""
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    people.customer.sees_all = people.colleague.sees_all = False


def test_it_ends_the_one_and_says_so_on_both(file, people):
    one, other = file(), file()
    one.merge(other, "Tas pats gedimas", by=people.agent)
    assert (one.status, one.duplicate_of) == ("cancelled", other)
    assert one.events.get(kind=Event.Kind.MERGED).comment.text == "Tas pats gedimas"
    assert other.events.get(kind=Event.Kind.TOOK_IN).data["other"] == str(one.pk)
    assert Incident.objects.get(pk=other.pk).status == "new"
    assert [differences(each, clock.now()) for each in (one, other)] == [[], []]


def test_history_stays_where_it_was(file, people):
    one, other = file(), file()
    one.customer_reply("Dar vienas langas", by=people.customer)
    one.merge(other, "Tas pats", by=people.agent)
    assert one.comments.filter(text="Dar vienas langas").exists()
    assert not other.comments.filter(text="Dar vienas langas").exists()


def test_its_people_follow_the_other_one_where_they_may_read_it(file, people):
    one, other = file(by=people.colleague), file()
    one.merge(other, "Tas pats", by=people.agent)
    assert [watcher.person for watcher in other.watchers.all()] == [people.colleague]


def test_whoever_reported_the_other_one_does_not_follow_their_own(file, people):
    one, other = file(), file()
    one.merge(other, "Tas pats", by=people.agent)
    assert not other.watchers.exists()


def test_nobody_reads_more_by_it(file, people, alone):
    one, other = file(), file()
    one.watch(people.colleague, by=people.customer)
    one.merge(other, "Tas pats", by=people.agent)
    assert not other.watchers.exists()
    assert not Incident.objects.visible_to(people.colleague).filter(pk=other.pk).exists()


def test_whose_reporter_may_not_read_the_other_one_is_linked_and_not_merged(file, people, alone):
    one, other = file(by=people.colleague), file()
    with pytest.raises(Unclear, match="link the two instead"):
        one.merge(other, "Tas pats", by=people.agent)
    assert Incident.objects.get(pk=one.pk).status == "new"


def test_a_manager_reads_all_and_follows(file, people, alone):
    one, other = file(by=people.manager), file()
    one.merge(other, "Tas pats", by=people.agent)
    assert [watcher.person for watcher in other.watchers.all()] == [people.manager]


def test_it_stops_no_hour_and_an_unmet_one_counts_as_not_met(file, people, ring):
    one, other = file("critical"), file("critical")
    one.merge(other, "Tas pats", by=people.agent)
    assert one.clocks.get(promise=True).ended == "not_met"
    assert PromiseRow.objects.get(incident_id=one.pk, clock="hour").kept is False
    due = Incident.objects.get(pk=other.pk).hour_due_at
    assert due == other.reported_at + timedelta(hours=1)
    ring(minutes=60, seconds=1)
    for each in (one, other):
        assert each.events.filter(kind=Event.Kind.BREACHED, data__clock="hour").count() == 1


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_only_what_is_still_worked_on_takes_another_in(status, file, people):
    other = bring(file(), status, people)
    with pytest.raises(Unclear, match="is over"):
        file().merge(other, "Tas pats", by=people.agent)


def test_a_request_is_not_merged_into_itself_and_not_without_a_reason(file, people):
    one, other = file(), file()
    with pytest.raises(Unclear, match="itself"):
        one.merge(one, "Tas pats", by=people.agent)
    with pytest.raises(Unclear, match="reason"):
        one.merge(other, " ", by=people.agent)


def test_the_followers_are_told_where_it_goes_on(file, people, letters, mail):
    one, other = file(), file()
    one.merge(other, "Tas pats gedimas", by=people.agent)
    assert letters("merged") == [people.customer.email]
    assert any(other.reference in each.body for each in mail(people.customer.email))


def test_from_one_to_the_next(file, people):
    one, two, three = file(), file(), file()
    one.merge(two, "Tas pats", by=people.agent)
    two.merge(three, "Ir šis", by=people.agent)
    one.refresh_from_db()
    assert where_it_goes_on(one, people.customer) == three
    people.colleague.sees_all = False
    assert where_it_goes_on(one, people.colleague) == one
