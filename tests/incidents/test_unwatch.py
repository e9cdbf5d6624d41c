"""Who ends somebody's following."""

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk.lib.lifecycle import NotNow
from incidents.models import Event, Incident
from incidents.need import Unclear


@pytest.mark.parametrize(
    ("part", "may"),
    [("customer", True), ("manager", True), ("agent", True), ("first_line", False), ("colleague", True)],
)
def test_they_themselves_who_speaks_for_it_and_agents_take_somebody_off(part, may, file, people):
    incident = file()
    incident.watch(people.colleague, by=people.customer)
    if may:
        incident.unwatch(people.colleague, by=getattr(people, part))
        assert not incident.watchers.exists()
        entry = incident.events.get(kind=Event.Kind.UNWATCHED)
        assert entry.data["person"] == str(people.colleague.pk)
    else:
        with pytest.raises(PermissionDenied):
            incident.unwatch(people.colleague, by=getattr(people, part))
        assert incident.watchers.exists()


def test_a_colleague_takes_off_nobody_else(file, people):
    incident = file()
    incident.watch(people.first_line, by=people.customer)
    with pytest.raises(PermissionDenied):
        incident.unwatch(people.first_line, by=people.colleague)


def test_who_does_not_follow_cannot_be_taken_off(file, people):
    with pytest.raises(NotNow):
        file().unwatch(people.colleague, by=people.customer)


def test_agents_and_who_reported_it_are_no_followers(file, people):
    incident = file()
    for who in (people.agent, people.customer):
        with pytest.raises(Unclear):
            incident.watch(who, by=people.customer)
    assert not incident.watchers.exists()


def test_it_is_no_longer_seen_where_everybody_sees_only_their_own(file, people):
    incident = file()
    people.colleague.sees_all = False
    incident.watch(people.colleague, by=people.customer)
    assert Incident.objects.visible_to(people.colleague).exists()
    incident.unwatch(people.colleague, by=people.customer)
    assert not Incident.objects.visible_to(people.colleague).exists()


def test_no_letter_goes_to_them_afterwards(file, people, mail):
    incident = file()
    incident.watch(people.colleague, by=people.customer)
    incident.reply("Pirmas", by=people.agent)
    first = len(mail(people.colleague.email))
    incident.unwatch(people.colleague, by=people.customer)
    incident.reply("Antras", by=people.agent)
    assert len(mail(people.colleague.email)) == first > 0
