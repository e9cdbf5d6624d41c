"""Somebody without an account and an e-mail address reads nothing here: the desk is told to call them."""

import pytest

from incidents.models import Person, Watcher
from tests.statements import at_most

pytestmark = pytest.mark.django_db

CALL = "Petras Jonaitis has no e-mail address and cannot read it here: call "
LINK = f'{CALL}<a class="nowrap" href="tel:+37061234567">+370 612 34567</a>.'


@pytest.fixture
def petras(people):
    """Somebody whose telephone number alone is known."""
    return Person.objects.create(name="Petras Jonaitis", phone="+370 612 34567")


@pytest.fixture
def toast(agent):
    """Does an act and gives what was said after it, with the page that says it."""

    def said(one, verb, **words):
        assert agent.post(f"{one.get_absolute_url()}{verb}/", words).status_code == 303
        return agent.get(one.get_absolute_url()).text

    return said


def test_the_page_says_where_one_would_write_ask_and_resolve_that_they_are_to_be_called(agent, file, petras):
    text = agent.get(file(by=petras).get_absolute_url()).text
    pane = text[text.index('id="write-reply"') :]
    recipients = pane[pane.index('class="recipients"') : pane.index("</p>")]
    assert LINK in recipients
    assert "To: " not in recipients
    assert LINK in text[text.index('id="do-resolve"') : text.index("Say that it is resolved")]
    status = text[text.index("Ask and wait") :]
    assert LINK in status[: status.index("</dd>")]


def test_those_who_follow_and_read_it_are_named_as_ever(agent, file, petras, people):
    one = file(by=petras)
    mute = Person.objects.create(name="Zita Be Pašto", phone="+370 600 00000")
    for person in (people.colleague, mute):
        Watcher.objects.create(incident=one, person=person)
    text = agent.get(one.get_absolute_url()).text
    recipients = text[text.index('class="recipients"') :]
    recipients = recipients[: recipients.index("</p>")]
    assert f"To: {people.colleague.name}<br>" in recipients
    assert mute.name not in recipients
    assert LINK in recipients


@pytest.mark.parametrize(
    ("verb", "words", "at_once"),
    [
        ("start", {"line": "Žiūriu"}, "the customer sees it"),
        ("reply", {"text": "Sveiki"}, ""),
        ("wait", {"text": "Kuri versija?", "until": "2027-03-03"}, ""),
        ("give_workaround", {"text": "Eikite ratu"}, "The workaround is sent"),
        ("resolve", {"text": "Pataisyta", "code": "fixed"}, "the customer is asked"),
    ],
)
def test_after_saying_something_to_them_the_desk_is_told_to_call(toast, file, petras, verb, words, at_once):
    text = toast(file(by=petras), verb, **words)
    assert f"{CALL}+370 612 34567." in text
    assert not at_once or at_once not in text


def test_the_entry_does_not_claim_that_it_went_to_the_customer(agent, file, petras, people):
    one = file(by=petras)
    one.reply("Sveiki", by=people.agent)
    text = agent.get(one.get_absolute_url()).text
    assert "to the customer" not in text
    assert "Petras Jonaitis cannot read it here" in text


def test_of_whoever_reads_it_the_page_says_what_it_said(agent, toast, file, people):
    known = file(by=Person.objects.create(name="Ona", email="ona@acme.example"))
    for one in (file(), known):
        text = agent.get(one.get_absolute_url()).text
        assert "cannot read it here" not in text
        assert f"To: {one.requester.name}" in text
    one = file()
    one.reply("Sveiki", by=people.agent)
    assert "the customer sees it" in toast(one, "start", line="Žiūriu")
    assert "to the customer" in agent.get(one.get_absolute_url()).text


def test_without_a_number_nobody_is_said_to_be_called(agent, file):
    mute = Person.objects.create(name="Petras Jonaitis")
    text = agent.get(file(by=mute).get_absolute_url()).text
    assert "cannot read it here, and no telephone number is known." in text


def test_it_costs_the_page_no_statement(agent, file, petras):
    one = file(by=petras)
    agent.get(one.get_absolute_url())
    with at_most(8):
        agent.get(one.get_absolute_url())
