"""A workaround: given, confirmed, failed."""

from datetime import timedelta

from helpdesk.timers import clock
from incidents.models import Event, Rank
from tests.incidents.stages import bring


def test_a_workaround_is_a_text_and_a_flag_and_no_status(file, people):
    incident = bring(file("critical"), "in_progress", people)
    incident.give_workaround("Spausdinkite iš naršyklės", by=people.agent)
    assert (incident.status, incident.workaround.text) == ("in_progress", "Spausdinkite iš naršyklės")
    assert incident.rank == Rank.EASED
    incident.confirm_workaround(by=people.customer)
    assert incident.workaround_confirmed_at


def test_a_failed_workaround_counts_as_a_failed_solution(file, people):
    incident = file()
    incident.give_workaround("Pabandykite taip", by=people.agent)
    incident.fail_workaround("Ne", by=people.manager)
    assert (incident.failed_solutions, incident.workaround, incident.workaround_given_at) == (1, None, None)
    assert incident.events.get(kind=Event.Kind.WORKAROUND_FAILED).comment.text == "Ne"


def test_the_customers_answer_about_the_workaround_ends_the_waiting(file, people):
    incident = file()
    incident.give_workaround("Pabandykite taip", by=people.agent)
    incident.wait("Ar veikia?", until=clock.now() + timedelta(days=1), by=people.agent)
    incident.confirm_workaround(by=people.customer)
    assert incident.status == "in_progress"
