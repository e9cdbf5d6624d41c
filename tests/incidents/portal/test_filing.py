"""Reporting: the ticks decide, nothing typed is lost, a second click is the same request."""

import pytest

from helpdesk.lib.ids import uuid7
from incidents.models import Incident
from tests.factories import IncidentFactory

pytestmark = pytest.mark.django_db


def written(**said):
    return {
        "key": str(uuid7()),
        "kind": "incident",
        "product": "other",
        "subject": "Neveikia algos",
        "text": "Nuo ryto rodo „periodas užrakintas“.",
        "marks": ["part_broken_no_workaround"],
        **said,
    }


def test_a_customer_reports_what_is_wrong(browser):
    answer = browser("customer").post("/report/", written())
    incident = Incident.objects.get(subject="Neveikia algos")
    assert (answer.status_code, answer["Location"]) == (303, incident.get_absolute_url())
    assert incident.impact == "important"
    assert incident.requester.name == "Petras Pirkėjas"


def test_a_critical_is_filed_without_contacts_and_asks_for_them_right_after(browser):
    answer = browser("customer").post("/report/", written(marks=["business_stopped"]))
    incident = Incident.objects.get(subject="Neveikia algos")
    assert incident.hour_due_at is not None
    page = browser("customer").get(incident.get_absolute_url())
    assert answer.status_code == 303
    asked = page.text.index('action="' + incident.get_absolute_url() + 'give_contacts/"')
    assert asked < page.text.index('<ol class="timeline">')


def test_contacts_are_filled_in_from_last_time(browser, people):
    IncidentFactory(
        by=people.customer, critical=True, contact="Ona 600", second_contact="Jonas 601", access="RDP"
    )
    page = browser("customer").get("/report/")
    assert "Ona 600" in page.text
    assert "Jonas 601" in page.text


@pytest.mark.parametrize("missing", ["subject", "text", "marks", "product"])
def test_what_is_missing_is_said_and_everything_typed_is_kept(browser, missing):
    answer = browser("colleague").post("/report/", written(**{missing: "" if missing != "marks" else []}))
    assert answer.status_code == 422
    kept = {"subject": "Neveikia algos", "text": "periodas užrakintas"}
    assert all(words in answer.text for field, words in kept.items() if field != missing)
    assert not Incident.objects.exists()


def test_the_same_form_sent_twice_is_one_request(browser):
    form = written()
    first, second = browser("customer").post("/report/", form), browser("customer").post("/report/", form)
    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1


def test_back_and_send_again_leads_to_the_request_that_is_there(browser, english):
    reader = english("colleague")
    first = reader.post("/report/", written())
    again = reader.post("/report/", written())  # the page came anew, with a key of its own
    assert again["Location"] == first["Location"]
    assert "You have sent this already" in reader.get(again["Location"]).text
    assert Incident.objects.count() == 1
    reader.post("/report/", written(marks=["business_stopped"]))
    assert Incident.objects.count() == 2  # what is true has changed
    browser("customer").post("/report/", written())
    assert Incident.objects.count() == 3


def test_what_is_over_or_comes_with_a_file_is_sent_again(english, people, tmp_path):
    reader = english("colleague")
    reader.post("/report/", written())
    (tmp_path / "screen.txt").write_text("17")
    with (tmp_path / "screen.txt").open("rb") as file:
        reader.post("/report/", written(upload=file))
    assert Incident.objects.count() == 2
    for one in Incident.objects.all():
        one.cancel("Nebereikia", by=people.colleague)
    reader.post("/report/", written())
    assert Incident.objects.count() == 3


def test_a_question_needs_no_ticks(browser):
    answer = browser("customer").post("/report/", written(kind="service_request", marks=[]))
    assert answer.status_code == 303
    assert Incident.objects.get().reference.startswith("REQ-")


def test_the_page_says_what_each_level_means_now(browser):
    page = browser("colleague").get("/report/")
    assert "We promise that work starts by 11:00" in page.text  # it is Monday, 10:00
    assert "We aim to answer by 14:00" in page.text
    assert "We aim to solve it by 4 March 10:00" in page.text


def test_an_order_of_something_new_makes_no_promise_of_a_level(browser):
    answer = browser("colleague").post("/report/", written(kind="development", marks=["business_stopped"]))
    assert answer.status_code == 422
    assert "choose “Something is wrong”" in answer.text
    assert not Incident.objects.exists()


def test_an_order_of_something_new_is_told_by_when_it_is_answered(browser):
    page = browser("colleague").get("/report/").text
    panel = page[page.index('data-only-for="development"') :]
    assert "We aim to answer by tomorrow 10:00" in panel[: panel.index("</aside>")]
    assert "solve" not in panel[: panel.index("</aside>")]


def test_each_kind_has_its_own_question_and_the_error_fits_all(browser):
    page = browser("colleague").get("/report/").text
    for kind, question in [
        ("incident", "What happened?"),
        ("service_request", "What do you want to ask?"),
        ("development", "What do you need, and for whom?"),
    ]:
        assert f'<span data-of="{kind}">{question}</span>' in page
    sent = browser("colleague").post("/report/", written(kind="service_request", text=""))
    assert sent.status_code == 422
    assert "What do you want to ask? Describe it, so that we can begin at once." in sent.text
    assert "&lt;span" not in sent.text


def test_an_order_of_something_new_has_no_level_until_an_agent_gives_it_one(browser, file, people, mail):
    ordered = file("minimal", kind="development", by=people.colleague)
    (receipt,) = [one.body for one in mail("colleague@") if "We have received" in one.body]
    assert "Impact on your business" not in receipt
    reader = browser("colleague")
    for address in ("/requests/", ordered.get_absolute_url()):
        page = reader.get(address).text
        assert ">New function</span>" in page
        assert "tag-minimal" not in page
    ordered.reclassify("Be to stovi darbas", impact="important", by=people.agent)
    assert "tag-important" in reader.get(ordered.get_absolute_url()).text
    assert "New function" not in reader.get("/requests/").text
    assert ">New function</span>" in reader.get(ordered.get_absolute_url()).text  # as it was registered
