"""Where a request stands, in the words of customers and in the order in which they look for them."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from helpdesk.timers import clock
from helpdesk.ui import moments
from tests.incidents import stages
from tests.reading import words

pytestmark = pytest.mark.django_db

SAID = '<ol class="timeline">'


def test_answers_and_calls_are_told_in_the_customers_words(browser, file, people):
    incident = stages.bring(file("important", by=people.colleague), "in_progress", people)
    incident.reply("Štai ką radome", by=people.agent)
    incident.log_call("Kalbėjomės", by=people.agent, answered=True, minutes=3)
    page = browser("colleague").get(incident.get_absolute_url())
    assert "Štai ką radome" in page.text
    assert "spoke with you on the phone" in page.text
    assert "the customer" not in page.text


@pytest.mark.parametrize(
    "words", ["Its number is <b>", "We promise that work starts by 11:00.", "You ticked as true:"]
)
def test_the_number_the_promise_and_why_stand_above_what_was_said(browser, file, people, words):
    page = browser("colleague").get(file("critical", by=people.colleague).get_absolute_url()).text
    assert page.index(words) < page.index(SAID)


def test_why_tells_how_long_the_promise_is_and_when_it_began(browser, file, people):
    page = browser("colleague").get(file("critical", by=people.colleague).get_absolute_url()).text
    assert "within 1 hour from 10:00" in page


def test_the_question_is_answered_where_it_is_asked(browser, file, people):
    incident = stages.bring(file(by=people.colleague), "waiting", people)
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert page.count('name="text"') == 1
    assert page.index('name="text"') < page.index(SAID)


@pytest.mark.parametrize(
    ("level", "kind", "offered"),
    [("critical", "incident", True), ("minimal", "incident", False), ("minimal", "service_request", False)],
)
def test_a_workaround_is_a_step_only_where_one_may_be_needed(browser, file, people, level, kind, offered):
    page = browser("colleague").get(file(level, kind=kind, by=people.colleague).get_absolute_url()).text
    assert ("<b>Workaround</b>" in page) is offered


def test_a_cancelled_request_ends_with_its_cancelling(browser, file, people):
    incident = stages.bring(file(), "cancelled", people)
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert "<b>Cancelled</b>" in page
    assert "<b>Confirmed</b>" not in page
    assert "is on it" not in page


def test_what_an_agent_wrote_is_shown_as_they_meant_it_and_nothing_else_gets_in(browser, file, people):
    incident = stages.bring(file(by=people.colleague), "in_progress", people)
    incident.wait(
        "Spauskite **Eksportuoti** <script>x</script>", until=clock.now() + timedelta(days=1), by=people.agent
    )
    page = browser("colleague").get(incident.get_absolute_url()).text
    asked = page[: page.index(SAID)]
    assert "<strong>Eksportuoti</strong>" in asked
    assert "<script>x" not in page


def test_a_wait_to_the_end_of_a_day_names_that_day_on_the_page_and_in_the_letter(browser, file, people):
    incident = stages.bring(file("important", by=people.colleague), "in_progress", people)
    midnight = (moments.local(clock.now()) + timedelta(days=4)).replace(hour=0, minute=0, second=0)
    incident.wait("Kokia versija?", until=midnight, by=people.agent)
    said = f"after this day: {moments.day(midnight - timedelta(days=1))}"
    assert said in browser("colleague").get(incident.get_absolute_url()).text
    with override("en"):
        assert moments.last_day(midnight) == moments.day(midnight - timedelta(hours=1))


def test_the_step_ahead_says_that_it_is_not_taken_yet(browser, file, people):
    incident = file("important", by=people.colleague)
    page = browser("colleague").get(incident.get_absolute_url())
    assert "<b>Work started</b> <span>not yet</span>" in page.text
    stages.bring(incident, "in_progress", people)
    page = browser("colleague").get(incident.get_absolute_url())
    assert "<b>Work started</b> <span>not yet</span>" not in page.text
    assert "<b>Workaround</b> <span>not yet</span>" in page.text


def test_while_a_new_hour_runs_nobody_is_said_to_be_on_it(browser, file, people):
    incident = stages.with_workaround(file("critical", by=people.colleague), people)
    assert "is on it" in browser("colleague").get(incident.get_absolute_url()).text
    incident.fail_workaround("The file is empty", by=people.colleague)
    page = browser("colleague").get(incident.get_absolute_url()).text
    above = page[: page.index(SAID)]
    assert "We promise that work starts by" in above
    assert "is on it" not in above
    assert "<b>Work started</b> <span>not yet</span>" in above


def test_a_question_is_work_that_has_started(browser, file, people):
    incident = file("important", by=people.colleague)
    incident.wait("Kokia versija?", until=clock.now() + timedelta(days=1), by=people.agent)
    assert (
        "<b>Work started</b> <span>not yet" not in browser("colleague").get(incident.get_absolute_url()).text
    )


def test_a_goal_that_is_over_is_not_said_to_be_aimed_for_still(browser, file, people, hand):
    incident = file("important", by=people.colleague)
    address = incident.get_absolute_url()
    assert "We aim to solve it by" in browser("colleague").get(address).text
    hand.forward(timedelta(days=14))
    page = browser("colleague").get(address).text
    assert "We aimed to solve it by 4 March 10:00, and have not yet." in page
    assert "We aim to solve it by" not in page


def test_a_promise_kept_before_a_new_hour_is_called_an_earlier_one(browser, file, people):
    incident = file("critical", by=people.colleague)
    incident.start("Žiūriu", by=people.agent)
    assert (
        "Promise kept: work started before 11:00."
        in browser("colleague").get(incident.get_absolute_url()).text
    )
    stages.with_workaround(incident, people)
    incident.fail_workaround("Neveikia", by=people.colleague)
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert "An earlier promise was kept: work started before 11:00." in page
    assert "Promise kept:" not in page


def test_what_is_solved_says_on_which_day_it_closes_by_itself(browser, file, people):
    incident = stages.bring(file(by=people.colleague), "resolved", people)
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert "Without an answer the request closes by itself on this day: Monday 8 March" in page


def test_a_missing_answer_is_named_as_the_page_names_it(browser, file, people):
    incident = stages.bring(file(by=people.colleague), "waiting", people)
    page = browser("colleague").post(incident.get_absolute_url() + "customer_reply/", {"text": ""})
    assert (page.status_code, "Your answer: Write something." in page.text) == (422, True)


def test_after_reopening_nobody_is_said_to_be_on_it_until_work_starts_anew(english, file, people):
    one = stages.bring(file("important"), "reopened", people)
    page = words(english("customer").get(one.get_absolute_url()))
    assert f"{people.agent.name} has it; work on it starts anew." in page
    assert "is on it" not in page
    one.start("Žiūriu iš naujo", by=people.agent)
    assert f"{people.agent.name} is on it." in words(english("customer").get(one.get_absolute_url()))


def test_a_solved_request_says_that_a_message_alone_does_not_keep_it_open(english, file, people):
    one = stages.bring(file("important", by=people.colleague), "in_progress", people)
    said = "A message alone does not stop the closing"
    assert said not in english("colleague").get(one.get_absolute_url()).text
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    assert said in english("colleague").get(one.get_absolute_url()).text
