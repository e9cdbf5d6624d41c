"""Start work: the one act that meets the hour."""

import pytest

from incidents.models import Event
from incidents.need import Unclear


def test_starting_names_the_agent_says_the_line_and_meets_the_hour(file, people, hand):
    incident = file("critical")
    incident.start("Tikrinu atsarginę kopiją", by=people.agent)
    assert (incident.status, incident.agent, incident.hour_due_at) == ("in_progress", people.agent, None)
    started = incident.events.get(kind=Event.Kind.STARTED)
    assert started.comment.text == "Tikrinu atsarginę kopiją"
    assert not started.is_internal
    assert incident.clocks.get(promise=True).kept


def test_a_start_needs_its_line(file, people):
    with pytest.raises(Unclear) as unclear:
        file().start("  ", by=people.agent)
    assert unclear.value.field == "line"
