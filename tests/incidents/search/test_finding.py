"""What is found by which words, and by whom."""

import pytest
from django.core.management import call_command
from django.db import connection

from helpdesk import timers
from helpdesk.timers.models import Timer
from incidents.models import Incident, SearchDocument, SearchWord
from incidents.search import anew
from incidents.search.asking import Question, find
from tests import factories

SIGNS = ["'", '"', "\\", "a' | b", "!!!", "& | ! ( )", "<->", "x:*", "x | 'y':A", "%s %(a)s", "*", "(" * 500]
LETTERS = ["a\x00b", "\ud800", "🙂🙂", "a" * 10_000, "İ ı ß ﬁ", "сбой системы", "١٢٣", "²³"]
ODD = [*SIGNS, *LETTERS, "'); DROP TABLE incidents_incident; --"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Sąskaitų spausdinimas", "saskaita"),
        ("saskaitu spausdinimas", "sąskaita"),
        ("Neišsiunčia sąskaitos", "SĄSKAITĄ"),
        ("Klaidos žiniaraštyje", "ziniarastis"),
        ("Printers are not printing", "printer print"),
        ("Nutrūksta ryšys su L4.PRO", "l4.pro"),
        ("Klaida 0x80070005 paleidžiant", "80070005"),
        ("Spausdintuvas", "spausd"),
    ],
)
def test_marks_endings_and_both_languages_do_not_matter(written, asked, file, found):
    one = file(subject=written)
    file(subject="Visai kitas dalykas")
    if asked == "80070005":
        assert found(asked) == []  # the middle of a word is no word
        asked = "0x80070005"
    assert found(asked) == [one.reference]


def test_everything_that_is_said_is_found_at_once(file, found, people):
    one = file(text="Pranešimas mini kolibrį")
    assert found("kolibris") == [one.reference]
    one.customer_reply("Dabar dar ir flamingą", by=people.customer)
    one.reply("Matau pelikaną", by=people.agent)
    one.give_contacts(contact="Zigmas Kontaktas 8 612 34567", by=people.customer)
    for word in ("kolibri", "flamingas", "pelikanas", "Zigmas", "+37061234567", "kolibri pelikanas"):
        assert found(word) == [one.reference], word


def test_people_are_found_by_name_mail_and_number(file, found, people):
    caller = factories.PersonFactory(
        name="Gertrūda Žąsytė", email="gerta@zasis.example", phone="+370 655 12345"
    )
    one = file(requester=caller, by=people.agent)
    file()
    for written in ("gertruda", "zasyte", "gerta@zasis.example", "865512345", "655 12345", "+370 655 12345"):
        assert found(written) == [one.reference], written
    assert found("gerta@zasis.example", people.manager) == []  # an address is the desk's matter


def test_internal_notes_are_found_by_the_desk_alone(file, found, people):
    one = file()
    one.note("Klientas skolingas: begemotas", by=people.agent)
    assert found("begemotas", people.agent) == found("begemotas", people.first_line) == [one.reference]
    for part in ("customer", "manager", "colleague"):
        assert found("begemotas", getattr(people, part)) == []
    # A word of the note and a word of the customer are together in one request.
    assert found("logotipą begemotas") == [one.reference]


def test_whoever_sees_only_their_own_finds_only_that(file, found, people):
    mine, other = file(subject="Kolibris mano"), file(subject="Kolibris kito", by=people.colleague)
    people.customer.sees_all = False
    assert found("kolibris", people.customer) == [mine.reference]
    other.watch(people.customer, by=people.colleague)
    assert set(found("kolibris", people.customer)) == {mine.reference, other.reference}


def test_no_help_desk_finds_what_another_has(file, found, people, globex):
    from tenants.door import in_tenant

    file(subject="Kolibris")
    schema = connection.schema_name
    with in_tenant(globex.tenant):
        manager = factories.person(globex, "manager")
        assert not find(manager, Question.of("kolibris"))
        assert not SearchWord.objects.filter(word="kolibris").exists()
    connection.set_schema(schema)


def test_all_words_must_be_there_and_the_title_comes_first(file, found):
    said = file(subject="Kitas", text="kolibris ir pelikanas")
    titled = file(subject="Kolibris ir pelikanas")
    file(subject="Kolibris vienas")
    last = file(subject="Trečias", text="pelikanas, kolibris")
    assert found("kolibris pelikanas") == [titled.reference, last.reference, said.reference]


def test_many_come_newest_first_page_by_page(file, people, monkeypatch):
    from incidents.search import asking

    requests = [file(subject="Kolibris") for _ in range(7)]
    monkeypatch.setattr(asking, "FEW", 4)
    numbers, before = [], asking.NO_END
    while True:
        hits = find(people.agent, Question.of("kolibris"), before=before, page=3)
        numbers += hits.ids
        if not hits.before:
            break
        before = hits.before
    assert numbers == [one.pk for one in reversed(requests)]


@pytest.mark.parametrize("part", ["agent", "manager", "customer"])
def test_a_common_word_is_looked_for_among_the_newest_and_gives_the_same(part, file, people, monkeypatch):
    from incidents.search import asking

    requests = [file(subject="Kolibris") for _ in range(6)]
    people.customer.sees_all = False
    monkeypatch.setattr(asking, "FEW", 4)
    asked = {"page": 3}
    slow = find(getattr(people, part), Question.of("kolibris"), **asked)
    monkeypatch.setattr(asking, "OFTEN", -1.0)
    assert find(getattr(people, part), Question.of("kolibris"), **asked) == slow
    assert slow.ids == [one.pk for one in reversed(requests[3:])]


@pytest.mark.parametrize("written", ODD)
def test_whatever_is_typed_is_only_words(written, file, people):
    one = file(subject="Kolibris " + written.replace("\x00", "").replace("\ud800", "")[:100])
    find(people.agent, Question.of(written))
    find(people.customer, Question.of(written))
    assert Incident.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kolibrs", "kolibris"),
        ("koilbris", "kolibris"),
        ("spausdintuvs", "spausdintuvas"),
        ("sąskkaita", "saskaita"),
    ],
)
def test_a_mistyped_word_is_guessed(typed, meant, file, guessed):
    file(subject="Kolibris spausdintuvas sąskaita")
    assert guessed(typed)[0] == meant


def test_a_number_and_a_strange_word_are_not_guessed(file, guessed):
    file(subject="Kolibris 12345")
    assert guessed("12346") == guessed("qqqqqq") == []


def test_what_is_taken_out_is_found_no_more_and_forgotten(file, found, people):
    one, other = file(text="slaptazodis kolibris"), file(text="Čia kolibris")
    one.redact("Taip nerašoma", comment=one.comments.get(), by=people.agent)
    assert found("slaptazodis") == []
    assert found("kolibris") == [other.reference]
    assert not SearchWord.objects.filter(word="slaptazodis").exists()
    assert SearchWord.objects.filter(word="kolibris").exists()


def test_gathering_anew_gives_what_the_acts_have_written(file, people):
    one = file("critical", text="Kolibris skrenda")
    one.start("Žiūriu į kolibrį", by=people.agent)
    one.note("Vidinis begemotas", by=people.agent)
    one.resolve("Išleistas", code="fixed", by=people.agent)
    written = _documents()
    SearchDocument.objects.all().delete()
    call_command("search_index", people.tenant.address, verbosity=0, stdout=_Nowhere())
    connection.set_schema(people.tenant.schema_name)
    assert _documents() == written


class _Nowhere:
    def write(self, _text):
        """Says nothing."""


def _documents():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, title::text, said::text, noted::text FROM incidents_searchdocument ORDER BY 1"
        )
        return cursor.fetchall()


def test_whoever_said_something_is_found_by_name_and_who_only_noted_it_by_the_desk_alone(file, found, people):
    one, other = file(subject="Kolibris"), file(subject="Pelikanas")
    one.reply("Žiūriu", by=people.agent)
    other.note("Dar nežiūriu", by=people.agent)
    assert found("Aistė", people.customer) == [one.reference]
    assert set(found("aiste", people.agent)) == {one.reference, other.reference}


# --- what was kept with fewer words ---------------------------------------------------------------------


def older(incident):
    """Leaves of its words what an earlier version kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE incidents_searchdocument SET stale = true, said = title WHERE incident_id = %s",
            [incident.pk],
        )


def test_older_requests_are_gathered_by_themselves_piece_by_piece(file, found, people, ring, monkeypatch):
    monkeypatch.setattr(anew, "PIECE", 2)
    every = [file(text="Mini kolibrį") for _ in range(5)]
    for one in every:
        older(one)
    assert found("kolibris") == []
    lines = timers.reconcile()
    connection.set_schema(people.tenant.schema_name)
    assert any("the words of 5 requests" in line for line in lines)
    assert not any("gathered anew" in line for line in timers.reconcile())
    connection.set_schema(people.tenant.schema_name)
    ring()
    assert found("kolibris") == [one.reference for one in reversed(every[-2:])]  # the newest first
    for _ in range(3):
        ring(seconds=1)
    assert len(found("kolibris")) == 5
    assert not SearchDocument.objects.filter(stale=True).exists()
    assert not Timer.objects.pending().filter(kind=anew.TIMER).exists()


def test_an_act_upon_an_older_request_leaves_the_rest_to_be_gathered(file, found, people, ring):
    one = file(text="Mini kolibrį")
    older(one)
    one.note("Pelikanas", by=people.agent)
    assert SearchDocument.objects.get(pk=one.pk).stale
    timers.reconcile()
    connection.set_schema(people.tenant.schema_name)
    ring()
    assert found("kolibris") == [one.reference]
    assert found("pelikanas") == [one.reference]


def test_what_is_new_lacks_nothing(file):
    assert not SearchDocument.objects.get(pk=file().pk).stale
