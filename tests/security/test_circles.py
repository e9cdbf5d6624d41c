"""Two requests that repeat each other lead nobody round in a circle."""

import pytest

from incidents import links
from incidents.models import Incident
from incidents.need import Unclear

pytestmark = pytest.mark.django_db


def test_the_one_that_is_repeated_cannot_repeat_it_back(file, people, browser):
    one, other = file(), file()
    one.cancel("Tas pats", duplicate_of=other, by=people.agent)
    with pytest.raises(Unclear):
        other.cancel("Tas pats", duplicate_of=one, by=people.agent)
    sent = {"reason": "Tas pats", "duplicate_of": one.reference}
    assert browser("agent").post(f"{other.get_absolute_url()}cancel/", sent).status_code == 422


def test_nor_by_a_third_one(file, people):
    one, other, third = file(), file(), file()
    one.cancel("Tas pats", duplicate_of=other, by=people.agent)
    other.merge(third, "Tas pats", by=people.agent)
    with pytest.raises(Unclear):
        third.cancel("Tas pats", duplicate_of=one, by=people.agent)


def test_a_circle_that_stands_already_ends_where_it_began(file, people, browser):
    one, other = file(by=people.first_line), file(by=people.first_line)
    for each in (one, other):
        each.cancel("Nebereikia", by=people.first_line)
    Incident.objects.filter(pk=one.pk).update(duplicate_of=other)
    Incident.objects.filter(pk=other.pk).update(duplicate_of=one)
    one.refresh_from_db()
    assert links.where_it_goes_on(one, people.agent).pk in (one.pk, other.pk)
    answer = browser("first_line").post(f"{one.get_absolute_url()}customer_reply/", {"text": "Kur aš?"})
    assert answer.status_code == 409
