"""Many requests at once, from the queue: given, given back, undone; a Critical is never among them."""

from datetime import timedelta

import pytest

from incidents.models import Bulk, Event, Incident
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db
ASSIGN, RELEASE = "/queue/assign/", "/queue/release/"


def told(agent):
    """What the next page says about it."""
    text = agent.get("/queue/").text
    return text[text.index('id="toasts"') :].split('id="announcer"')[0]


def test_what_can_be_undone_is_said_as_long_and_what_was_left_out_until_it_is_read(agent, file, people):
    agent.post(ASSIGN, {"number": numbers(file()), "agent": str(people.agent.pk)})
    assert 'data-leaves="600"' in told(agent)
    agent.post(ASSIGN, {"number": numbers(file("critical")), "agent": str(people.agent.pk)})
    assert "data-leaves" not in told(agent)


def numbers(*incidents):
    return [one.reference for one in incidents]


def agents_of(*incidents):
    return [Incident.objects.get(pk=one.pk).agent for one in incidents]


def undo_address():
    return f"/queue/undo/{Bulk.objects.get().pk}/"


def test_what_is_ticked_is_given_to_an_agent_and_the_answer_counts_it(agent, file, colleague):
    chosen, other = [file(), file("important")], file()
    sent = {"number": numbers(*chosen), "agent": str(colleague.pk), "back": "/queue/?view=unassigned"}
    answer = agent.post(ASSIGN, sent)
    assert (answer.status_code, answer["Location"]) == (303, "/queue/?view=unassigned")
    assert agents_of(*chosen, other) == [colleague, colleague, None]
    assert "2 requests are given to Jonas Mažeika." in told(agent)
    assert Event.objects.filter(kind=Event.Kind.ASSIGNED).count() == 2


def test_take_them_gives_them_to_whoever_presses_it_whatever_the_list_shows(agent, file, people, colleague):
    one = file()
    agent.post(ASSIGN, {"number": numbers(one), "take": "1", "agent": str(colleague.pk)})
    assert agents_of(one) == [people.agent]
    assert "You have taken 1 request." in told(agent)


def test_a_critical_is_left_out_and_named(agent, file, people):
    critical, plain = file("critical"), file()
    agent.post(ASSIGN, {"number": numbers(critical, plain), "take": "1"})
    assert agents_of(critical, plain) == [None, people.agent]
    assert f"Left out: {critical.reference}. A critical request" in told(agent)


def test_a_lowered_one_whose_hour_still_runs_is_left_out_as_well(agent, file, people):
    one = file("critical")
    one.reclassify("Ne taip blogai", impact="minimal", by=people.agent)
    agent.post(ASSIGN, {"number": numbers(one), "take": "1"})
    assert agents_of(one) == [None]


@pytest.mark.parametrize(
    ("status", "why"),
    [("closed", "the status is “Closed”"), ("cancelled", "the status is “Cancelled”")],
)
def test_one_that_refuses_says_why_and_stops_no_other(status, why, agent, file, people):
    over, plain = bring(file(), status, people), file()
    agent.post(ASSIGN, {"number": numbers(over, plain), "take": "1"})
    assert agents_of(plain) == [people.agent]
    said = told(agent)
    assert over.reference in said
    assert why in said, said


def test_one_that_the_agent_has_already_is_left_as_it_is(agent, file, people):
    every = one, other = file(), file()
    for each in every:
        each.assign(people.agent, by=people.agent)
    agent.post(ASSIGN, {"number": numbers(*every), "take": "1"})
    said = told(agent)
    assert "Nothing has changed." in said
    # The reason fits one request and several.
    assert f"{one.reference}, {other.reference}. Already with the same agent." in said
    assert Event.objects.filter(kind=Event.Kind.ASSIGNED).count() == 2


def test_what_is_ticked_is_given_back(agent, file, people):
    mine, nobodys = file(), file()
    mine.assign(people.agent, by=people.agent)
    agent.post(RELEASE, {"number": numbers(mine, nobodys)})
    assert agents_of(mine, nobodys) == [None, None]
    said = told(agent)
    assert "1 request is given back." in said
    assert f"{nobodys.reference}. Nobody has this request" in said


def test_nothing_ticked_changes_nothing_and_says_so(agent, file):
    file()
    assert agent.post(ASSIGN, {"take": "1"}).status_code == 303
    assert "Nothing is selected." in told(agent)
    assert not Bulk.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"agent": "nonsense"}, {"agent": "customer"}])
def test_only_an_agent_can_be_chosen(sent, agent, file, people):
    one = file()
    if sent.get("agent") == "customer":
        sent = {"agent": str(people.customer.pk)}
    agent.post(ASSIGN, {"number": numbers(one), **sent})
    assert agents_of(one) == [None]
    assert "Choose the agent" in told(agent)


def test_nonsense_among_the_numbers_is_left_aside(agent, file, people):
    one = file()
    agent.post(ASSIGN, {"number": ["INC-999999", "x", "INC-", *numbers(one)], "take": "1"})
    assert agents_of(one) == [people.agent]


def test_undo_puts_back_who_had_them(agent, file, people, colleague):
    had, nobodys = file(), file()
    had.assign(colleague, by=people.agent)
    agent.post(ASSIGN, {"number": numbers(had, nobodys), "take": "1"})
    address = undo_address()
    assert address in told(agent)
    agent.post(address, {"back": "/queue/?view=mine"})
    assert agents_of(had, nobodys) == [colleague, None]
    assert "2 requests are as they were." in told(agent)
    kinds = list(nobodys.events.in_order().values_list("kind", flat=True))
    assert kinds == ["reported", "assigned", "released"]  # the timeline tells both


def test_undo_of_giving_back_gives_them_again(agent, file, people):
    one = file()
    one.assign(people.agent, by=people.agent)
    agent.post(RELEASE, {"number": numbers(one)})
    agent.post(undo_address())
    assert agents_of(one) == [people.agent]


def test_undo_leaves_alone_what_somebody_has_touched_since(agent, file, people, hand):
    touched, plain = file(), file()
    agent.post(ASSIGN, {"number": numbers(touched, plain), "take": "1"})
    hand.forward(timedelta(seconds=5))
    touched.customer_reply("Dar kai kas", by=people.customer)
    agent.post(undo_address())
    assert agents_of(touched, plain) == [people.agent, None]
    assert f"{touched.reference}. It has been changed since." in told(agent)


def test_undo_is_done_once_and_for_ten_minutes_only(agent, file, people, hand):
    one = file()
    agent.post(ASSIGN, {"number": numbers(one), "take": "1"})
    address = undo_address()
    agent.post(address)
    one.refresh_from_db()
    one.assign(people.agent, by=people.agent)
    agent.post(address)
    assert agents_of(one) == [people.agent]
    assert "can no longer be undone" in told(agent)
    Bulk.objects.update(undone_at=None)
    hand.forward(timedelta(minutes=10))
    agent.post(address)
    assert agents_of(one) == [people.agent]


def test_what_somebody_else_did_is_not_undone(agent, file, people, colleague):
    one = file()
    agent.post(ASSIGN, {"number": numbers(one), "take": "1"})
    Bulk.objects.update(by=colleague)
    assert agent.post(undo_address()).status_code == 404
    assert agents_of(one) == [people.agent]


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
@pytest.mark.parametrize("path", [ASSIGN, RELEASE, "/queue/undo/00000000-0000-7000-8000-000000000000/"])
def test_only_agents_change_many_at_once(path, part, browser, file):
    one = file()
    assert browser(part).post(path, {"number": numbers(one), "take": "1"}).status_code == 403
    assert agents_of(one) == [None]


@pytest.mark.parametrize("path", [ASSIGN, RELEASE, "/queue/undo/00000000-0000-7000-8000-000000000000/"])
def test_it_is_no_link(path, agent):
    assert agent.get(path).status_code == 405


def test_the_first_line_is_offered_no_boxes(browser, agent, file):
    file()
    assert 'name="number"' not in browser("first_line").get("/queue/").text
    assert 'name="number"' in agent.get("/queue/").text
