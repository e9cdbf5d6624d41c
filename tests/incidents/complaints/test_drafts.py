"""What is being written about a complaint: kept for its writer alone, said once, let go with the act."""

import pytest

from incidents.models import ComplaintWords, Draft

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}
PAGE = {"page": "0123456789abcdef"}


@pytest.fixture
def complaint(complain):
    return complain()


def draft(one, tab="answer"):
    return f"{one.get_absolute_url()}write/{tab}/draft/"


def test_an_answer_begun_is_kept_and_stands_open_in_another_browser(english, browser, complaint, people):
    complaint.own(people.agent, by=people.agent)
    agent = english("agent")
    assert agent.post(draft(complaint), {"text": "Padarysime"}, **SCRIPT).json() == {
        "said": "Draft kept 10:00"
    }
    page = browser("agent").get(complaint.get_absolute_url()).text
    assert "Padarysime</textarea>" in page
    assert page.count('<details class="fold" open>') == 1


@pytest.mark.parametrize(("part", "tab"), [("agent", "note"), ("customer", "add")])
def test_so_is_what_else_is_said_of_it_and_nobody_else_sees_it(part, tab, browser, complaint):
    browser(part).post(draft(complaint, tab), {"text": "Slapta mintis"}, **SCRIPT)
    assert "Slapta mintis</textarea>" in browser(part).get(complaint.get_absolute_url()).text
    for other in {"agent", "customer", "manager"} - {part}:
        assert "Slapta" not in browser(other).get(complaint.get_absolute_url()).text


def test_without_a_script_a_button_keeps_it_and_another_throws_it_away(english, complaint):
    customer = english("customer")
    answer = customer.post(draft(complaint, "add"), {"text": "Dar ne viskas"})
    assert (answer.status_code, answer["Location"]) == (303, f"{complaint.get_absolute_url()}#write-add")
    assert "Draft kept 10:00" in customer.get(complaint.get_absolute_url()).text
    customer.post(draft(complaint, "add"), {"text": "Dar ne viskas", "discard": "1"} | PAGE)
    assert "Dar ne viskas" not in customer.get(complaint.get_absolute_url()).text


@pytest.mark.parametrize(("part", "tab"), [("agent", "note"), ("customer", "add")])
def test_what_was_discarded_comes_back_by_undo_to_its_writer_alone(part, tab, english, complaint):
    writer, restore = english(part), f"{complaint.get_absolute_url()}write/{tab}/restore/"
    answer = writer.post(draft(complaint, tab), {"text": "Dar ne viskas", "discard": "1"} | PAGE)
    page = writer.get(answer["Location"].split("#")[0]).text
    assert "The draft is discarded." in page
    assert f'action="{restore}"' in page
    assert "Dar ne viskas" not in page
    assert english("manager").post(restore).status_code == (403 if part == "agent" else 303)
    assert english("colleague").post(restore).status_code == 404
    assert Draft.objects.exclude(thrown=None).get().words == {}
    by_script = writer.post(restore, **{"HX-Request": "true"})
    assert (by_script.status_code, by_script["HX-Redirect"]) == (204, complaint.get_absolute_url())
    assert "Dar ne viskas</textarea>" in writer.get(complaint.get_absolute_url()).text


def test_what_is_sent_is_no_draft_and_what_comes_late_does_not_bring_it_back(browser, complaint, people):
    complaint.own(people.agent, by=people.agent)
    agent, said = browser("agent"), {"text": "Padarysime"} | PAGE
    agent.post(draft(complaint), said, **SCRIPT)
    assert agent.post(f"{complaint.get_absolute_url()}answer/", said).status_code == 303
    assert not Draft.objects.exclude(words={}).exists()
    late = agent.post(draft(complaint), said, **SCRIPT)  # it is answered: there is nothing to be written
    assert late.json() == {"said": ""}


@pytest.mark.parametrize(("part", "verb"), [("customer", "add"), ("agent", "note")])
def test_two_presses_say_it_once_and_another_page_says_more(part, verb, browser, complaint):
    one, address = browser(part), f"{complaint.get_absolute_url()}{verb}/"
    before = ComplaintWords.objects.count()
    assert one.post(address, {"text": "Dar štai kas"} | PAGE).status_code == 303
    again = one.post(address, {"text": "Dar štai kas"} | PAGE)
    assert again.status_code == 409
    assert ComplaintWords.objects.count() == before + 1
    assert one.post(address, {"text": "Ir dar", "page": "fedcba9876543210"}).status_code == 303
    assert ComplaintWords.objects.count() == before + 2


@pytest.mark.parametrize(
    ("part", "tab", "status"),
    [("customer", "answer", 403), ("agent", "add", 403), ("manager", "note", 403), ("agent", "reply", 404)],
)
def test_a_draft_is_kept_only_by_who_may_say_it(part, tab, status, browser, complaint):
    assert browser(part).post(draft(complaint, tab), {"text": "x"}, **SCRIPT).status_code == status


def test_a_complaint_that_one_may_not_see_has_no_draft(browser, complaint, globex, inside):
    assert browser("colleague").post(draft(complaint, "add"), {"text": "x"}, **SCRIPT).status_code == 404
    assert inside(globex, globex.manager).post(draft(complaint, "add"), {"text": "x"}).status_code == 404
