"""Naming another request by a few words: what is found while one types, and what is offered without that."""

import re

import pytest

from tests.factories import PersonFactory
from tests.incidents.stages import bring
from tests.statements import at_most

pytestmark = pytest.mark.django_db
FIND = "/search/requests/"


@pytest.fixture
def found(english):
    """The references that are offered for what is typed, in their order."""

    def found(written, part="agent", **more):
        answer = english(part).get(FIND, {"q": written} | more)
        assert answer.status_code == 200
        return re.findall(r'data-value="([A-Z]{3}-\d+)"', answer.text)

    return found


def test_a_request_is_found_by_its_number_its_subject_and_who_reported_it(file, people, found):
    caller = PersonFactory(name="Gertrūda Žąsytė")
    one = file(subject="Nespausdina sąskaitų", requester=caller, by=people.agent)
    file()
    for written in (one.reference, str(one.number), "saskaita", "SĄSKAITŲ nespausdina", "žąsytė", "gertr"):
        assert found(written) == [one.reference], written
    assert found("") == found("!?") == []


def test_open_ones_stand_before_those_that_are_over_and_what_is_called_so_before_what_only_says_so(
    file, people, found
):
    called = file(subject="Kolibris skrenda")
    over = bring(file(subject="Kolibris nutūpė"), "closed", people)
    says = file(text="Matome kolibrį")
    assert found("kolibris") == [called.reference, says.reference, over.reference]


def test_the_number_that_was_typed_stands_first(file, found):
    one = file()
    for _ in range(3):
        file(subject=f"Kaip buvo prie {one.number}")
    assert found(str(one.number))[0] == one.reference


def test_open_ones_are_found_however_many_newer_ones_are_over(file, people, found, monkeypatch):
    from incidents.search import asking

    one = file(subject="Kolibris skrenda")
    for _ in range(4):
        bring(file(subject="Kolibris skrenda"), "closed", people)
    monkeypatch.setattr(asking, "FEW", 1)
    monkeypatch.setattr("incidents.naming.AT_MOST", 1)
    assert found("kolibris") == [one.reference]


def test_the_request_itself_is_not_offered(file, found):
    one, other = file(subject="Kolibris"), file(subject="Kolibris")
    assert found("kolibris", besides=one.reference) == [other.reference]
    assert found(one.reference, besides=one.reference) == []


def test_what_is_typed_is_shown_as_text(file, english):
    file(subject="Kolibris <b>skrenda</b>")
    answer = english("agent").get(FIND, {"q": "kolibris"})
    assert "&lt;b&gt;skrenda" in answer.text
    assert "1 request found" in answer.text
    for odd in ("\ud800", "'); --", "a" * 20_000, "<script>"):
        written = {"q": odd.encode("utf-8", "surrogatepass")}
        assert "<script>" not in english("agent").get(FIND, written).text


def test_the_other_company_and_the_customers_find_nothing_here(file, english, found, inside, globex, acme):
    one = file(subject="Kolibris")
    assert english("customer").get(FIND, {"q": "kolibris"}).status_code == 403
    assert english("agent").post(FIND, {"q": "kolibris"}).status_code == 405
    assert found("kolibris", "first_line") == [one.reference]
    foreign = inside(globex, globex.manager).get(FIND, {"q": "kolibris"})
    assert one.reference not in foreign.content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_it_costs_seven_statements_whatever_is_found(rows, file, english):
    for _ in range(rows):
        file(subject="Kolibris skrenda")
    agent = english("agent")
    agent.get(FIND, {"q": "kolibris"})
    with at_most(7):
        agent.get(FIND, {"q": "kolibris"})


@pytest.mark.parametrize(
    ("verb", "field", "more"),
    [
        ("link", "other", {"tie": "relates"}),
        ("link", "other", {"tie": "has_part"}),
        ("merge", "into", {"reason": "Tas pats"}),
        ("cancel", "duplicate_of", {"reason": "Tas pats"}),
    ],
)
def test_words_bring_what_they_may_mean_and_one_of_it_is_chosen(verb, field, more, file, english):
    one, other = file(subject="Kolibris"), file(subject="Kolibris skrenda")
    foreign = file(subject="Visai kas kita")
    agent, path = english("agent"), f"/incidents/{one.reference}/{verb}/"
    refused = agent.post(path, more | {field: "kolibri"})
    assert refused.status_code == 422
    assert "Choose which request you mean, or write its number." in refused.text
    chosen = rf'name="{field}-chosen" id="[^"]+" value="([^"]+)"'
    assert re.findall(chosen, refused.text) == [other.reference]
    assert 'value="kolibri"' in refused.text  # what was typed is kept
    assert foreign.reference not in refused.text
    sent = agent.post(path, more | {field: "kolibri", f"{field}-chosen": other.reference})
    assert (sent.status_code, one.events.count(), other.events.count()) == (303, 2, 2 - (verb == "cancel"))


def test_a_number_that_was_typed_goes_before_what_was_chosen(file, english):
    one, other, third = file(), file(), file()
    sent = {"tie": "relates", "other": other.reference, "other-chosen": third.reference}
    assert english("agent").post(f"/incidents/{one.reference}/link/", sent).status_code == 303
    assert (other.events.count(), third.events.count()) == (2, 1)


def test_words_that_find_nothing_say_so(file, english):
    path = f"/incidents/{file().reference}/link/"
    refused = english("agent").post(path, {"tie": "relates", "other": "qqqqzzzz"})
    assert refused.status_code == 422
    assert "Nothing is found: write the number of the request, or other words." in refused.text
    assert "Which one do you mean?" not in refused.text


def test_each_field_asks_for_every_request_but_its_own(file, english):
    one, other = file(), file()
    for each in (one, other, one):
        page = english("agent").get(f"/incidents/{each.reference}/").text
        places = re.findall(r'data-find="([^"]+)"', page)
        assert places == [f"/search/requests/?besides={each.reference}"] * 3
