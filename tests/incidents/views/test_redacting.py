"""Taking out what was filed with a request: asked of an agent alone, gone on every page."""

import re

import pytest

from helpdesk.accounts.models import User
from tests.incidents.views.sent import sent, where

pytestmark = pytest.mark.django_db
FILED = {
    "subject": "Neveikia vasaraslaptas",
    "contact": "Ona vasaraslaptas",
    "access": "AnyDesk vasaraslaptas",
}


@pytest.fixture(autouse=True)
def everybody_reads_english(people):
    User.objects.update(language="en")


@pytest.fixture
def incident(file):
    return file("important", **FILED)


def page_of(incident):
    return f"/incidents/{incident.reference}/redacting/{incident.events.get(kind='reported').pk}/"


def words(incident, *what, **given):
    entry = incident.events.get(kind="reported")
    typed = {"entry": str(entry.pk), "reason": "Buvo slaptažodis", "typed": incident.reference}
    return typed | {"what": list(what), "subject": "Neveikia prisijungimas"} | given


def test_an_agent_is_offered_what_was_filed_and_a_customer_is_not(incident, browser):
    agent, customer = (
        browser("agent").get(page_of(incident)).text,
        browser("customer").get(page_of(incident)).text,
    )
    for part in ("subject", "contact", "access"):
        assert f'value="{part}"' in agent
        assert f'value="{part}"' not in customer
    assert 'value="second_contact"' not in agent  # nothing stands there
    assert 'name="subject"' in agent
    assert 'name="subject"' not in customer


def test_nobody_of_the_company_takes_it_out_by_a_form_of_their_own(incident, browser):
    for part in ("customer", "manager", "first_line"):
        answer = browser(part).post(where(incident, "redact"), words(incident, "subject"))
        assert answer.status_code in (403, 422)
    incident.refresh_from_db()
    assert incident.subject == FILED["subject"]


def test_another_subject_is_asked_for(incident, browser):
    answer = browser("agent").post(where(incident, "redact"), words(incident, "subject", subject=""))
    assert answer.status_code == 422
    assert "Write the subject that is to stand there instead." in answer.text


def test_every_page_shows_the_redacted_words(incident, browser, people):
    agent, customer = browser("agent"), browser("customer")
    agent.get(f"/incidents/{incident.reference}/")
    assert agent.post(where(incident, "redact"), words(incident, *FILED)).status_code == 303
    pages = {
        (agent, f"/incidents/{incident.reference}/"): True,
        (agent, "/queue/"): True,
        (agent, "/queue/?q=vasaraslaptas"): False,
        (agent, "/search/?q=prisijungimas"): True,
        (agent, "/search/?q=vasaraslaptas"): False,
        (customer, f"/incidents/{incident.reference}/"): True,
        (customer, "/requests/"): True,
        (customer, "/similar/?subject=Neveikia+prisijungimas"): True,
        (customer, "/"): True,
    }
    for (reader, path), finds in pages.items():
        text = re.sub("</?mark>", "", reader.get(path).text)  # search marks the words
        assert ("Neveikia prisijungimas" in text) == finds, path
        assert not any(f"{before} vasaraslaptas" in text for before in ("Neveikia", "Ona", "AnyDesk")), path
    exported = agent.fetch("/queue/requests.csv")[1].decode()
    assert "Neveikia prisijungimas" in exported
    assert "vasaraslaptas" not in exported


def test_both_sides_read_what_kind_of_thing_was_taken_out(incident, browser):
    browser("agent").post(where(incident, "redact"), words(incident, "text", "subject", "access"))
    for part in ("agent", "customer"):
        page = browser(part).get(f"/incidents/{incident.reference}/").text
        assert "what was filed (the subject, how to reach the system)" in page


def test_the_version_goes_with_the_entry_that_said_it(file, browser, people):
    incident, agent = file(product_name="Bonus"), browser("agent")
    incident.describe(product_name="Bonus", product_version="vasaraslaptas", by=people.agent)
    said = incident.events.get(kind="described")
    sent = words(incident, "text") | {"entry": str(said.pk)}
    assert agent.post(where(incident, "redact"), sent).status_code == 303
    assert "vasaraslaptas" in agent.get(incident.get_absolute_url()).text  # beside the product
    assert agent.post(where(incident, "redact"), words(incident, "product_version")).status_code == 303
    incident.refresh_from_db()
    assert (incident.product_name, incident.product_version) == ("Bonus", "")
    for part in ("agent", "customer"):
        assert "vasaraslaptas" not in browser(part).get(incident.get_absolute_url()).text
    assert "vasaraslaptas" not in agent.fetch("/queue/requests.csv")[1].decode()


def test_one_subject_takes_the_place_of_another_in_one_line(incident, browser):
    sent = words(incident, "subject", subject="Neveikia\nprisijungimas")
    assert browser("agent").post(where(incident, "redact"), sent).status_code == 303
    incident.refresh_from_db()
    assert incident.subject == "Neveikia prisijungimas"


def test_when_all_else_is_gone_an_agent_can_still_take_the_subject_out(incident, browser):
    browser("agent").post(where(incident, "redact"), words(incident, "text", "contact", "access"))
    assert page_of(incident) in browser("agent").get(f"/incidents/{incident.reference}/").text
    assert page_of(incident) not in browser("customer").get(f"/incidents/{incident.reference}/").text


def test_what_is_taken_out_is_asked_on_a_page_of_its_own(browser, file, people):
    incident = file(text="Slaptažodis: Vasara")
    entry = incident.events.get(kind="reported")
    path = f"/incidents/{incident.reference}/redacting/{entry.pk}/"
    assert path in browser("agent").get(f"/incidents/{incident.reference}/").text
    assert path in browser("customer").get(f"/incidents/{incident.reference}/").text
    assert path not in browser("colleague").get(f"/incidents/{incident.reference}/").text
    assert "Slaptažodis: Vasara" in browser("agent").get(path).text
    assert browser("colleague").get(path).status_code == 403
    assert browser("agent").get(path.replace(str(entry.pk), str(incident.pk))).status_code == 404


def test_a_customer_does_not_find_a_note_to_take_out(browser, file, people):
    incident = file()
    incident.note("Tik mums", by=people.agent)
    entry = incident.events.get(kind="noted")
    path = f"/incidents/{incident.reference}/redacting/{entry.pk}/"
    assert browser("manager").get(path).status_code == 404
    said = {"entry": str(entry.pk), "what": "text", "reason": "x", "typed": incident.reference}
    assert browser("manager").post(where(incident, "redact"), said).status_code == 404


@pytest.mark.parametrize("typed", ["", "INC-9999", "taip"])
def test_the_number_is_typed_to_confirm(typed, browser, file, people):
    incident = file(text="Slaptažodis")
    said = sent("redact", people) | {"typed": typed}
    answer = browser("agent").post(where(incident, "redact"), said)
    assert answer.status_code == 422
    assert incident.comments.get().text == "Slaptažodis"


@pytest.mark.parametrize("part", ["agent", "customer"])
def test_both_sides_read_who_took_it_out_when_and_why(part, browser, file, people):
    incident = file(text="Slaptažodis: Vasara")
    comment = incident.comments.get()
    incident.redact("Buvo slaptažodis", comment=comment, by=people.agent)
    page = browser(part).get(f"/incidents/{incident.reference}/").text
    assert "Vasara" not in page
    assert people.agent.name in page
    assert page.count("Buvo slaptažodis") >= 2


@pytest.mark.parametrize("verb", ["start", "wait", "give_workaround", "resolve", "log_call", "reply", "note"])
def test_every_page_is_drawn_whatever_was_taken_out(verb, browser, file, people):
    incident = file("important")
    given = {
        "start": {"line": "Žiūriu"},
        "wait": {"question": "Kokia versija?", "until": incident.reported_at.replace(day=9)},
        "resolve": {"text": "Pataisyta", "code": "fixed"},
        "log_call": {"text": "Kalbėjome", "answered": True},
    }.get(verb, {"text": "Štai"})
    getattr(incident, verb)(by=people.agent, **given)
    for comment in list(incident.comments.all()):
        incident.redact("Netyčia", comment=comment, by=people.agent)
    for comment in list(incident.comments.filter(redacted_at=None)):
        incident.redact("Ir priežastis", comment=comment, by=people.agent)
    for part in ("agent", "customer", "manager", "first_line"):
        assert browser(part).get(f"/incidents/{incident.reference}/").status_code == 200


def test_the_way_through_the_view_goes_on_after_it(incident, file, browser):
    agent = browser("agent")
    file("important")
    page = f"/incidents/{incident.reference}/?from=mine"
    link = f"{page_of(incident)}?from=mine"
    assert f'href="{link}"' in agent.get(page).text
    asked = agent.get(link).text
    assert f'action="/incidents/{incident.reference}/redact/?from=mine"' in asked
    assert f"/incidents/{incident.reference}/?from=mine#e" in asked
    gone = agent.post(
        f"/incidents/{incident.reference}/redact/?from=mine",
        words(incident, "subject"),
        Referer=f"https://acme.langelis.test{link}",
    )
    assert gone["Location"] == page
