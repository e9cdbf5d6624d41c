"""What is no repair is not announced as one: an answer, a proposal and a refusal have words of their own."""

import re

import pytest

from incidents.models import Notice
from incidents.notices import in_words

pytestmark = pytest.mark.django_db

# code → where it stands, the button that leads to it, its step, its heading, the two answers
ASKED = {
    "fixed": (
        "We think it is solved. Does it work for you?",
        "Say whether it works",
        "Solved",
        "What was done",
        "It works",
        "It still fails",
    ),
    "explained": (
        "We have answered. Does it answer your question?",
        "Read the answer",
        "The question was answered",
        "Our answer",
        "It answers my question",
        "I still have a question",
    ),
    "proposed": (
        "We answer with a proposal. Do you agree with it?",
        "Read the proposal",
        "A proposal was made",
        "Our proposal",
        "I agree with the proposal",
        "It does not suit me",
    ),
    "declined": (
        "We will not do this, and say why. Do you agree?",
        "Read why",
        "It will not be done",
        "Why we will not do this",
        "I agree that it is not done",
        "I do not agree",
    ),
}
NO_REPAIRS = sorted(set(ASKED) - {"fixed"})
OF_A_REPAIR = re.compile(r"solved|does it work|it works|still fails|what was done", re.IGNORECASE)


@pytest.fixture
def resolved(file, people):
    """A request of the one who reads English, which came to something."""

    def to(code):
        incident = file(by=people.colleague)
        incident.resolve("Štai ką galime", code=code, by=people.agent)
        return incident

    return to


@pytest.mark.parametrize("code", ASKED)
def test_the_page_and_home_ask_in_the_words_of_the_outcome(browser, resolved, code):
    sentence, act, step, heading, yes, no = ASKED[code]
    page = browser("colleague").get(resolved(code).get_absolute_url()).text
    for words in (
        f"<h2>{sentence}</h2>",
        f"<b>{step}</b>",
        f"<h2>{heading}</h2>",
        f">{yes}</button>",
        f">{no}</summary>",
    ):
        assert words in page
    home = browser("colleague").get("/").text
    assert sentence in home
    assert f">{act}</a>" in home


@pytest.mark.parametrize("code", NO_REPAIRS)
def test_nothing_that_is_no_repair_is_called_solved(browser, resolved, mail, code, people):
    incident = resolved(code)
    address = incident.get_absolute_url()
    one = browser("colleague")
    assert not OF_A_REPAIR.search(one.get(address).text)
    assert not OF_A_REPAIR.search(browser("manager").get("/notices/").text)
    incident.still_fails("Ne visai", by=people.colleague)
    incident.resolve("Dar kartą", code=code, by=people.agent)
    incident.confirm(by=people.colleague)
    assert not OF_A_REPAIR.search(one.get(address).text)
    assert not any(OF_A_REPAIR.search(letter.body) for letter in mail("colleague"))


@pytest.mark.parametrize("code", ASKED)
def test_the_notice_behind_the_bell_asks_what_the_page_asks(resolved, people, code):
    notice = Notice.objects.select_related("incident__requester", "event__by")
    resolved(code)
    said = in_words(notice.get(person=people.colleague, kind="resolved"))
    assert {
        "fixed": "has solved",
        "explained": "has answered",
        "proposed": "with a proposal",
        "declined": "will not be done",
    }[code] in said
    assert said.endswith("?")


@pytest.mark.parametrize("code", ASKED)
def test_the_letter_names_the_two_answers_as_the_page_does(resolved, mail, code):
    resolved(code)
    [letter] = [one for one in mail("colleague") if "Štai ką galime" in one.body]
    *_words, yes, no = ASKED[code]
    assert f"“{yes}” or “{no}”" in letter.body


@pytest.mark.parametrize("code", NO_REPAIRS)
def test_what_is_wrong_with_it_is_asked_for_in_its_words_even_after_an_empty_answer(browser, resolved, code):
    address = resolved(code).get_absolute_url()
    asked = {
        "explained": "Say what you would still like to know.",
        "proposed": "Say what does not suit you.",
        "declined": "Say why you do not agree.",
    }[code]
    page = browser("colleague").post(f"{address}still_fails/", {"text": " "})
    assert (page.status_code, asked in page.text) == (422, True)


@pytest.mark.parametrize(
    ("code", "yes", "no"),
    [
        ("explained", "the question is answered; the request is closed", "still has a question"),
        ("proposed", "agrees with the proposal; the request is closed", "the proposal does not suit"),
        ("declined", "agrees that it is not done; the request is closed", "does not agree"),
        ("fixed", "it works; the request is closed", "it still fails"),
    ],
)
def test_the_answer_stands_on_the_timeline_as_it_was_meant(browser, resolved, people, code, yes, no):
    incident = resolved(code)
    incident.still_fails("Ne visai", by=people.colleague)
    incident.resolve("Dar kartą", code=code, by=people.agent)
    incident.confirm(by=people.colleague)
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert f"<b>Colin Colleague:</b> {yes}" in page
    assert no in page


def test_each_answer_is_read_in_the_light_of_what_it_answered(browser, resolved, people):
    incident = resolved("proposed")
    incident.still_fails("Per brangu", by=people.colleague)
    incident.resolve("Padaryta", code="delivered", by=people.agent)
    incident.confirm(by=people.colleague)
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert "the proposal does not suit" in page
    assert "<b>Colin Colleague:</b> it works" in page


@pytest.mark.parametrize("code", NO_REPAIRS)
def test_what_closes_by_itself_names_no_fault(browser, resolved, mail, code):
    incident = resolved(code)
    incident.close()
    page = browser("colleague").get(incident.get_absolute_url()).text
    assert "Closed by itself: nobody" in page
    assert "still fails" not in page
    assert not any("still fails" in one.body for one in mail("colleague"))


def test_the_desk_reads_it_as_before(agent, resolved, people):
    incident = resolved("proposed")
    incident.confirm(by=people.colleague)
    page = agent.get(incident.get_absolute_url()).text
    assert "<b>A proposal was made</b>" in page
    assert "it works; the request is closed" in page
