"""The queue of the desk: what stands in it, in which order, at what cost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from incidents.models import Incident, Person
from incidents.views import lines
from incidents.views.rows import LABELS, PAGE, Choice, Counts
from incidents.views.rows import listed as rows_listed
from tenants.door import Entry
from tests.cast import make_user
from tests.incidents.stages import bring
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}


def listed(answer):
    """The references of the rows, in their order."""
    return re.findall(r'<tr data-row [^>]*id="([A-Z]{3}-\d+)"', answer.text)


def counted(answer, label):
    """The number beside a view."""
    return int(re.search(rf"<span>{label}</span><span class=\"count\">(\d+)<", answer.text)[1])


@pytest.fixture
def agent(browser):
    """An agent's browser that speaks English."""
    one = browser("agent")
    one.client.cookies["language"] = "en"
    return one


@pytest.fixture
def colleague(in_acme):
    """A second agent."""
    user = make_user("jonas@vendor.example", "Jonas Mažeika", operator_role="agent")
    return Person.enter(Entry(user, in_acme.tenant, "agent"))


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
        assert said["late"] == len({one.pk for one in rows} & {one.pk for one in late}), choice


def test_a_view_says_how_many_it_holds_itself(agent, file, people):
    bring(file("critical"), "in_progress", people)
    bring(file(), "in_progress", people)
    file()
    assert "2 requests · 1 critical" in agent.get("/queue/?view=mine").text
    assert "1 request</p>" in agent.get("/queue/?view=critical").text
    assert "1 request</p>" in agent.get("/queue/?view=mine&impact=minimal").text


def test_a_filter_by_agent_takes_several_and_nobody_and_me(agent, file, people, colleague):
    mine, theirs, nobodys = bring(file(), "in_progress", people), file(), file()
    theirs.assign(colleague, by=people.agent)
    for asked, expected in (
        ("agent=me", {mine}),
        (f"agent={people.agent.pk}", {mine}),
        ("agent=nobody", {nobodys}),
        (f"agent={colleague.pk}", {theirs}),
        (f"agent={colleague.pk}&agent=nobody&agent=me", {mine, theirs, nobodys}),
        ("agent=nonsense", {mine, theirs, nobodys}),
    ):
        page = agent.get(f"/queue/?{asked}")
        assert set(listed(page)) == {one.reference for one in expected}, asked
        assert f"{len(expected)} of {len(expected)}<" in page.text, asked
    assert "Agent: Jonas Mažeika" in agent.get(f"/queue/?agent={colleague.pk}").text


def test_a_filter_by_agent_is_offered_named_and_taken_away_on_an_empty_list_too(agent, file, colleague):
    file()
    page = agent.get(f"/queue/?agent={colleague.pk}&product=Bonus").text
    assert "Agent: Jonas Mažeika" in page
    assert f'name="agent" value="{colleague.pk}" id="f-agent-3" checked' in page
    assert 'href="/queue/?product=Bonus"' in page
    assert "Agent: somebody who serves here no more" in agent.get(f"/queue/?agent={uuid4()}").text


def test_the_first_line_is_told_of_no_agents_to_choose_from(browser, file, colleague):
    file()
    page = browser("first_line").get("/queue/").text
    assert 'value="nobody"' in page
    assert "Jonas Mažeika" not in page


def test_the_requests_of_one_person_are_listed_by_pages_and_named(agent, file, people):
    theirs = [file(by=people.colleague) for _ in range(PAGE + 1)]
    file()
    first = agent.get(f"/queue/?requester={people.colleague.pk}")
    assert f"Requester: {people.colleague.name}" in first.text
    rest = listed(agent.get(f"/queue/?requester={people.colleague.pk}&page=2"))
    assert {*listed(first), *rest} == {one.reference for one in theirs}
    nothing = agent.get(f"/queue/?requester={people.colleague.pk}&view=mine").text
    assert f"Requester: {people.colleague.name}" in nothing


def test_what_is_over_is_listed_the_newest_end_first(agent, file, people, hand):
    ended = []
    for stage in ("closed", "cancelled", "closed"):
        hand.forward(timedelta(minutes=5))
        ended.append(bring(file(), stage, people).reference)
    file()
    page = agent.get("/queue/?view=closed")
    assert listed(page) == ended[::-1]
    assert "Closed " in page.text
    assert "Cancelled " in page.text
    assert 'name="number"' not in page.text  # nothing is done with many of them
    for sort in ("oldest", "quiet"):
        assert listed(agent.get("/queue/", {"view": "closed", "sort": sort})) == ended[::-1]
    assert listed(agent.get("/queue/?view=closed&status=cancelled")) == [ended[1]]
    assert listed(agent.get("/queue/?view=closed&agent=nobody&impact=critical")) == []


def test_what_is_over_has_pages_without_being_counted(agent, file, people):
    one = bring(file(), "closed", people)
    many(one, PAGE * 2)
    first, second, third = (agent.get(f"/queue/?view=closed&page={n}") for n in (1, 2, 3))
    assert [len(listed(page)) for page in (first, second, third)] == [PAGE, PAGE, 1]
    assert len({*listed(first), *listed(second), *listed(third)}) == PAGE * 2 + 1
    assert f"1–{PAGE}<" in first.text
    assert "page=2" in first.text
    assert "page=4" not in third.text
    assert agent.get("/queue/?view=closed&page=9")["Location"] == "/queue/?view=closed"
    assert re.search(r"<span>Closed</span></a>", first.text)


def test_a_page_of_what_is_over_reads_its_own_lines_only(agent, file, people):
    many(bring(file(), "closed", people), 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_incident")
    first, second = (
        plan(lambda at=at: lines.page(people.agent, CLOSED, clock.now(), at)) for at in (0, PAGE)
    )
    assert "incident_over" in first
    assert "incident_over" in second
    assert "Seq Scan on incidents_incident" not in first
    assert "Sort Key: (COALESCE" not in first
    agent.get("/queue/?view=closed")
    with at_most(4):
        agent.get("/queue/?view=closed")


CLOSED = Choice(view="closed")


def plan(ask):
    """How the server means to answer the last question asked."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
        return "\n".join(line for (line,) in cursor.fetchall())


def many(one, count):
    """So many more of the same, each over a second earlier."""
    rows = []
    for number in range(1, count + 1):
        row = Incident.objects.get(pk=one.pk)
        row.pk, row.number, row._state.adding = None, 10_000 + number, True
        row.id = Incident._meta.pk.get_default()
        row.closed_at -= timedelta(seconds=number)
        rows.append(row)
    Incident.objects.bulk_create(rows)


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


def test_what_is_new_to_the_reader_and_whose_turn_it_is_are_two_signs(agent, browser, file, people, hand):
    one = file()
    news, owed = 'class="is-new"', 'class="owed"'

    def signs():
        text = agent.get("/queue/").text
        return news in text, owed in text

    assert signs() == (True, True)
    asked = {**PANEL, "If-None-Match": agent.get("/queue/", **PANEL)["ETag"]}
    agent.get(f"/incidents/{one.reference}/")
    assert signs() == (False, True)  # read, and still to be answered
    assert agent.get("/queue/", **asked).status_code == 200  # an open page is told of it
    assert news in browser("first_line").get("/queue/").text  # who has not read it
    agent = browser("agent")
    agent.client.cookies["language"] = "en"
    hand.forward(timedelta(minutes=1))
    one.reply("Patikrinsiu", by=people.agent)
    assert signs() == (False, False)
    hand.forward(timedelta(minutes=1))
    one.customer_reply("Dar neveikia", by=people.customer)
    assert signs() == (True, True)
    hand.forward(timedelta(days=5))
    assert signs() == (False, True)  # nobody knows any more who looked when


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
    sent["back"] = "//elsewhere.example/queue/"
    assert agent.post(f"/incidents/{one.reference}/assign/", sent)["Location"] == one.get_absolute_url()
    one.refresh_from_db()
    assert one.agent == people.agent


def test_a_row_says_what_is_due_next(agent, file, people):
    file("critical")
    paused = bring(file("important"), "waiting", people)
    text = agent.get("/queue/").text
    assert "59 min" in text or "1 h left" in text
    assert "Paused until" in text
    assert paused.waiting_until > clock.now()
