"""Resolved, confirmed, still failing, reopened, rated."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.models import Comment, Rank
from incidents.need import Unclear
from tests.incidents.stages import bring


def test_resolving_says_what_was_done_and_meets_the_goal(file, people):
    incident = file("important")
    incident.resolve("Pataisėme šabloną", code="fixed", by=people.agent)
    assert (incident.status, incident.rank, incident.resolution_code) == ("resolved", Rank.SOLVED, "fixed")
    assert incident.comments.get(kind=Comment.Kind.SOLUTION).text == "Pataisėme šabloną"
    assert incident.clocks.get(kind="resolution").kept
    assert incident.agent == people.agent


@pytest.mark.parametrize("said", [{"text": ""}, {"code": "magic"}], ids=str)
def test_a_solution_needs_its_words_and_a_known_code(said, file, people):
    with pytest.raises(Unclear):
        file().resolve(**({"text": "Pataisyta", "code": "fixed"} | said), by=people.agent)


def test_the_root_cause_is_kept_for_the_desk_and_no_customer_reads_it(file, people, mail):
    incident = file("important")
    incident.resolve("Pataisėme", code="fixed", root_cause="Pasibaigė licencija", by=people.agent)
    event = incident.events.get(kind="noted")
    assert (event.data["root_cause"], event.comment.text) == (True, "Pasibaigė licencija")
    assert "licencija" not in str(event.data)
    assert event not in incident.events.visible_to(people.customer)
    letters = mail(people.customer.email)
    assert letters
    assert not any("licencija" in f"{one.subject} {one.body} {one.alternatives}" for one in letters)


def test_the_root_cause_can_be_taken_out_like_any_note(file, people):
    incident = file()
    incident.resolve("Pataisėme", code="fixed", root_cause="Slaptažodis 1234", by=people.agent)
    cause = incident.events.get(kind="noted").comment
    incident.redact("Slaptažodis", comment=cause, by=people.agent)
    cause.refresh_from_db()
    assert cause.text == ""
    assert incident.events.get(kind="redacted").is_internal


def test_resolving_without_a_root_cause_notes_nothing(file, people):
    incident = file()
    incident.resolve("Pataisėme", code="fixed", root_cause="  ", by=people.agent)
    assert not incident.events.filter(kind="noted").exists()


def test_it_works_closes_the_request_and_takes_the_rating_with_it(file, people):
    incident = bring(file(), "resolved", people)
    incident.confirm(by=people.customer, rating=5, words="Greitai")
    assert (incident.status, incident.rating, incident.closed_at) == ("closed", 5, clock.now())
    assert incident.comments.get(kind=Comment.Kind.RATING).text == "Greitai"


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_is_1_to_5(rating, file, people):
    with pytest.raises(Unclear):
        bring(file(), "closed", people).rate(rating, by=people.customer)


def test_still_failing_goes_on_with_the_same_clock_without_the_time_as_resolved(file, people, hand):
    incident = file("important")
    due = incident.resolution_due_at
    bring(incident, "resolved", people)
    hand.forward(timedelta(hours=1))
    incident.still_fails("Ne", by=people.customer)
    assert (incident.status, incident.resolved_at, incident.resolution_code) == ("reopened", None, "")
    assert incident.clocks.filter(kind="resolution").count() == 1
    assert incident.resolution_due_at == due + timedelta(hours=1)
    assert incident.failed_solutions == 1


def test_reopening_after_closing_starts_a_new_clock(file, people, hand):
    incident = bring(file("important"), "closed", people)
    hand.forward(timedelta(hours=1))
    incident.reopen("Vėl neveikia", by=people.customer)
    assert incident.clocks.filter(kind="resolution").count() == 2
    assert (incident.status, incident.closed_at, incident.failed_solutions) == ("reopened", None, 1)
    incident.start("Žiūriu vėl", by=people.agent)
    assert incident.status == "in_progress"
