"""The page of search, what is like a request, and going anywhere."""

import re

import pytest

from tests.incidents.stages import bring, with_workaround
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def shown(answer):
    """The references of what is shown, in its order."""
    return re.findall(r'class="number">([A-Z]{3}-\d+)<', answer.text)


def test_what_is_found_stands_with_its_words_marked(agent, file):
    one = file(subject="Dingo <b>sąskaita</b>", text="Paskui ir kitos <i>sąskaitos</i> " + "žodis " * 100)
    answer = agent.get("/search/", {"q": "saskaita"})
    assert shown(answer) == [one.reference]
    assert "&lt;b&gt;<mark>sąskaita</mark>&lt;/b&gt;" in answer.text
    assert "&lt;i&gt;<mark>sąskaitos</mark>&lt;/i&gt;" in answer.text
    assert "<b>sąskaita" not in answer.text
    assert "žodis …" in answer.text


@pytest.mark.parametrize("part", ["agent", "manager", "customer", "first_line"])
def test_a_number_leads_straight_to_its_request(part, english, file):
    one = file()
    for written in (one.reference, one.reference.lower(), str(one.number), f"#{one.number}"):
        answer = english(part).get("/search/", {"q": written})
        assert (answer.status_code, answer["Location"]) == (303, one.get_absolute_url())


def test_a_number_that_one_may_not_see_is_like_one_that_does_not_exist(english, file, people, acme):
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    other = file(by=people.colleague)
    one, none = (english("customer").get("/search/", {"q": n}) for n in (other.reference, "INC-999999"))
    assert one.status_code == none.status_code == 200
    assert one.text.replace(other.reference, "INC-999999").count("INC-999999") == none.text.count(
        "INC-999999"
    )


def test_a_note_is_shown_to_the_desk_and_to_nobody_else(english, file, people):
    one = file(text="Matome kolibrį")
    one.note("Kolibris yra begemotas", by=people.agent)
    text = english("agent").get("/search/", {"q": "kolibris"}).text
    assert "Internal note" in text
    assert "begemotas" in text
    for part in ("customer", "manager"):
        text = english(part).get("/search/", {"q": "kolibris"}).text
        assert one.reference in text
        assert "begemotas" not in text
        assert one.reference not in english(part).get("/search/", {"q": "begemotas"}).text
        assert "begemotas" not in english(part).get("/search/", {"q": "begemotaz"}).text.replace(
            "begemotaz", ""
        )


def test_a_mistyped_word_finds_what_was_meant_and_says_so(agent, file):
    one = file(subject="Spausdintuvas dega")
    answer = agent.get("/search/", {"q": "spausdintuvz"})
    assert shown(answer) == [one.reference]
    assert "These were found for “spausdintuvas”" in answer.text


def test_few_hits_and_a_nearer_word_offer_it(agent, file):
    file(subject="Spausdintuvz dega")
    for _ in range(3):
        file(subject="Spausdintuvas dega")
    first = agent.get("/search/", {"q": "spausdintuvz"})
    assert len(shown(first)) == 1
    assert "Did you mean" not in first.text  # the page asks when it stands; without JavaScript a link does
    near = re.search(r'hx-get="(/search/[^"]+)"', first.text)[1].replace("&amp;", "&")
    assert f'<noscript><a href="{near.replace("&", "&amp;")}">' in first.text
    for headers in ({}, {"HX-Request": "true", "HX-Target": "meant"}):
        answer = agent.get(near, **headers)
        assert "Did you mean" in answer.text
        assert "?q=spausdintuvas" in answer.text
        assert ("<html" in answer.text) == (not headers)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "What are you looking for?"),
        ("a", "That is too short"),
        ("!?", "That is too short"),
        ("qqqqzzzz", "Nothing is found"),
    ],
)
@pytest.mark.parametrize("part", ["agent", "customer"])
def test_where_there_is_nothing_it_says_why(part, written, sentence, english):
    assert sentence in english(part).get("/search/", {"q": written}).text


@pytest.mark.parametrize("written", ["\x00", "'); --", "a" * 20_000, "<script>alert(1)</script>", "\ud800"])
def test_whatever_is_typed_is_answered(written, agent):
    answer = agent.get("/search/", {"q": written.encode("utf-8", "surrogatepass")})
    assert answer.status_code == (400 if "\x00" in written else 200)  # no page is asked for with a NUL
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("before", ["x", "-1", "999999999999", "1.5", "²"])
def test_a_page_that_does_not_exist_is_a_page_all_the_same(before, agent, file):
    file(subject="Kolibris")
    assert agent.get("/search/", {"q": "kolibris", "before": before}).status_code == 200


def test_many_have_pages_by_the_number_they_go_on_below(agent, file, monkeypatch):
    from incidents.search import asking
    from incidents.views import searching

    monkeypatch.setattr(asking, "FEW", 2)
    monkeypatch.setattr(searching, "PAGE", 2)
    rows = [file(subject="Kolibris").reference for _ in range(3)]
    first = agent.get("/search/", {"q": "kolibris"})
    later = re.search(r'href="([^"]+)" rel="next"', first.text)[1].replace("&amp;", "&")
    second = agent.get(later)
    assert shown(first) + shown(second) == rows[::-1]
    assert "Back to the newest" in second.text


@pytest.mark.parametrize("part", ["agent", "manager", "customer"])
@pytest.mark.parametrize("rows", [2, 30])
def test_a_search_costs_ten_statements_whatever_is_found(part, rows, english, file):
    for _ in range(rows):
        file(subject="Kolibris skrenda")
    one = english(part)
    one.get("/search/", {"q": "kolibris"})
    with at_most(10):
        one.get("/search/", {"q": "kolibris skrenda"})


def test_going_anywhere_offers_pages_people_and_requests(agent, english, file, people):
    one = file(subject="Kritinis kolibris")
    asked = {"HX-Request": "true", "HX-Target": "goto"}
    everything = agent.get("/search/", {"q": ""}, **asked).text
    assert "/queue/?view=mine" in everything
    assert "<html" not in everything
    assert one.get_absolute_url() in agent.get("/search/", {"q": "kolib"}, **asked).text
    assert "/queue/?view=critical" in agent.get("/search/", {"q": "critic"}, **asked).text
    assert "?q=Petras" in agent.get("/search/", {"q": "petras"}, **asked).text
    numbered = agent.get("/search/", {"q": one.reference}, **asked)
    assert numbered.status_code == 200
    assert numbered.text.index(one.reference) < numbered.text.index("Search everything")
    assert "?q=Petras" not in english("customer").get("/search/", {"q": "petras"}, **asked).text


def test_what_is_open_and_called_alike_is_shown_while_writing(english, file, people):
    one = with_workaround(file(subject="Nespausdina sąskaitų faktūrų"), people)
    file(subject="Neveikia prisijungimas")
    done = bring(file(subject="Nespausdina sąskaitų faktūrų vakar"), "closed", people)
    colleague = english("colleague")
    text = colleague.get("/similar/", {"subject": "Nespausdina saskaitos"}).text
    assert one.reference in text
    assert "Spausdinkite iš naršyklės" in text
    assert "prisijungimas" not in text
    assert done.reference not in text
    assert colleague.get("/similar/", {"subject": "Kaip yra"}).text.strip() == ""


@pytest.mark.parametrize(
    ("subject", "alike"),
    [
        (
            "pvm deklaracija klaida",
            True,
        ),  # a short word tells what it is about; one found nowhere spoils nothing
        ("pvm klaida", True),
        ("neveikia pvm kvitas ir spausdintuvas", False),  # one word of many is shared by chance
        ("kas per eil", False),  # what joins words tells nothing, and a short word begins no others
    ],
)
def test_few_words_that_tell_are_enough_to_be_alike(subject, alike, english, file):
    one = file(subject="PVM deklaracijoje neteisinga 25 eilutė")
    for n in range(5):
        file(subject=f"Kas per kvitas {n}")
    text = english("colleague").get("/similar/", {"subject": subject}).text
    assert (one.reference in text) is alike


def test_only_what_one_may_see_is_alike(english, file, people, acme):
    one = file(subject="Nespausdina sąskaitų")
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    assert one.reference in english("customer").get("/similar/", {"subject": "Nespausdina sąskaitų"}).text
    assert (
        one.reference not in english("colleague").get("/similar/", {"subject": "Nespausdina sąskaitų"}).text
    )


def test_what_is_alike_is_followed_instead_and_is_not_offered_again(english, file, people):
    one = file(subject="Nespausdina sąskaitų")
    colleague, asked = english("colleague"), {"subject": "Nespausdina sąskaitų"}
    follow = re.search(
        r'form="follow" formaction="([^"]+)" name="person" value="([^"]+)"',
        colleague.get("/similar/", asked).text,
    )
    assert colleague.post(follow[1], {"person": follow[2]}).status_code == 303
    assert one.watchers.get().person == people.colleague
    for part in ("colleague", "customer", "agent"):  # follows it, has reported it, serves it
        assert "Follow this one" not in english(part).get("/similar/", asked).text


def test_without_a_script_what_is_alike_is_shown_when_something_is_missing(english, file):
    one = file(subject="Nespausdina sąskaitų")
    answer = english("colleague").post("/report/", {"subject": "Nespausdina saskaitos"})
    assert answer.status_code == 422
    assert one.reference in answer.text
    assert "Is it one of these?" not in english("colleague").get("/report/").text


def test_the_desk_sees_what_looks_alike_and_uses_its_workaround(agent, english, file, people):
    known = with_workaround(file(subject="Nespausdina sąskaitų"), people)
    one = file(subject="Sąskaitų nespausdina nuo ryto")
    text = agent.get(f"/incidents/{one.reference}/alike/", **{"HX-Target": "alike"}).text
    assert known.reference in text
    assert "<html" not in text
    assert f'hx-post="/incidents/{one.reference}/give_workaround/"' in text
    assert "Spausdinkite iš naršyklės</textarea>" in text
    whole = english("first_line").get(f"/incidents/{one.reference}/alike/").text
    assert "<html" in whole
    assert "give_workaround" not in whole
    assert english("customer").get(f"/incidents/{one.reference}/alike/").status_code == 403
    assert agent.get("/incidents/INC-999999/alike/").status_code == 404


@pytest.mark.parametrize("path", ["/similar/?subject=Nespausdina sąskaitų", "/incidents/{0}/alike/"])
def test_what_is_alike_costs_six_statements(path, agent, file):
    for _ in range(5):
        one = file(subject="Nespausdina sąskaitų")
    agent.get("/similar/", {"subject": "Nespausdina sąskaitų"})
    with at_most(6):
        agent.get(path.format(one.reference), **{"HX-Target": "alike"})


@pytest.mark.parametrize("path", ["/search/", "/similar/", "/incidents/INC-1/alike/"])
def test_search_only_reads(path, agent, inside, acme):
    assert agent.post(path).status_code == 405
    assert inside(acme).get(path).status_code in (302, 303)


def test_what_made_words_bold_is_not_shown_among_what_was_found(agent, file, people):
    file(subject="Nespausdina").reply("Pasirinkite **Eksportuoti į PDF** ir `sukurti`.", by=people.agent)
    answer = agent.get("/search/", {"q": "eksportuoti"})
    assert "Pasirinkite <mark>Eksportuoti</mark> į PDF ir sukurti." in answer.text
    file(subject="Ne taip skaičiuoja", text="Gaunu 5*3*2 kartotinius `kodu`.")
    answer = agent.get("/search/", {"q": "kartotinius"})
    assert "Gaunu 5*3*2 <mark>kartotinius</mark> `kodu`." in answer.text  # as it was typed


@pytest.mark.parametrize(("written", "advice"), [("qqqq", "another word"), ("qqqq wwww", "Fewer words")])
def test_the_advice_where_nothing_is_found_fits_what_was_written(agent, written, advice):
    assert advice in agent.get("/search/", {"q": written}).text
