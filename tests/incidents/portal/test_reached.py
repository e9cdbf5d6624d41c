"""Whom we call about a Critical: the company sees it, is asked for what is missing, and puts it right."""

import re

import pytest

from tests.factories import CRITICAL
from tests.incidents import stages
from tests.statements import at_most

pytestmark = pytest.mark.django_db

ALL = {"contact": "Ona, +370 600 1", "second_contact": "Petras, +370 600 2", "access": "VPN\nRimas įleis"}
MOST = 5  # statements of the page
ASKED = ("contact", "second_contact", "access")


def block(page):
    """The part of the page that says whom we call."""
    found = re.search(r'<section class="[^"]*" id="contacts">(.*?)</section>', page.text, re.DOTALL)
    return found[1] if found else ""


def fields(form):
    return re.findall(r'<(?:input|textarea)[^>]* name="(contact|second_contact|access)"', form)


@pytest.fixture
def critical(file, people):
    return lambda **said: file("critical", by=people.colleague, **said)


@pytest.fixture
def page_of(browser):
    return lambda incident: browser("colleague").get(incident.get_absolute_url())


def test_all_three_stand_there_with_a_fold_to_change_them(critical, page_of):
    said = block(page_of(critical(**ALL)))
    for words in ("Ona, +370 600 1", "Petras, +370 600 2", "VPN<br>Rimas įleis"):
        assert f"<dd>{words}</dd>" in said
    before, fold = said.split("<details")
    assert (fields(before), sorted(fields(fold))) == ([], sorted(ASKED))


def test_only_what_is_missing_is_asked_for(critical, page_of):
    said = block(page_of(critical(contact="Ona, +370 600 1")))
    before, fold = said.split("<details")
    assert (fields(before), fields(fold)) == (["second_contact", "access"], ["contact"])
    assert "Whom do we call?" not in said
    assert "What we still need to know" in said


def test_what_was_not_sent_stays_as_it_is_and_the_message_says_what_is_still_missing(critical, browser):
    incident = critical(contact="Ona, +370 600 1")
    address = f"{incident.get_absolute_url()}give_contacts/"
    one = browser("colleague")
    one.post(address, {"second_contact": "Petras", "access": ""})
    page = one.get(incident.get_absolute_url())
    assert "Thank you. We do not know yet: how to reach the system." in page.text
    one.post(address, {"access": "VPN"})
    page = one.get(incident.get_absolute_url())
    assert "Thank you. We know whom to call and how to reach the system." in page.text
    incident.refresh_from_db()
    assert [getattr(incident, name) for name in ASKED] == ["Ona, +370 600 1", "Petras", "VPN"]


def test_nothing_at_all_is_refused_where_it_was_asked(critical, browser):
    incident = critical(contact="Ona, +370 600 1", access="VPN")
    page = browser("colleague").post(f"{incident.get_absolute_url()}give_contacts/", {"second_contact": " "})
    assert page.status_code == 422
    before, _fold = block(page).split("<details")
    assert "Write it here, so that we can help at once." in before
    assert fields(before) == ["second_contact"]


def test_a_change_that_was_refused_stands_open_with_what_was_typed(critical, browser):
    incident = critical(**ALL)
    wrong = ALL | {"contact": "", "access": "RDP"}
    page = browser("colleague").post(f"{incident.get_absolute_url()}give_contacts/", wrong)
    assert page.status_code == 422
    assert '<details class="fold" open>' in block(page)
    assert "RDP</textarea>" in block(page)


def test_what_an_earlier_request_filled_in_is_shown_as_such_until_somebody_says_it_anew(
    critical, file, people, page_of, browser
):
    critical(**ALL)
    later = file(by=people.colleague, **ALL)  # the form fills it in, and hides it while nothing is critical
    later.reclassify("Sustojo", by=people.colleague, marks=CRITICAL)
    said = block(page_of(later))
    assert "taken over from an earlier request" in said
    assert "Ona, +370 600 1" in said
    browser("colleague").post(f"{later.get_absolute_url()}give_contacts/", ALL)
    assert "taken over" not in block(page_of(later))


def test_what_was_given_for_the_request_itself_is_not_called_taken_over(critical, page_of):
    critical(**ALL)
    assert "taken over" not in block(page_of(critical(**ALL | {"contact": "Rimas"})))


def test_only_an_open_critical_speaks_of_it(critical, file, people, page_of):
    assert not block(page_of(file(by=people.colleague, **ALL)))
    assert not block(page_of(stages.bring(critical(**ALL), "resolved", people)))


def test_an_open_page_learns_of_a_contact_that_the_desk_has_changed(critical, people, page_of, browser):
    incident = critical(**ALL)
    tag = page_of(incident)["ETag"]
    incident.give_contacts(contact="Rimas", by=people.agent)
    asked = {"HX-Request": "true", "HX-Target": "panel", "If-None-Match": tag}
    assert browser("colleague").get(incident.get_absolute_url(), **asked).status_code == 200


def test_the_letter_asks_only_for_what_is_missing(critical, mail):
    critical(contact="Ona")
    [letter] = mail("colleague")
    assert "what we do not know yet: whom else to call, how to reach the system." in letter.body


def test_it_costs_the_page_one_statement_and_none_once_it_was_said(critical, people, browser):
    one, incident, full = browser("colleague"), critical(), critical(**ALL)
    one.get(incident.get_absolute_url())
    with at_most(MOST):
        one.get(incident.get_absolute_url())
    with at_most(MOST + 1):
        one.get(full.get_absolute_url())
    full.give_contacts(**ALL, by=people.colleague)
    with at_most(MOST):
        one.get(full.get_absolute_url())
