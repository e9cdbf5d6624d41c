"""The queue of the desk: what stands in it, in which order, at what cost."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from helpdesk.timers import clock
from incidents.views.listing import listed as rows_listed
from incidents.views.rows import LABELS, PAGE, Choice, Counts
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}


def listed(answer):
    """The references of the rows, in their order."""
    return re.findall(r'<tr data-row [^>]*id="([A-Z]{3}-\d+)"', answer.text)


def counted(answer, label):
    """The number beside a view."""
    return int(re.search(rf"<span>{label}</span><span class=\"count\">(\d+)<", answer.text)[1])


def test_an_open_request_stands_in_the_queue_and_opens(agent, file):
    one = file("critical")
    assert one.subject in agent.get("/queue/").text
    assert one.subject in agent.get(f"/incidents/{one.reference}/").text


def test_the_desk_begins_at_its_queue(agent):
    answer = agent.get("/")
    assert (answer.status_code, answer["Location"]) == (303, "/queue/")


@pytest.mark.parametrize("sort", ["due", "newest", "oldest", "quiet", "nonsense"])
def test_criticals_come_first_whatever_the_sort(sort, agent, file, people, hand):
    minimal, working = file(), file("critical")
    working.start("Žiūriu", by=people.agent)
    hand.forward(timedelta(minutes=5))
    important, waiting, late = file("important"), file("critical"), file("critical")
    order = listed(agent.get("/queue/", {"sort": sort}))
    criticals = [waiting.reference, late.reference, working.reference]
    assert order[:3] == criticals
    assert set(order[3:]) == {minimal.reference, important.reference}


def test_a_paused_request_comes_last(agent, file, people):
    paused = bring(file("important"), "waiting", people)
    running = file()
    assert listed(agent.get("/queue/")) == [running.reference, paused.reference]


def test_every_view_holds_what_its_name_says(agent, file, people, hand, ring):
    rows = {
        "critical": file("critical"),
        "mine": bring(file(), "in_progress", people),
        "waiting": bring(file(), "waiting", people),
        "resolved": bring(file(), "resolved", people),
    }
    bring(file(), "closed", people)
    ring(minutes=61)
    found = {view: listed(agent.get("/queue/", {"view": view})) for view in VIEWS}
    one = {name: row.reference for name, row in rows.items()}
    assert set(found["open"]) == {one["critical"], one["mine"], one["waiting"]}
    assert found["critical"] == found["unassigned"] == found["breached"] == [one["critical"]]
    assert set(found["mine"]) == {one["mine"], one["waiting"]}
    assert found["waiting"] == [one["waiting"]]
    assert found["resolved"] == [one["resolved"]]
    assert one["critical"] in found["due_today"]
    answer = agent.get("/queue/")
    for view, label in VIEWS.items():
        assert counted(answer, label) == len(found[view]), view


VIEWS = {
    "open": "Open",
    "critical": "Critical",
    "mine": "Mine",
    "unassigned": "Unassigned",
    "waiting": "Waiting on customer",
    "due_today": "Due today",
    "breached": "Breached",
    "resolved": "Resolved, unconfirmed",
}


def test_the_numbers_are_those_of_the_lists_whatever_stands_in_them(file, people, hand, agent):
    for impact in ("critical", "important", "minimal"):
        for stage in ("new", "in_progress", "waiting", "resolved", "reopened", "closed"):
            if (impact, stage) != ("critical", "waiting"):  # that takes two calls in vain first
                bring(file(impact, product_name="Bonus" if stage == "new" else ""), stage, people)
        hand.forward(timedelta(minutes=50))
    now = clock.now()
    counts = Counts.of(people.agent, now)
    for view in [view for view in LABELS if view != "closed"]:
        for impacts in ((), ("critical",), ("important", "minimal")):
            choice = Choice(view=view, impacts=impacts)
            assert counts.total(view, choice) == rows_listed(people.agent, choice, now).count(), choice
    mine = rows_listed(people.agent, Choice(products=("Bonus",)), now).count()
    assert dict(counts.by_product("open")) == {"Bonus": mine}


@pytest.mark.parametrize("agents", [(), ("me",), ("nobody",), ("me", "nobody")])
def test_what_is_said_above_the_list_is_counted_of_the_list(agents, file, people, hand):
    for impact in ("critical", "important", "minimal"):
        for stage in ("new", "in_progress", "resolved", "reopened", "closed"):
            bring(file(impact), stage, people)
        hand.forward(timedelta(minutes=50))
    now = clock.now()
    for view in [view for view in LABELS if view != "closed"]:
        choice = Choice(view=view, agents=agents)
        said = Counts.of(people.agent, now, choice).chosen(choice)
        rows = rows_listed(people.agent, choice, now)
        late = rows_listed(people.agent, Choice(view="breached", agents=agents), now)
        assert said["all"] == len(rows), choice
        assert said["critical"] == len([one for one in rows if one.impact == "critical"]), choice
        assert said["breached"] == len({one.pk for one in rows} & {one.pk for one in late}), choice


def test_a_view_says_how_many_it_holds_itself(agent, file, people):
    bring(file("critical"), "in_progress", people)
    bring(file(), "in_progress", people)
    file()
    assert "2 requests · 1 critical" in agent.get("/queue/?view=mine").text
    assert "1 request</p>" in agent.get("/queue/?view=critical").text
    assert "1 request</p>" in agent.get("/queue/?view=mine&impact=minimal").text


def test_a_filter_offers_the_statuses_that_the_view_can_hold(agent, file, people):
    file()
    bring(file(), "closed", people)
    for view, offered in (
        ("open", {"new", "in_progress", "waiting", "reopened"}),
        ("closed", {"closed", "cancelled"}),
        ("waiting", set()),
    ):
        page = agent.get("/queue/", {"view": view}).text
        assert set(re.findall(r'name="status" value="(\w+)"', page)) == offered
    assert 'value="closed"' in agent.get("/queue/?q=nothing").text
    assert listed(agent.get("/queue/?status=resolved")) == listed(agent.get("/queue/"))


def test_a_row_says_that_there_is_a_workaround(agent, file, people):
    one = bring(file("critical"), "in_progress", people)
    assert "<b>" not in agent.get("/queue/").text.split('id="rows"')[1].split("</tbody>")[0]
    one.give_workaround("Spausdinkite iš naršyklės", by=people.agent)
    assert "<b>Workaround given</b>" in agent.get("/queue/").text
    one.confirm_workaround(by=people.customer)
    assert "<b>The workaround works</b>" in agent.get("/queue/").text


def test_the_strip_says_what_is_left_and_ticks(agent, file, ring):
    one = file("critical")
    strip = agent.get("/queue/?view=mine").text.split('class="strip"')[1].split("</div>")[0]
    assert f'data-name="{one.reference}"' in strip
    assert "1 h left</time>" in strip
    ring(minutes=64)
    assert "4 min late</time>" in agent.get("/queue/?view=mine").text


def test_what_people_wrote_is_shown_as_they_wrote_it_and_does_nothing(agent, file):
    evil = "<img src=x onerror=alert(1)> \"'&"
    file(subject=evil, product_name=evil, product_version=evil[:20])
    text = agent.get("/queue/").text
    assert "<img src=x" not in text
    assert text.count("&lt;img src=x onerror=alert(1)&gt; &quot;&#x27;&amp;") >= 2


def test_a_long_subject_that_the_compact_list_cuts_off_stands_whole_on_hover(agent, file):
    long = file(subject="Žiniaraštis „Sausis“ " + "nesutampa " * 5)
    file(subject="Nesutampa")
    text = agent.get("/queue/").text
    assert re.findall(r'data-open title="([^"]*)"', text) == [escape(long.subject)]


def test_filters_take_several_values_and_stay_in_the_address(agent, file):
    bonus, konto, logas = (file("important", product_name=name) for name in ("Bonus", "Konto", "Logas"))
    critical = file("critical", product_name="Bonus")
    answer = agent.get("/queue/?product=Bonus&product=Konto&impact=important")
    assert set(listed(answer)) == {bonus.reference, konto.reference}
    assert "1–2 of 2" in answer.text
    assert "/queue/?product=Konto&amp;impact=important" in answer.text  # the chip that takes Bonus away
    assert logas.reference not in answer.text
    assert critical.reference in answer.text  # in the strip


def test_a_critical_that_nobody_has_started_stands_above_every_other_view(agent, file, people):
    one = file("critical")
    mine = bring(file(), "in_progress", people)
    for page in ("/queue/?view=mine", "/queue/?q=nothing", f"/incidents/{mine.reference}/"):
        assert f"/incidents/{one.reference}/" in agent.get(page).text
    one.start("Žiūriu", by=people.agent)
    assert 'class="strip"' not in agent.get("/queue/?view=resolved").text


def test_what_is_new_is_told_and_what_is_not_costs_nothing(agent, file):
    file()
    first = agent.get("/queue/", **PANEL)
    assert "<html" not in first.text
    asked = {**PANEL, "If-None-Match": first["ETag"]}
    again = agent.get("/queue/", **asked)
    assert (again.status_code, again.content) == (304, b"")
    one = file("critical")
    assert one.reference in agent.get("/queue/", **asked).text
    assert agent.get("/queue/", **{"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("rows", [5, 50])
def test_the_page_costs_four_statements_for_few_and_for_many(rows, agent, file):
    for _ in range(rows):
        file("important")
    agent.get("/queue/")
    with CaptureQueriesContext(connection) as asked:
        agent.get("/queue/?view=unassigned")
    said = [one["sql"] for one in asked.captured_queries if not one["sql"].startswith("SET search_path")]
    assert len(said) <= 4, "\n".join(said)


def test_a_long_list_has_pages(agent, file):
    for _ in range(PAGE + 2):
        file()
    first, second = agent.get("/queue/"), agent.get("/queue/?page=2")
    assert len(listed(first)) == PAGE
    assert len(listed(second)) == 2
    assert "/queue/?page=2" in first.text
    assert listed(agent.get("/queue/?page=99")) == listed(second)
    assert listed(agent.get("/queue/?page=-1&view=x&impact=y&sort=z")) == listed(first)


def test_words_in_the_queue_lead_on_to_the_search_of_everything(agent, file):
    file(subject="Neveikia spausdintuvas")
    for words in ("spausdintuvas", "nieko & tokio"):
        page = agent.get("/queue/", {"q": words})
        assert f'href="/search/?q={quote(words, safe="")}"' in page.text
        assert f"Search everything for “{escape(words)}”" in page.text
    assert "Search everything" not in agent.get("/queue/").text
    assert "Search everything" not in agent.get("/queue/?product=Nothing").text


def test_a_number_leads_to_its_request_and_words_find_also_what_is_closed(agent, file, people):
    closed = bring(file(subject="Žiniaraščio eilutės"), "closed", people)
    answer = agent.get("/queue/", {"q": closed.reference.lower()})
    assert (answer.status_code, answer["Location"]) == (303, closed.get_absolute_url())
    assert listed(agent.get("/queue/", {"q": "žiniaraščio"})) == [closed.reference]


def test_the_first_line_sees_the_queue_and_starts_no_work(browser, file):
    one = file("critical")
    text = browser("first_line").get("/queue/").text
    assert one.reference in text
    assert f"/incidents/{one.reference}/start/" not in text


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_the_company_has_no_queue(part, browser):
    assert browser(part).get("/queue/").status_code == 403


def test_an_empty_view_and_one_that_filters_empty_say_so_and_lead_on(agent, file):
    assert "Register a call" in agent.get("/queue/").text
    file()
    assert "Clear the filters" in agent.get("/queue/?impact=important").text
    assert "Show all open requests" in agent.get("/queue/?view=mine").text


def test_a_request_is_taken_from_the_queue_without_leaving_it(agent, file, people):
    one = file()
    sent = {"agent": str(people.agent.pk), "back": "/queue/?view=unassigned"}
    assert agent.post(f"/incidents/{one.reference}/assign/", sent)["Location"] == "/queue/?view=unassigned"
    sent["back"], other = "//elsewhere.example/queue/", file()
    assert agent.post(f"/incidents/{other.reference}/assign/", sent)["Location"] == other.get_absolute_url()
    one.refresh_from_db()
    assert one.agent == people.agent


def test_a_row_says_what_is_due_next(agent, file, people):
    file("critical")
    paused = bring(file("important"), "waiting", people)
    text = agent.get("/queue/").text
    assert "59 min" in text or "1 h left" in text
    assert "Paused until" in text
    assert paused.waiting_until > clock.now()
