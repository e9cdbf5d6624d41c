"""The pages of complaints: the desk's list and page, the company's, and the form."""

import re

import pytest

from helpdesk.accounts.models import User
from incidents.models import Complaint, Person
from tests.incidents.complaints.about import where

pytestmark = pytest.mark.django_db

ACTS = {
    "own": {"agent"},
    "answer": {"agent"},
    "note": {"agent"},
    "agree": {"customer", "manager", "first_line"},
    "dispute": {"customer", "manager", "first_line"},
    "withdraw": {"customer", "manager", "first_line"},
    "add": {"customer", "manager", "first_line"},
}
SENT = {
    "answer": {"text": "Taip"},
    "note": {"text": "Viduje"},
    "dispute": {"text": "Ne"},
    "add": {"text": "Dar"},
}


# --- a new one -----------------------------------------------------------------------------------------


def sent(page, **said):
    """The form as a browser would send it."""
    key = re.search(r'name="key" value="([^"]+)"', page.text)[1]
    return {"key": key, "incident": "", "text": "Niekas neatsiliepė"} | said


def test_a_customer_complains_from_a_page_of_their_own(english, people, file):
    one, reader = file(), english("customer")
    page = reader.get(f"/complaints/new/?request={one.reference}")
    assert f'<option value="{one.reference}" selected>' in page.text
    answer = reader.post("/complaints/new/", sent(page, incident=one.reference))
    complaint = Complaint.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, where(complaint))
    assert (complaint.complainant, complaint.incident, complaint.channel) == (people.customer, one, "web")
    text = reader.get(where(complaint)).text
    assert "Niekas neatsiliepė" in text
    assert "We aim to answer by" in text


def test_a_form_sent_twice_is_one_complaint(english):
    reader = english("customer")
    said = sent(reader.get("/complaints/new/"))
    first, second = (reader.post("/complaints/new/", said) for _twice in range(2))
    assert first["Location"] == second["Location"]
    assert Complaint.objects.count() == 1


def test_a_form_without_words_comes_back_with_what_was_chosen(english, file):
    one, reader = file(), english("customer")
    said = sent(reader.get("/complaints/new/"), text=" ", incident=one.reference)
    answer = reader.post("/complaints/new/", said)
    assert answer.status_code == 422
    assert 'href="#id_text"' in answer.text
    assert f'<option value="{one.reference}" selected>' in answer.text


def test_a_request_that_one_cannot_see_is_not_offered(english, file, people):
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    hidden = file(by=people.manager, subject="Slapti atlyginimai")
    reader = english("customer")
    page = reader.get(f"/complaints/new/?request={hidden.reference}")
    assert page.status_code == 200
    assert "Slapti" not in page.text
    assert reader.post("/complaints/new/", sent(page, incident=hidden.reference)).status_code == 422


def test_an_agent_writes_down_one_that_came_by_phone(english, people, file):
    one, agent = file(), english("agent")
    page = agent.get(f"/complaints/new/?request={one.reference}")
    assert f'value="{people.customer.name}"' in page.text
    answer = agent.post("/complaints/new/", sent(page, caller=people.customer.name, incident=one.reference))
    complaint = Complaint.objects.get()
    assert answer["Location"] == where(complaint)
    assert (complaint.channel, complaint.complainant, complaint.incident) == ("phone", people.customer, one)
    page = agent.get("/complaints/new/")
    agent.post("/complaints/new/", sent(page, caller="Naujas Žmogus", reach="+370 600 12345"))
    assert Person.objects.get(name="Naujas Žmogus").complaints.count() == 1


def test_an_agent_is_told_of_a_number_that_is_none(english):
    agent = english("agent")
    said = sent(agent.get("/complaints/new/"), caller="Naujas Žmogus", reach="", incident="INC-999999")
    answer = agent.post("/complaints/new/", said)
    assert answer.status_code == 422
    for field in ("id_incident", "id_reach"):
        assert f'href="#{field}"' in answer.text


# --- each act ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", sorted(ACTS))
def test_an_act_is_done_by_its_button(verb, english, brought, people, others):
    one = brought("answered" if verb in ("agree", "dispute") else "received")
    if verb == "answer":
        one.own(people.agent, by=people.agent)
    reader = english("agent" if "agent" in ACTS[verb] else "customer")
    said = SENT.get(verb, {}) | ({"owner": str(people.agent.pk)} if verb == "own" else {})
    before = one.events.count()
    answer = reader.post(where(one, verb), said)
    assert (answer.status_code, answer["Location"]) == (303, where(one))
    assert one.events.count() == before + 1
    assert reader.get(where(one)).status_code == 200


@pytest.mark.parametrize("verb", sorted(ACTS))
@pytest.mark.parametrize("part", ["customer", "manager", "first_line", "agent"])
def test_an_act_is_refused_to_whom_it_does_not_belong(verb, part, english, brought):
    one = brought("answered")
    if part not in ACTS[verb]:
        assert english(part).post(where(one, verb), SENT.get(verb)).status_code == 403


@pytest.mark.parametrize("verb", sorted(ACTS))
def test_asking_for_an_act_by_a_link_is_refused(verb, english, complain):
    reader = english("agent" if "agent" in ACTS[verb] else "customer")
    assert reader.get(where(complain(), verb)).status_code == 405


@pytest.mark.parametrize("verb", ["", *sorted(ACTS), "redact"])
@pytest.mark.parametrize("part", ["colleague", "first_line"])
def test_somebody_elses_complaint_is_not_here(verb, part, english, complain):
    one, reader = complain(), english(part)
    answer = reader.post(where(one, verb), SENT.get(verb)) if verb else reader.get(where(one))
    # what belongs to agents is refused before anybody looks whether it is there
    refused = 403 if verb in ACTS and "agent" in ACTS[verb] else 404
    there = reader.post(where(one).replace(one.reference, "C-999999") + (f"{verb}/" if verb else ""), {})
    assert answer.status_code == refused
    assert not verb or there.status_code == refused
    assert "Konsultantas" not in reader.get("/complaints/").text


def test_another_help_desk_knows_nothing_of_it(complain, inside, globex):
    one = complain()
    for part in ("manager", "customer"):
        stranger = inside(globex, getattr(globex, part))
        assert stranger.get(where(one)).status_code == 404
        assert stranger.post(where(one, "agree")).status_code == 404
        assert b"Konsultantas" not in stranger.get("/complaints/").content


def test_an_act_that_comes_too_late_says_why(english, brought):
    one = brought("closed")
    answer = english("customer").post(where(one, "withdraw"))
    assert answer.status_code == 409
    assert "This complaint is over already." in answer.text


@pytest.mark.parametrize(
    ("status", "verb", "why"),
    [
        ("received", "dispute", "There is no answer to disagree with yet."),
        ("disputed", "dispute", "It is said already that you do not agree."),
        ("closed", "dispute", "The answer is agreed with already, and this complaint is closed."),
        ("closed", "agree", "The answer is agreed with already, and this complaint is closed."),
        ("withdrawn", "dispute", "This complaint is over already."),
        ("withdrawn", "agree", "This complaint is over already."),
    ],
)
def test_whoever_answers_too_late_reads_how_it_stands(status, verb, why, english, brought):
    answer = english("customer").post(where(brought(status), verb), {"text": "Vis tiek niekas neskambina"})
    assert answer.status_code == 409
    assert why in answer.text


@pytest.mark.parametrize("verb", ["answer", "note", "dispute", "add"])
def test_an_act_without_its_words_comes_back(verb, english, brought, people, others):
    one = brought("answered" if verb == "dispute" else "received")
    if verb == "answer":
        one.own(people.agent, by=people.agent)
    answer = english("agent" if "agent" in ACTS[verb] else "customer").post(where(one, verb), {"text": " "})
    assert answer.status_code == 422
    assert f'href="#{verb}-text"' in answer.text


def test_the_one_it_is_about_is_not_offered_to_take_it(english, complain, file, people, others):
    request = file()
    request.start("Žiūriu", by=people.agent)
    one, agent = complain(incident=request), english("agent")
    text = agent.get(where(one)).text
    assert "I take care of it" not in text
    assert "You cannot take care of it: the request was yours when the complaint came" in text
    assert f'<option value="{others.second.pk}">' in text
    assert f'<option value="{people.agent.pk}">' not in text
    assert f"Not {people.agent.name}: the request was theirs when the complaint came." in text
    assert agent.post(where(one, "own"), {"owner": str(people.agent.pk)}).status_code == 422
    one.own(others.second, by=others.second)
    text = agent.get(where(one)).text
    assert 'id="why-not"' in text
    assert f"{others.second.name} answers it, for the request was yours." in text
    one.answer("Atsiprašome", by=others.second)
    one.agree(by=people.customer)
    assert 'id="why-not"' not in agent.get(where(one)).text


def test_anybody_else_is_not_told_that_they_cannot_take_it(english, complain, file, others):
    request = file()
    request.start("Žiūriu", by=others.second)
    text = english("agent").get(where(complain(incident=request))).text
    assert "I take care of it" in text
    assert 'id="why-not"' not in text


def test_the_only_agent_may_take_a_complaint_about_themselves_and_reads_why(
    english, complain, file, people, others
):
    request = file()
    request.start("Žiūriu", by=people.agent)
    one, agent = complain(incident=request), english("agent")
    User.objects.filter(pk__in=[others.second.user_id, others.admin.user_id]).update(is_active=False)
    text = agent.get(where(one)).text
    assert "Nobody else serves this help desk, so you may answer for it." in text
    assert "I take care of it" in text
    assert 'id="why-not"' not in text
    agent.post(where(one, "own"), {"owner": str(people.agent.pk)})
    one.refresh_from_db()
    assert one.owner == people.agent
    assert "nobody else served your company then" in english("customer").get(where(one)).text


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_the_company_reads_that_whoever_had_it_does_not_answer(part, english, complain, file, people):
    request = file()
    request.start("Žiūriu", by=people.agent)
    one, without = complain(incident=request), complain()
    said = "Whoever had the request does not answer for it while anybody else can."
    reader = english(part)
    assert said in reader.get(where(one)).text
    assert said not in reader.get(where(without)).text
    for text in (reader.get(where(one)).text, reader.get("/complaints/").text):
        assert "I take care of it" not in text
    assert reader.post(where(one, "own"), {"owner": str(people.agent.pk)}).status_code == 403


def test_a_first_line_that_complained_takes_no_complaint(english, complain, file, people):
    request = file(by=people.first_line)
    request.start("Žiūriu", by=people.agent)
    one, reader = complain(by=people.first_line, incident=request), english("first_line")
    text = reader.get(where(one)).text
    assert "Whoever had the request does not answer for it while anybody else can." in text
    assert "I take care of it" not in text
    assert reader.post(where(one, "own"), {"owner": str(people.first_line.pk)}).status_code == 403


# --- taking words out ----------------------------------------------------------------------------------


def test_words_are_taken_out_for_good_after_the_number_is_typed(english, complain):
    one, reader = complain("Slaptažodis: Vasara1"), english("customer")
    entry = one.events.get()
    page = reader.get(f"{where(one)}redacting/{entry.pk}/")
    assert "Vasara1" in page.text
    said = {"entry": str(entry.pk), "reason": "Slaptažodis", "what": "text"}
    assert reader.post(where(one, "redact"), said | {"typed": "C-99999"}).status_code == 422
    assert reader.post(where(one, "redact"), said | {"typed": one.reference}).status_code == 303
    for path in (where(one), "/complaints/"):
        assert "Vasara1" not in reader.get(path).text
    assert "took this text out" in reader.get(where(one)).text


def test_a_customer_takes_nothing_out_of_what_the_desk_wrote(english, brought, people):
    one, reader = brought("answered"), english("customer")
    one.note("Viduje", by=people.agent)
    for kind, status in (("answered", 403), ("noted", 404)):
        entry = one.events.get(kind=kind)
        assert reader.get(f"{where(one)}redacting/{entry.pk}/").status_code == status
