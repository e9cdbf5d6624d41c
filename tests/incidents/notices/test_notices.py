"""The bell and the list behind it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from incidents.models import Event, Incident, Notice
from incidents.notices import in_words
from tests.incidents.stages import bring


@pytest.fixture
def customer(browser):
    """The one of the cast who reads English."""
    return browser("colleague")


@pytest.fixture
def file(file, people):
    return lambda level="minimal": file(level, by=people.colleague)


def entry(one, number=-1):
    return f"#e{list(one.events.in_order())[number].pk.hex}"


def test_the_bell_says_how_many_are_unread(customer, file, people):
    assert 'aria-label="Notices: nothing unread"' in customer.get("/requests/").text
    one = bring(file(), "in_progress", people)
    assert 'aria-label="1 unread notice"' in customer.get("/requests/").text
    one.reply("Jau žinome", by=people.agent)
    assert 'aria-label="2 unread notices"' in customer.get("/requests/").text


def test_the_list_leads_to_the_entries_the_newest_first(customer, file, people):
    one = bring(file(), "in_progress", people)
    one.reply("Jau žinome", by=people.agent)
    page = customer.get("/notices/").text
    assert f"{people.agent.name} wrote about {one.reference}." in page
    assert page.index("wrote about") < page.index("has started work")
    assert f'href="{one.get_absolute_url()}{entry(one)}"' in page
    assert page.count("is-unread") == 1  # what came in one day of one request stands together


def test_what_was_told_several_times_in_a_day_stands_once_with_how_often(customer, file, people, hand):
    one = bring(file(), "in_progress", people)
    for text in ("Pirma", "Antra", "Trečia"):
        one.reply(text, by=people.agent)
        hand.forward(timedelta(minutes=1))
    page = customer.get("/notices/").text
    assert page.count("wrote about") == 1
    assert "3 times" in page
    hand.forward(timedelta(days=1))
    one.reply("Kitą dieną", by=people.agent)
    assert customer.get("/notices/").text.count("wrote about") == 2


def test_a_critical_that_lies_still_is_said_in_plain_words():
    lies = [Event(kind="alarmed", data={"clock": "idle", "nobody": nobody}) for nobody in (False, True)]
    with translation.override("en"):
        said = [in_words(Notice(kind="alarm", event=event, incident=Incident(number=12))) for event in lies]
    assert said == [
        "No visible work on Critical INC-12 for 30 minutes.",
        "Nobody has Critical INC-12 any more.",
    ]


def test_opening_a_request_marks_its_notices_and_no_others(customer, file, people, unread):
    first, second = bring(file(), "in_progress", people), bring(file(), "in_progress", people)
    assert unread("colleague") == 2
    answer = customer.get(first.get_absolute_url())
    assert 'aria-label="1 unread notice"' in answer.text
    assert unread("colleague") == 1
    assert Notice.objects.unread().get().incident == second


def test_an_act_upon_a_request_that_one_has_not_opened_marks_nothing(customer, file, people, unread):
    one = bring(file(), "in_progress", people)
    customer.post(f"{one.get_absolute_url()}customer_reply/", {"text": "Ačiū"})
    assert unread("colleague") == 1


def test_all_can_be_marked_at_once_and_only_ones_own(customer, file, people, unread):
    one = file()
    one.watch(people.customer, by=people.colleague)
    one.start("Žiūriu", by=people.agent)
    answer = customer.post("/notices/read/")
    assert (answer.status_code, answer["Location"]) == (303, "/notices/")
    assert unread("colleague") == 0
    assert unread("customer") == 2
    assert customer.get("/notices/read/").status_code == 405
    assert "You have seen them all." in customer.get("/notices/").text


def test_the_empty_list_says_what_will_stand_there(customer):
    assert "Nothing here yet" in customer.get("/notices/").text


def test_a_notice_of_a_request_that_one_may_no_longer_see_is_not_shown(browser, file, people):
    one = bring(file(), "in_progress", people)
    one.watch(people.customer, by=people.colleague)
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    follower = browser("customer")
    assert one.subject in follower.get("/notices/").text
    one.watchers.all().delete()
    assert one.subject not in follower.get("/notices/").text


def test_another_company_sees_nothing_of_it(inside, globex, file, people):
    one = bring(file(), "in_progress", people)
    answer = inside(globex, globex.manager).get("/notices/")
    assert answer.status_code == 200
    assert one.reference not in answer.content.decode()


def test_pages_follow_each_other(customer, file, people):
    one = bring(file(), "in_progress", people)
    for turn in range(31):
        one.reply(f"Žinutė {turn}", by=people.agent)
    first = customer.get("/notices/").text
    assert 'href="?page=2"' in first
    second = customer.get("/notices/", {"page": "2"}).text
    assert 'href="?page=1"' in second
    assert "has started work" in second
    assert customer.get("/notices/", {"page": "x"}).status_code == 200
    assert customer.get("/notices/", {"page": "99999999"}).status_code == 200


def test_an_open_page_is_told_by_its_own_poll(browser, file, people):
    one, agent = bring(file(), "in_progress", people), browser("agent")
    page = agent.get("/queue/")
    asks = {"HX-Request": "true", "HX-Target": "panel", "If-None-Match": page["ETag"]}
    assert agent.get("/queue/", **asks).status_code == 304
    one.customer_reply("Štai nuotrauka", by=people.colleague)
    again = agent.get("/queue/", **asks)
    assert again.status_code == 200
    bell = again.text.partition('id="bell"')[2].partition("</a>")[0]
    assert 'hx-swap-oob="true"' in bell
    assert 'class="bell-count" aria-hidden="true">1<' in bell


def test_an_open_list_is_told_only_what_is_new(customer, file, people):
    one = bring(file(), "in_progress", people)
    page = customer.get("/notices/")
    asks = {"HX-Request": "true", "HX-Target": "panel", "If-None-Match": page["ETag"]}
    assert customer.get("/notices/", **asks).status_code == 304
    one.reply("Jau žinome", by=people.agent)
    assert "wrote about" in customer.get("/notices/", **asks).text


def test_reading_a_request_leaves_its_own_page_up_to_date(browser, file, people):
    one, agent = bring(file(), "in_progress", people), browser("agent")
    one.customer_reply("Štai nuotrauka", by=people.colleague)
    page = agent.get(one.get_absolute_url())
    asks = {"HX-Request": "true", "HX-Target": "panel", "If-None-Match": page["ETag"]}
    assert agent.get(one.get_absolute_url(), **asks).status_code == 304


@pytest.mark.parametrize("path", ["/queue/", "/requests/", "/notices/", "/"])
def test_the_bell_costs_no_statement_of_its_own(path, browser, file, people):
    who = browser("agent" if path == "/queue/" else "colleague")
    bring(file(), "in_progress", people)
    who.get(path)
    with CaptureQueriesContext(connection) as asked:
        who.get(path)
    about = [row["sql"] for row in asked if "incidents_notice" in row["sql"]]
    persons = [sql for sql in about if 'FROM "incidents_person"' in sql and "LIMIT" in sql]
    assert len(persons) == 1
    assert len(about) == (2 if path == "/notices/" else 1)
