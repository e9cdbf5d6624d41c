"""The company's own helper about a request of their own: answered on the page that they read."""

import pytest

from tests.incidents import stages

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper(english):
    """The first line's browser."""
    return english("first_line")


def test_still_fails_without_words_asks_for_them_on_the_desks_page(helper, file, people):
    one = stages.bring(file(by=people.first_line), "resolved", people)
    answer = helper.post(f"{one.get_absolute_url()}still_fails/", {})
    assert answer.status_code == 422
    assert "Internal note" in answer.text  # the desk's page, with its composer
    assert "What still fails?" in answer.text
    again = f'action="{one.get_absolute_url()}still_fails/"'
    assert answer.text.count(again) == 2  # the button, and the form with the words that are asked
    answer = helper.post(f"{one.get_absolute_url()}still_fails/", {"text": "Dar rodo klaidą"})
    one.refresh_from_db()
    assert (answer.status_code, one.status) == (303, "reopened")


@pytest.mark.parametrize("verb", ["confirm", "still_fails"])
def test_what_is_not_possible_now_is_said_on_the_desks_page(verb, helper, file, people):
    one = file(by=people.first_line)
    answer = helper.post(f"{one.get_absolute_url()}{verb}/", {"text": "Ne"})
    assert answer.status_code == 409
    assert "Internal note" in answer.text
    assert "error-summary" in answer.text


def test_a_request_of_somebody_else_is_not_theirs_to_confirm(helper, file, people):
    one = stages.bring(file(by=people.customer), "resolved", people)
    assert helper.post(f"{one.get_absolute_url()}confirm/", {}).status_code == 403


def test_the_first_line_is_shown_no_keys_of_acts_that_are_not_theirs(helper, file):
    file()
    keys = helper.get("/queue/").text
    assert "move</span>" in keys
    assert "start work</span>" not in keys


def test_the_number_to_be_called_is_not_for_the_first_line_unless_they_asked(helper, file, people):
    one = file(by=people.customer)
    one.ask_call(phone="+370 600 10000", by=people.customer)
    page = helper.get(one.get_absolute_url()).text
    assert f"{people.customer.name} is to be called" in page
    assert "600 10000" not in page
    assert "The number was taken out" not in page
    own = file(by=people.first_line)
    own.ask_call(phone="+370 600 20000", by=people.first_line)
    assert "600 20000" in helper.get(own.get_absolute_url()).text
