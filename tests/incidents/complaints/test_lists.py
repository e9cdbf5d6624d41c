"""Complaints in lists, among the figures and on other pages, and the words that the company reads."""

import csv
import re
from io import StringIO

import pytest

from incidents.models import Complaint
from tests.incidents.complaints.about import where
from tests.incidents.portal.test_plain_words import CODES, found, read
from tests.statements import at_most

pytestmark = pytest.mark.django_db


# --- lists ---------------------------------------------------------------------------------------------


def test_the_desk_sees_first_what_waits_for_an_answer_with_its_time(english, brought, complain):
    answered, first = brought("answered"), complain("Antras skundas")
    text = english("agent").get("/complaints/").text
    assert text.index(first.reference) < text.index(answered.reference)
    assert 'data-due="' in text
    assert "Waits for their word" in text


@pytest.mark.parametrize(
    ("view", "status", "is_there"),
    [
        ("open", "answered", True),
        ("open", "closed", False),
        ("ownerless", "received", True),
        ("ownerless", "answered", False),
        ("escalated", "disputed", True),
        ("escalated", "received", False),
        ("mine", "received", False),
        ("late", "received", False),
        ("all", "withdrawn", True),
    ],
)
def test_each_view_shows_its_own(view, status, is_there, english, brought):
    one = brought(status)
    text = english("agent").get(f"/complaints/?show={view}").text
    assert (one.get_absolute_url() in text) == is_there


def test_an_empty_list_says_what_would_be_here_and_a_filtered_one_offers_all(english, others):
    agent = english("agent")
    assert "No complaint is open" in agent.get("/complaints/").text
    text = agent.get("/complaints/?show=late").text
    assert "Nothing matches" in text
    assert "Show what is not settled" in text
    assert "No complaint yet" in english("customer").get("/complaints/").text


def test_the_list_costs_the_same_however_many_there_are(english, complain, others):
    agent = english("agent")
    agent.get("/complaints/")
    for number in range(12):
        complain(f"Skundas {number}")
    with at_most(5):
        agent.get("/complaints/")
    one = Complaint.objects.first()
    with at_most(7):
        agent.get(where(one))


def test_a_list_names_a_complaint_by_its_words_as_they_were_typed(english, complain):
    one = complain("**Niekas** neatsiliepė & [tylėjo](http://x.example)\n\n> Antra diena")
    for part in ("agent", "customer"):
        text = english(part).get("/complaints/").text
        assert "**Niekas** neatsiliepė &amp; [tylėjo](http://x.example) &gt; Antra diena" in text
        assert one.reference in text


def test_the_table_for_a_spreadsheet_holds_no_formula(english, complain):
    complain('=HYPERLINK("http://evil.example";"x")')
    complain("Kitas")
    _answer, table = english("agent").fetch("/complaints/complaints.csv?show=all")
    text = table.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert text.count("\n") == 3
    assert english("customer").get("/complaints/complaints.csv").status_code == 403


def test_the_manager_sees_the_companys_complaints_and_a_colleague_their_own(english, complain, people):
    one = complain()
    mine = complain("Kitas reikalas", by=people.colleague)
    text = english("manager").get("/complaints/").text
    assert one.reference in text
    assert mine.reference in text
    text = english("colleague").get("/complaints/").text
    assert mine.reference in text
    assert f"{one.reference} " not in text


def test_a_complaint_names_no_request_that_its_reader_cannot_see(english, complain, file, people):
    request = file(subject="Slapti atlyginimai", by=people.manager)
    one = complain(incident=request)  # while the whole company saw every request
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    text = english("customer").get(where(one)).text
    assert "Slapti" not in text
    assert "A request that you do not see" in text


# --- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["received", "answered", "disputed", "closed", "withdrawn"])
def test_no_page_of_the_company_speaks_the_language_of_the_trade(status, english, brought, people, ring):
    one = brought(status)
    one.note("Pastaba, kurios jie neturi matyti", by=people.agent)
    ring(minutes=60 * 24 * 12)
    reader = english("customer")
    for path in ("/complaints/", "/complaints/new/", where(one), "/notices/"):
        text = read(reader.get(path).text)
        assert found("en", text) == [], path
        assert CODES.findall(text) == [], path
        assert "neturi matyti" not in text


def test_the_letters_of_the_company_do_not_either(brought, people, ring, mail):
    for status in ("disputed", "closed", "withdrawn"):
        brought(status)
    type(people.customer).objects.update(language="en")
    ring(minutes=60 * 24 * 12)
    mails = mail(people.customer.email)
    assert len(mails) > 6
    for one in mails:
        assert CODES.findall(one.body) == []
        assert not re.search(r"%\(\w+\)|\bNone\b", one.body + one.subject)


def test_the_bell_says_what_happened_and_opening_the_complaint_reads_it(english, brought):
    one, reader = brought("answered"), english("customer")
    text = reader.get("/notices/").text
    assert f"answers the complaint {one.reference}." in text
    assert f"{where(one)}#e" in text
    assert "2 unread" in text
    reader.get(where(one))
    assert "You have seen them all." in reader.get("/notices/").text


# --- where it is met -----------------------------------------------------------------------------------


def test_the_way_to_complain_stands_calmly_on_the_companys_pages(english, file):
    one, reader = file(), english("customer")
    for path in ("/", "/requests/"):
        assert 'href="/complaints/new/"' in reader.get(path).text
    text = reader.get(one.get_absolute_url()).text
    assert f'href="/complaints/new/?request={one.reference}"' in text


def test_an_answer_waits_on_the_first_page_for_those_who_can_agree(english, brought):
    one = brought("answered")
    for part, waits in (("customer", True), ("manager", True), ("colleague", False)):
        assert (one.get_absolute_url() in english(part).get("/").text) == waits


def test_agents_find_complaints_in_the_bar_and_customers_are_not_led_to_them(english, others):
    assert 'href="/complaints/"' in english("agent").get("/queue/").text
    assert english("customer").get("/people/").text.count("/complaints/") == 0


def test_the_figures_say_how_many_in_time_agreed_and_open(english, brought, complain):
    for status in ("closed", "withdrawn", "disputed"):
        brought(status)
    complain()
    text = english("manager").get("/kept/").text
    section = text[text.index('id="complaints"') :]
    figures = re.findall(r'<td class="num"[^>]*>(?:<b[^>]*>)?(\d+)', section)[:6]
    assert figures == ["4", "2", "0", "1", "1", "2"]  # received, in time, late, agreed, withdrawn, open


def test_the_table_of_promises_kept_counts_complaints_too(english, brought, complain, file, people):
    request = file("critical")
    request.start("Žiūriu", by=people.agent)
    for status in ("closed", "withdrawn", "disputed"):
        brought(status)
    complain()
    answer = english("manager").get("/kept/figures.csv")
    head, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert head[-3:] == ["Agreed", "Withdrawn", "Still open"]
    assert {len(row) for row in rows} == {len(head)}
    (row,) = (dict(zip(head, row, strict=True)) for row in rows if row[2] == "Answer a complaint")
    assert (row["Month"], row["Promise or goal"], row["Count"]) == ("2027-03", "goal", "4")
    assert (row["Kept"], row["Broken"]) == ("2", "0")
    assert (row["Agreed"], row["Withdrawn"], row["Still open"]) == ("1", "1", "2")
    assert rows[-1][2] == "Answer a complaint"
    assert rows[0][-3:] == ["", "", ""]


def test_complaints_alone_are_a_table_as_well(english, complain):
    complain()
    reader = english("manager")
    assert "/kept/figures.csv" in reader.get("/kept/").text
    assert "Answer a complaint" in reader.get("/kept/figures.csv").content.decode("utf-8-sig")


def test_the_operators_table_names_the_company_of_each_complaint(brought, public, operator_agent, people):
    brought("closed")
    text = public(operator_agent).get("/console/kept/figures.csv").content.decode("utf-8-sig")
    (row,) = (one for one in csv.reader(StringIO(text)) if "Atsakyti į skundą" in one)
    assert row[0] == people.tenant.name
    assert row[-3:] == ["1", "0", "0"]


def test_operators_see_the_figures_of_all_companies(brought, public, operator_agent, people):
    brought("closed")
    text = public(operator_agent).get("/console/kept/").content.decode()
    assert 'id="complaints"' in text
    assert people.tenant.name in text[text.index('id="complaints"') :]


def test_the_answer_stands_where_the_question_is_asked(english, brought):
    one, reader = brought("answered"), english("customer")
    text = reader.get(where(one)).text
    question = text[text.index('id="agree"') : text.index('class="timeline"')]
    assert "Atsiprašome, paskyrėme kitą" in question
    reader.post(f"{where(one)}agree/")
    assert 'id="agree"' not in reader.get(where(one)).text


def test_a_manager_is_asked_whether_the_colleague_agrees_and_not_whether_they_do(english, brought, people):
    one = brought("answered")
    assert "Do you agree with the answer?" in english("customer").get(where(one)).text
    page = english("manager").get(where(one)).text
    assert f"Does your colleague ({people.customer.name}) agree with the answer?" in page
    assert "Do you agree with the answer?" not in page
    home = english("manager").get("/").text
    assert f"Waiting for {people.customer.name}" in home
    assert "Waits for you<" not in home
