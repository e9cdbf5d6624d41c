"""Another level, and cancelling: with a reason that the customer sees."""

import pytest

from incidents.models import Event
from incidents.need import Unclear
from tests.factories import IMPORTANT


def test_a_level_moves_with_a_reason_and_what_changed_is_on_the_timeline(file, people):
    incident = file()
    incident.reclassify("Be alternatyvaus kelio", impact="important", by=people.agent)
    event = incident.events.get(kind=Event.Kind.RECLASSIFIED)
    assert (event.data["from"], event.data["to"], event.data["agreed"]) == ("minimal", "important", False)
    assert event.comment.text == "Be alternatyvaus kelio"
    assert not event.is_internal


def test_the_customers_ticks_find_the_level_and_are_kept(file, people):
    incident = file()
    incident.reclassify("Jau nebeapeinam", marks=IMPORTANT, by=people.customer)
    assert (incident.impact, incident.marks) == ("important", sorted(IMPORTANT))


def test_lowering_by_the_customers_own_click_is_agreeing(file, people):
    incident = file("critical")
    incident.reclassify("Suklydome", impact="minimal", by=people.customer)
    assert incident.hour_due_at is None
    assert incident.clocks.get(promise=True).ended == "agreed"


@pytest.mark.parametrize(
    "said", [{"reason": " ", "impact": "important"}, {"reason": "Tas pats", "impact": "minimal"}]
)
def test_a_change_needs_a_reason_and_a_change(said, file, people):
    with pytest.raises(Unclear):
        file().reclassify(**said, by=people.agent)


def test_a_duplicate_points_at_the_one_it_repeats(file, people):
    first, second = file(), file()
    second.cancel("Tas pats", by=people.agent, duplicate_of=first)
    assert (second.status, second.duplicate_of) == ("cancelled", first)
    with pytest.raises(Unclear, match="repeat itself"):
        first.cancel("Tas pats", by=people.agent, duplicate_of=first)
