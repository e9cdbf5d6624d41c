"""When may it? Every act in every status, against the table; what is refused says why and changes nothing."""

import pytest

from helpdesk.lib.lifecycle import NotNow
from incidents.models import LIFE, Incident, Status
from incidents.obstacles import obstacle
from tests.incidents.stages import acts, bring

ACTS = [verb for verb in LIFE.transitions if verb not in ("report", "alarm")]


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("verb", ACTS)
def test_an_act_is_done_exactly_when_the_table_and_the_facts_let_it(verb, status, file, people):
    incident = bring(file(), status, people)
    events = incident.events.count()
    allowed = LIFE.possible(verb, status) and obstacle(verb, incident) is None
    if allowed:
        acts(people)[verb](incident)
        assert incident.status == (LIFE.transitions[verb][1] or incident.status)
        assert incident.events.count() > events
    else:
        with pytest.raises(NotNow) as refused:
            acts(people)[verb](incident)
        assert str(refused.value.sentence)
        assert (incident.events.count(), Incident.objects.get(pk=incident.pk).status) == (events, status)


def test_every_act_of_the_table_is_a_method_and_is_tried_here(people):
    assert set(acts(people)) == set(ACTS)
    assert all(callable(getattr(Incident, verb)) for verb in ACTS)


def test_two_who_act_at_once_are_not_both_right(file, people):
    incident = file()
    same = Incident.objects.get(pk=incident.pk)
    incident.cancel("Nereikia", by=people.customer)
    with pytest.raises(NotNow):
        same.start("Žiūriu", by=people.agent)
