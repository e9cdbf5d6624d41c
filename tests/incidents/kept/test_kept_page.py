"""The page of promises kept: figures by month and level, why, and what rested in vain."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from helpdesk.lib.sheets import cell
from onewindow.models import PromiseRow
from onewindow.promises import figures
from tests.reading import words
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def march(file, people, hand):
    """Three hours: kept in 10 and 30 minutes, and broken in 90."""
    found = []
    for minutes in (10, 30, 90):
        incident = file("critical", subject=f"Po {minutes} min")
        hand.forward(timedelta(minutes=minutes))
        incident.start("Žiūriu", by=people.agent)
        found.append(incident)
    return found


def test_the_figures_count_keep_and_name_the_median_and_the_longest(march, people):
    one = figures(PromiseRow.objects.filter(tenant_id=people.tenant.pk))[0]
    assert (one.level, one.clock, one.count, one.kept, one.broken) == ("critical", "hour", 3, 2, 1)
    assert (one.median, one.worst) == (timedelta(minutes=30), timedelta(minutes=90))


def test_the_manager_sees_the_month_with_what_was_broken_and_why(march, english, ring, people):
    page = words(english("manager").get("/kept/"))
    assert "March 2027" in page
    assert "not justified yet (1)" in page
    assert "nobody has said why yet" in page
    assert page.count("Start of work: a promise") == 2  # the figure, and what was broken
    ring()
    march[2].justify("Sirgo visi", cause="people", by=people.agent)
    page = words(english("manager").get("/kept/"))
    assert "Too few people were at work (1)" in page
    assert "Sirgo visi" in page
    assert "not justified yet" not in page


@pytest.mark.parametrize(
    ("part", "status"), [("manager", 200), ("agent", 200), ("customer", 403), ("first_line", 403)]
)
@pytest.mark.parametrize("path", ["/kept/", "/kept/figures.csv"])
def test_the_manager_and_the_agents_see_it_and_nobody_else(path, part, status, browser):
    assert browser(part).get(path).status_code == status


def test_operators_who_came_in_see_it(operator, admin):
    assert operator.get("/kept/").status_code == admin.get("/kept/").status_code == 200


def test_a_company_sees_its_own_figures_only(march, globex, inside):
    page = inside(globex, globex.manager).get("/kept/").content.decode()
    assert "Po 10 min" not in page
    assert "<tbody>" not in page
    sheet = inside(globex, globex.manager).get("/kept/figures.csv").content.decode()
    assert sheet.count("\n") == 1  # the head alone


def test_before_anything_ended_the_page_says_what_will_stand_here(english):
    assert "Nothing has ended yet" in english("manager").get("/kept/").text


def test_the_table_for_a_spreadsheet_says_the_same(march, english):
    answer = english("manager").get("/kept/figures.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    head, *lines = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert head[:4] == ["Month", "Impact", "What", "Promise or goal"]
    assert lines[0][:9] == ["2027-03", "Critical", "Start work", "promise", "3", "2", "1", "30.0", "90.0"]


@pytest.mark.parametrize("text", ["=1+1", "+370", "-5", "@here", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert [cell("a=b"), cell(3), cell(None)] == ["a=b", "3", ""]


def test_the_page_costs_the_same_for_few_and_many(march, browser, file, people, hand):
    manager = browser("manager")
    manager.get("/kept/")
    with at_most(12):
        manager.get("/kept/")
    for _again in range(10):
        incident = file("critical")
        hand.forward(timedelta(minutes=70))
        incident.start("Žiūriu", by=people.agent)
    with at_most(12):
        manager.get("/kept/")


# --- pauses in vain ------------------------------------------------------------------------------


@pytest.fixture
def waiting(file, people, hand):
    """A request that waits for the customer's answer for a day."""
    from helpdesk.timers import clock

    incident = file("important", subject="Laukiantis kreipinys")
    incident.start("Žiūriu", by=people.agent)
    incident.wait("Kokia versija?", until=clock.now() + timedelta(days=1), by=people.agent)
    hand.forward(timedelta(hours=1))
    return incident


def in_vain(english):
    return words(english("agent").get("/kept/")).partition('id="in-vain"')[2]


def test_a_written_answer_ends_its_pause_and_nothing_rests_in_vain(waiting, people, english):
    waiting.customer_reply("Penkta", by=people.customer)
    assert "There are none." in in_vain(english)


def test_an_answer_on_the_telephone_that_did_not_end_the_pause_is_listed(waiting, people, english, hand):
    waiting.log_call("Sakė, kad penkta", answered=True, by=people.agent)
    assert "it still rests" in in_vain(english)
    hand.forward(timedelta(hours=2))
    waiting.resume(by=people.agent)
    assert "Laukiantis kreipinys" in in_vain(english)
    assert "2 h" in in_vain(english)


def test_i_have_already_answered_says_that_it_rested_from_the_question_on(waiting, people, english):
    waiting.customer_reply(by=people.customer, answered_already=True)
    assert "1 h" in in_vain(english)


def test_a_call_in_vain_is_no_answer(waiting, people, english):
    waiting.log_call("", answered=False, by=people.agent)
    waiting.resume(by=people.agent)
    assert "There are none." in in_vain(english)


def test_the_company_does_not_see_the_list(waiting, browser):
    assert "in-vain" not in browser("manager").get("/kept/").text


def test_where_no_business_time_passed_that_is_said_and_not_zero_seconds(file, english, people, hand):
    hand.forward(timedelta(hours=12))  # ten in the evening
    incident = file("important")
    hand.forward(timedelta(hours=1))
    incident.reply("Jau žiūriu", by=people.agent)
    page = words(english("manager").get("/kept/"))
    assert (
        page.count('<span class="visually-hidden">All of it was done outside business hours') == 2
    )  # median, longest
    assert ">0 s<" not in page


def test_what_was_done_in_the_same_moment_around_the_clock_was_done_at_once(file, english, people):
    file("critical").start("Žiūriu", by=people.agent)
    page = words(english("manager").get("/kept/"))
    assert page.count("at once") == 2
    assert ">0 s<" not in page


def test_a_median_of_no_business_time_beside_a_longest_of_some_is_not_said_of_all(
    file, english, people, hand
):
    for start, took in ((10, 1), (1, 1), (12, 3)):  # 20:00 and 22:00 of the day, 11:00 of the next
        hand.forward(timedelta(hours=start))
        incident = file("important")
        hand.forward(timedelta(hours=took))
        incident.reply("Jau žiūriu", by=people.agent)
    page = words(english("manager").get("/kept/"))
    assert "At least half of them took no business time" in page
    assert "All of it was done outside business hours" not in page
    assert "3 h" in page


def late_word(file, people, ring):
    """A word that was promised to come and came a week later."""
    incident = file("important", subject="Nutilęs kreipinys")
    incident.start("Žiūriu", by=people.agent)
    ring(minutes=7 * 24 * 60)
    incident.refresh_from_db()
    incident.reply("Atsiprašome", by=people.agent)


def test_every_figure_of_what_was_broken_has_its_line_late_words_too(file, people, ring, english):
    late_word(file, people, ring)
    counted = sum(one.broken for one in figures(PromiseRow.objects.filter(tenant_id=people.tenant.pk)))
    listed = words(english("manager").get("/kept/")).partition("What was broken, and why")[2]
    assert counted == listed.count("· Important, ") > 0
    assert "Next word: <span" in listed
    assert "no reason is asked for" in listed


def test_what_is_too_much_to_list_is_said_beside_the_list(file, people, ring, english, monkeypatch):
    late_word(file, people, ring)
    monkeypatch.setattr("incidents.views.kept.BROKEN_AT_MOST", 0)
    assert "counted above and not listed here." in words(english("manager").get("/kept/"))
