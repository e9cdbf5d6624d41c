"""A complaint is found by its number, wherever a number is typed."""

import re

import pytest

pytestmark = pytest.mark.django_db
GOTO = {"HX-Request": "true", "HX-Target": "goto"}
READERS = {"agent": True, "manager": True, "customer": True, "first_line": False, "colleague": False}


def written(one):
    """Every way to write its number."""
    n = one.number
    return (f"C-{n}", f"c-{n}", f"C{n}", f"c{n}", f" c{n} ", f"#C-{n}", f"#c{n}")


@pytest.mark.parametrize(("part", "sees"), READERS.items())
def test_its_number_leads_straight_to_it_and_others_learn_nothing(part, sees, english, complain):
    one, reader = complain(), english(part)
    type(one).objects.filter(pk=one.pk).update(number=876543)
    one.refresh_from_db()
    for number in written(one):
        answer = reader.get("/search/", {"q": number})
        if sees:
            assert (answer.status_code, answer["Location"]) == (303, one.get_absolute_url()), number
        else:
            nobody = reader.get("/search/", {"q": number.replace("876543", "987654")})
            assert answer.status_code == nobody.status_code == 200
            assert answer.text.count("876543") == nobody.text.count("987654")
            assert "Nothing is found" in answer.text


@pytest.mark.parametrize("part", ["agent", "first_line"])
def test_the_queue_leads_to_it_too(part, english, complain, people):
    one = complain(by=people.first_line)
    for number in written(one):
        answer = english(part).get("/queue/", {"q": number})
        assert (answer.status_code, answer["Location"]) == (303, one.get_absolute_url())


def test_the_companys_list_of_requests_leads_to_it_by_the_search(english, complain):
    one, reader = complain(), english("customer")
    answer = reader.get("/requests/", {"q": f"c{one.number}"})
    assert reader.get(answer["Location"])["Location"] == one.get_absolute_url()


def test_going_anywhere_offers_it_before_all_else(english, complain):
    one = complain("Niekas neatsiliepė")
    for number in written(one):
        text = english("agent").get("/search/", {"q": number}, **GOTO).text
        assert re.search(r'href="([^"]+)"', text)[1] == one.get_absolute_url()
        assert "Niekas neatsiliepė" in text
    for part in ("colleague", "first_line"):
        text = english(part).get("/search/", {"q": one.reference}, **GOTO).text
        assert one.get_absolute_url() not in text


def test_a_bare_number_is_a_requests(english, complain, file):
    complaint = complain()
    request = file()
    type(complaint).objects.filter(pk=complaint.pk).update(number=request.number)
    answer = english("agent").get("/search/", {"q": str(request.number)})
    assert answer["Location"] == request.get_absolute_url()


@pytest.mark.parametrize("odd", ["c", "C-", "c-1234567890", "cc1", "c1a", "C--1", "c²", "c٣"])
def test_what_is_no_number_is_looked_for_as_words(odd, english):
    assert english("agent").get("/search/", {"q": odd}).status_code == 200
