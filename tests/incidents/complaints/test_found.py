"""Complaints are found by words beside requests, and by their readers alone."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import ComplaintDocument, SearchWord
from incidents.search import complaints as searched
from incidents.search.asking import Question, find, find_complaints
from tests import factories
from tests.statements import at_most

pytestmark = pytest.mark.django_db
GOTO = {"HX-Request": "true", "HX-Target": "goto"}
READERS = {"agent": True, "manager": True, "customer": True, "first_line": False, "colleague": False}


def shown(text):
    return re.findall(r'class="number">(C-\d+)<', text)


@pytest.fixture
def found(people):
    """The numbers of the complaints that somebody finds by words."""

    def found(asked, by=None, **more):
        hits = find(by or people.agent, Question.of(asked), besides=9, **more)
        return list(
            ComplaintDocument.objects.filter(pk__in=hits.complaints)
            .order_by("-number")
            .values_list("number", flat=True)
        )

    return found


# --- by words ------------------------------------------------------------------------------------------


def test_what_was_complained_of_is_found_without_marks_and_endings(complain, found):
    one = complain("Konsultantai vėlavo pateikti sąskaitą")
    complain("Visai kitas dalykas")
    for asked in ("saskaitos", "SĄSKAITA", "velavo saskaita", "konsultant"):
        assert found(asked) == [one.number], asked


def test_all_that_is_said_later_is_found_and_so_is_who_complains(complain, found, people, others):
    one = complain("Kolibris")
    one.add("Dar ir flamingas", by=people.customer)
    one.own(others.second, by=others.second)
    one.answer("Matau pelikaną", by=others.second)
    one.dispute("Trūksta gulbės", by=people.customer)
    for asked in ("kolibris", "flamingas", "pelikanas", "gulbes", "pirkejas", "kolibris pelikanas gulbė"):
        assert found(asked) == [one.number], asked


@pytest.mark.parametrize(("part", "sees"), READERS.items())
def test_words_find_it_for_its_readers_alone(part, sees, complain, found, people):
    one = complain("Kolibris")
    assert found("kolibris", getattr(people, part)) == ([one.number] if sees else [])
    assert bool(find_complaints(getattr(people, part), Question.of("kolibris"))) == sees


def test_an_internal_note_is_found_by_agents_alone_not_even_by_a_first_line_that_complained(
    complain, found, people
):
    one = complain("Kolibris", by=people.first_line)
    one.note("Begemotas klysta", by=people.agent)
    assert found("begemotas") == [one.number]
    assert found("kolibris", people.first_line) == [one.number]
    for part in ("first_line", "manager", "customer"):
        assert found("begemotas", getattr(people, part)) == []


def test_no_help_desk_finds_what_another_was_told(complain, people, globex, inside):
    complain("Kolibris")
    text = inside(globex, globex.manager).get("/search/", {"q": "kolibris"}).content.decode()
    assert "/complaints/C-" not in text


def test_what_was_taken_out_is_found_no_more_and_no_word_of_it_is_kept(complain, found, people, file):
    one = complain("Kolibris ir begemotas")
    file(subject="Begemotas")
    one.redact("Slapta", words=one.words.get(), by=people.customer)
    assert found("kolibris") == found("begemotas") == []
    assert set(
        SearchWord.objects.filter(word__in=["kolibris", "begemotas"]).values_list("word", flat=True)
    ) == {"begemotas"}


def test_a_word_that_a_complaint_still_says_outlives_its_request(complain, found, file, people):
    complain("Kolibris")
    request = file(subject="Kitas", text="Kolibris")
    opening = request.comments.get(kind="opening")
    request.redact("Slapta", comment=opening, by=people.customer)
    assert SearchWord.objects.filter(word="kolibris").exists()


def test_gathering_anew_gives_the_same(complain, found, people, capsys):
    one = complain("Kolibris")
    one.note("Begemotas", by=people.agent)
    before = list(ComplaintDocument.objects.values_list("number", "said", "noted"))
    ComplaintDocument.objects.all().delete()
    assert found("kolibris") == []
    schema = connection.schema_name
    connection.set_schema_to_public()
    call_command("search_index", people.tenant.address)
    connection.set_schema(schema)
    assert list(ComplaintDocument.objects.values_list("number", "said", "noted")) == before
    assert found("kolibris") == [one.number]
    assert searched.build() == 1


# --- on the page ---------------------------------------------------------------------------------------


def test_complaints_stand_apart_from_requests_with_their_words_marked(english, complain, file):
    request = file(subject="Kolibris dega")
    one = complain("Dėl **kolibrio** <b>niekas</b> neskambino. " + "žodis " * 100 + "ir vėl kolibris")
    text = english("agent").get("/search/", {"q": "kolibri"}).text
    part = text[text.index('id="complaints"') : text.index("</section>")]
    assert shown(part) == [one.reference]
    assert request.reference not in part
    assert "Dėl **<mark>kolibrio</mark>** &lt;b&gt;niekas&lt;/b&gt; neskambino." in part
    assert "Received" in part
    assert request.get_absolute_url() in text[text.index("</section>") :]
    assert "1 request found" in text


def test_words_that_stand_further_on_are_shown_around(english, complain, people):
    one = complain("Neskambino. " + "žodis " * 100 + "Ir vėl <kolibris>.")
    one.note("Kolibris yra begemotas", by=people.agent)
    text = english("customer").get("/search/", {"q": "kolibris"}).text
    assert "Ir vėl &lt;<mark>kolibris</mark>&gt;" in text
    assert "begemotas" not in text
    text = english("agent").get("/search/", {"q": "begemotas"}).text
    assert "Internal note" in text
    assert "Kolibris yra <mark>begemotas</mark>" in text


@pytest.mark.parametrize("part", ["colleague", "first_line"])
def test_nobody_else_learns_that_it_exists(part, english, complain):
    complain("Kolibris")
    for asked in ({"q": "kolibris"}, {"q": "kolibriz"}, {"q": "kolibris", "only": "complaints"}):
        text = english(part).get("/search/", asked).text
        assert 'id="complaints"' not in text
        assert "These were found for" not in text
        assert "Did you mean" not in text
        assert "Nothing is found" in text


def test_a_slip_finds_a_complaint_too(english, complain):
    one = complain("Spausdintuvas sugedo")
    text = english("agent").get("/search/", {"q": "spausdintuvz"}).text
    assert shown(text) == [one.reference]
    assert "These were found for “spausdintuvas”" in text


def test_many_complaints_have_a_page_of_their_own(english, complain, monkeypatch):
    from incidents.views import searching

    monkeypatch.setattr(searching, "SOME", 2)
    monkeypatch.setattr(searching, "PAGE", 3)
    every = [complain(f"Kolibris {n}").reference for n in range(5)][::-1]
    agent = english("agent")
    first = agent.get("/search/", {"q": "kolibris"}).text
    assert shown(first) == every[:2]
    all_of_them = re.search(r'href="(/search/\?[^"]*only=complaints)"', first)[1].replace("&amp;", "&")
    second = agent.get(all_of_them).text
    assert shown(second) == every[:3]
    assert "Everything that is found for “kolibris”" in second
    later = re.search(r'href="([^"]+)" rel="next"', second)[1].replace("&amp;", "&")
    assert shown(agent.get(later).text) == every[3:]


def test_what_was_taken_out_names_nothing(english, complain, people):
    one = complain("Slaptas")
    one.add("Kolibris", by=people.customer)
    one.redact("Slapta", words=one.words.get(kind="complaint"), by=people.customer)
    text = english("agent").get("/search/", {"q": "kolibris"}).text
    assert "(The text was taken out.)" in text
    assert "<mark>Kolibris</mark>" in text


def test_going_anywhere_offers_complaints_by_their_words(english, complain):
    one = complain("Kolibris neatskrido")
    assert one.get_absolute_url() in english("agent").get("/search/", {"q": "kolib"}, **GOTO).text
    assert one.get_absolute_url() not in english("first_line").get("/search/", {"q": "kolib"}, **GOTO).text


# --- its cost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["agent", "customer"])
def test_where_no_complaint_is_found_a_search_costs_no_statement_more(part, english, complain, file):
    for _again in range(4):
        file(subject="Kolibris skrenda")
    reader = english(part)
    asked = {"q": "kolibris skrenda"}
    reader.get("/search/", asked)
    with CaptureQueriesContext(connection) as before:
        reader.get("/search/", asked)
    complain("Visai kitas dalykas")
    with CaptureQueriesContext(connection) as after:
        reader.get("/search/", asked)
    assert len(after) == len(before)
    for _again in range(7):
        complain("Kolibris skrenda per žemai")
    with CaptureQueriesContext(connection) as found, at_most(10):
        assert 'id="complaints"' in reader.get("/search/", asked).text
    assert len(found) == len(before) + 1


def test_a_complaint_is_found_by_an_index(complain, people):
    complain("Kolibris")
    with CaptureQueriesContext(connection) as asked:
        find(people.agent, Question.of("kolibris"), besides=5)
    *_all, sql = (one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT found"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "complaintdocument_said" in plan
    assert "complaintdocument_noted" in plan


def test_a_person_of_another_name_is_found_by_the_name_they_had_when_it_was_said(complain, found, people):
    caller = factories.PersonFactory(name="Gertrūda Žąsytė")
    one = complain(by=people.agent, complainant=caller)
    assert found("gertruda zasyte") == [one.number]
