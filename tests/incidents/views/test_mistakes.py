"""A mistake on the desk is told by a sentence beside its field, not by the browser; what was typed stays."""

import re

import pytest

from incidents.forms.answers import RateForm
from incidents.forms.callbacks import AskCallForm
from incidents.forms.desk import ContactsForm

pytestmark = pytest.mark.django_db


def form_of(answer, act):
    """The form that sends an act, as the page draws it."""
    return re.search(rf'<form[^>]*action="[^"]*/{act}/"[^>]*>.*?</form>', answer.text, re.S)[0]


def test_the_browser_leaves_the_forms_of_the_desk_to_us(agent, file):
    one = file("critical")
    page, queue = agent.get(f"/incidents/{one.reference}/"), agent.get("/queue/")
    for answer, acts in ((page, ("start", "resolve", "give_workaround")), (queue, ("start", "views"))):
        for act in acts:
            assert "novalidate" in form_of(answer, act).split(">")[0], act


def test_resolving_without_a_word_says_beside_each_field_what_is_missing(agent, given):
    answer = agent.post(f"/incidents/{given.reference}/resolve/", {"root_cause": "Spausdintuvas"})
    assert answer.status_code == 422
    form = form_of(answer, "resolve")
    for sentence in ("Choose how it was resolved.", "Say what was done; the customer reads it."):
        assert f'<p class="field-error">{sentence}</p>' in form
    assert "Spausdintuvas" in form


def test_starting_work_with_an_empty_line_says_so_beside_it(agent, file):
    one = file("critical")
    answer = agent.post(f"/incidents/{one.reference}/start/", {"line": " "})
    assert answer.status_code == 422
    form = form_of(answer, "start")
    assert '<p class="field-error">Say in one line what you do first; the customer sees it.</p>' in form
    assert 'aria-describedby="start-line_helptext start-line_error"' in form
    assert 'id="start-line_error"' in form


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [
        (lambda: ContactsForm({}), "contact", "Say whom we call: the name and the phone number."),
        (lambda: RateForm({}), "rating", "Choose a number from 1 to 5."),
        (
            lambda: AskCallForm({}, about_a_request=False),
            "words",
            "Say in a few words what the call is about.",
        ),
    ],
)
def test_what_is_asked_for_is_named(form, name, said, hand):
    assert said in form().errors[name][0]


def test_whom_one_invites_is_asked_for(browser):
    manager = browser("manager")
    manager.client.cookies["language"] = "en"
    text = manager.post("/people/invite/", {"role": "customer", "language": "lt"}).text
    assert "Write the name of whom you invite." in text
    assert "Write the e-mail address to which the invitation goes." in text


def test_what_is_taken_out_is_asked_why_and_for_its_number(agent, file):
    one = file()
    entry = one.events.get(kind="reported")
    answer = agent.post(f"/incidents/{one.reference}/redact/", {"entry": entry.pk, "what": "text"})
    assert "Say why it is taken out; that stays in its place." in answer.text
    assert f"Type {one.reference} to confirm." in answer.text
