"""Each says how to be told of what; what was promised comes by mail whatever they say."""

import pytest

from incidents.letters import kinds
from incidents.models import Person, Way
from tests.incidents.stages import bring

COMPLAINTS = {"complaint", "complaint_work"}
CALLS = {"call_planned", "call_missed", "call_due", "call_late"}
PROMISES = {"rescheduled", "received", "waited", "resolved", "closed", "breached", "unreachable", "alarm"}
ALWAYS = COMPLAINTS | CALLS | PROMISES

USUAL = {kind: about.usual.value for kind, about in kinds.KINDS.items() if "customer" in about.roles}
USUAL["morning"] = "8"


def wish(person, **ways):
    person.wishes = ways
    person.save(update_fields=["wishes"])


def test_what_was_promised_cannot_be_switched_off():
    assert {kind for kind, about in kinds.KINDS.items() if about.always} == ALWAYS
    for kind in ALWAYS:
        assert Way.WINDOW not in kinds.ways(kind)
        assert kinds.way(Person(user_id="1", wishes={kind: "window"}), kind) == Way.BOTH


def test_whoever_wants_no_mail_of_replies_gets_none_and_is_told_in_the_window(file, people, told, letters):
    wish(people.customer, replied="window")
    bring(file(), "in_progress", people).reply("Jau žinome", by=people.agent)
    assert letters("replied") == []
    assert told(people.customer) == ["started", "replied"]


def test_whoever_wants_only_mail_has_no_notice(file, people, told, letters):
    wish(people.customer, replied="mail")
    bring(file(), "in_progress", people).reply("Jau žinome", by=people.agent)
    assert letters("replied") == ["customer@acme.example"]
    assert told(people.customer) == ["started"]


def test_the_wish_of_one_is_not_the_wish_of_another(file, people, letters):
    wish(people.customer, replied="window")
    one = bring(file(), "in_progress", people)
    one.watch(people.colleague, by=people.customer)
    one.reply("Jau žinome", by=people.agent)
    assert letters("replied") == ["colleague@acme.example"]


def test_agents_hear_of_goals_as_they_wish_and_always_of_the_hour(file, people, letters, ring):
    wish(people.agent, goal="window", alarm="window")
    one = bring(file("important"), "in_progress", people)
    file("critical")
    ring(minutes=61)
    while one.next_word_due_at and not one.events.filter(kind="silence").exists():
        ring(minutes=12 * 60)
        one.refresh_from_db()
    assert "agent@acme.example" in letters("alarm")
    assert "agent@acme.example" not in letters("goal")


@pytest.mark.parametrize(
    ("part", "has", "has_not"),
    [
        ("customer", {"replied", "waited"}, {"alarm", "breached"}),
        ("manager", {"replied", "breached", "justified"}, {"alarm", "goal"}),
        ("agent", {"alarm", "goal", "word", "assigned"}, {"replied", "breached"}),
    ],
)
def test_the_page_asks_only_of_what_comes_to_ones_role(part, has, has_not, browser):
    page = browser(part).get("/notices/settings/").text
    assert all(f'name="{kind}"' in page for kind in has)
    assert not any(f'name="{kind}"' in page for kind in has_not)


def test_the_page_says_why_some_mail_always_comes(browser):
    page = browser("colleague").get("/notices/settings/").text
    assert "We wait for your answer, so it always comes by mail." in page
    assert 'name="waited" value="window"' not in page


def test_a_choice_is_kept_and_shown_again(browser, people):
    customer = browser("customer")
    kept = USUAL
    answer = customer.post("/notices/settings/", kept | {"replied": "window"})
    assert (answer.status_code, answer["Location"]) == (303, "/notices/settings/")
    people.customer.refresh_from_db()
    assert people.customer.wishes == {"replied": "window"}
    shown = " ".join(customer.get("/notices/settings/").text.split())
    assert 'name="replied" value="window" id="wish-replied-window" checked' in shown


def test_what_cannot_be_chosen_is_refused_and_nothing_is_kept(browser, people):
    kept = USUAL
    assert browser("customer").post("/notices/settings/", kept | {"waited": "window"}).status_code == 422
    people.customer.refresh_from_db()
    assert people.customer.wishes == {}


def test_the_wishes_of_another_role_outlive_a_save(browser, people):
    wish(people.customer, goal="window")
    kept = USUAL
    browser("customer").post("/notices/settings/", kept)
    people.customer.refresh_from_db()
    assert people.customer.wishes == {"goal": "window"}
