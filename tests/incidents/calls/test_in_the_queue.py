"""A call that somebody waits for, in the queue: said in the row, due next where it is, and counted."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents import calling_back
from incidents.models import Callback, Incident, Rank
from incidents.models.lifecycle import OPEN
from incidents.replaying import differences
from onewindow.models import IncidentRow
from tests.incidents.stages import bring
from tests.incidents.views.test_queue import counted, listed
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"
PANEL = {"HX-Request": "true", "HX-Target": "panel"}


def later(**span):
    return clock.now() + timedelta(**span)


def due(incident):
    incident.refresh_from_db()
    return incident.next_due_kind, incident.next_due_at


def test_the_row_says_when_with_a_mark_and_words_until_the_call_was_made(agent, given, file, people):
    file()
    given.ask_call(phone=PHONE, at=later(hours=4), by=people.customer)
    assert agent.get("/queue/").text.count('<span aria-hidden="true">☎</span> Call at 14:00</b>') == 1
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    assert "☎</span> Call" not in agent.get("/queue/").text


def test_as_soon_as_we_can_is_said_with_its_latest_time_and_then_as_late(agent, given, people, ring):
    given.ask_call(phone=PHONE, by=people.customer)
    assert "☎</span> Call by 10:30</b>" in agent.get("/queue/").text
    ring(minutes=30)
    assert "☎</span> Call by 10:30: late</b>" in agent.get("/queue/").text


def test_a_named_time_is_late_half_an_hour_after_it(agent, given, people, ring):
    given.ask_call(phone=PHONE, at=later(hours=1), by=people.customer)
    ring(minutes=89)
    assert "Call at 11:00</b>" in agent.get("/queue/").text
    ring(minutes=1)
    assert "Call at 11:00: late</b>" in agent.get("/queue/").text


def test_the_nearest_call_is_what_is_due_next_and_comes_up(agent, given, file, people):
    others = [file("important") for _ in range(3)]
    assert listed(agent.get("/queue/"))[-1] == given.reference
    given.ask_call(phone=PHONE, at=later(hours=1), by=people.customer)
    assert due(given) == ("call", later(hours=1))
    answer = agent.get("/queue/")
    assert listed(answer) == [given.reference, *(one.reference for one in others)]
    assert 'data-name="' + given.reference + ': Call"' in answer.text
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    assert due(given)[0] != "call"
    assert listed(agent.get("/queue/"))[-1] == given.reference


def test_a_call_that_is_later_than_a_clock_leaves_the_clock_where_it_is(file, people):
    one = file("important")
    before = due(one)
    one.ask_call(phone=PHONE, at=later(days=3), by=people.customer)
    assert due(one) == before


def test_criticals_stand_first_whatever_calls_wait(agent, given, file, people):
    critical = file("critical")
    given.ask_call(phone=PHONE, by=people.customer)
    assert listed(agent.get("/queue/")) == [critical.reference, given.reference]


def test_the_promised_hour_is_what_is_due_next_however_near_a_call_is(agent, file, people):
    critical = file("critical")
    hour = due(critical)
    critical.ask_call(phone=PHONE, by=people.customer)
    assert due(critical) == hour == ("hour", later(hours=1))
    assert "☎</span> Call by 10:30" in agent.get("/queue/").text


def test_what_waits_for_the_customer_comes_up_while_it_is_we_who_are_to_call(agent, file, people):
    waiting, last = bring(file(), "waiting", people), file()
    assert listed(agent.get("/queue/")) == [last.reference, waiting.reference]
    waiting.ask_call(phone=PHONE, at=later(hours=1), by=people.customer)
    waiting.refresh_from_db()
    assert waiting.rank == Rank.REST
    answer = agent.get("/queue/")
    assert listed(answer) == [waiting.reference, last.reference]
    waiting.log_call("Kalbėjome", answered=True, by=people.agent)
    waiting.refresh_from_db()
    assert waiting.rank == Rank.PAUSED


def test_a_call_that_is_not_made_is_late_until_it_is_made_and_breaks_nothing(agent, given, people, ring):
    given.ask_call(phone=PHONE, by=people.customer)
    ring(minutes=45)
    answer = agent.get("/queue/")
    assert counted(answer, "Breached") == counted(answer, "Due today") == 1
    given.refresh_from_db()
    assert given.broken_at is None
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    assert counted(agent.get("/queue/"), "Breached") == 0


@pytest.mark.parametrize("status", [*Incident.Status.values])
def test_what_is_stored_is_what_the_timeline_tells_in_every_status(status, file, people):
    one = file("important")
    one.ask_call(phone=PHONE, at=later(hours=1), by=people.customer)
    bring(one, status, people) if status != "new" else None
    one.refresh_from_db()
    # The customer who cancels takes the call back.
    assert one.call_wanted_at == (None if status == "cancelled" else later(hours=1))
    assert (one.next_due_kind == "call") == (status in OPEN)
    assert differences(one, clock.now()) == []


def test_the_one_window_of_the_operators_shows_the_same(given, people, public, operator_admin):
    given.ask_call(phone=PHONE, at=later(hours=1), by=people.customer)
    row = IncidentRow.objects.get(incident_id=given.pk)
    assert (row.next_due_kind, row.next_due_at) == ("call", later(hours=1))
    admin = public(operator_admin)
    admin.cookies["language"] = "en"
    assert f'data-name="{given.reference}"' in admin.get("/console/").content.decode()


def test_calls_that_are_to_be_made_are_counted_beside_the_views_about_nothing_too(agent, given, people):
    assert "To be called" not in agent.get("/queue/").text
    given.ask_call(phone=PHONE, by=people.customer)
    calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.colleague)
    answer = agent.get("/queue/")
    assert counted(answer, "To be called") == 2
    assert 'href="/calls/#to-be-called"' in answer.text
    assert counted(agent.get("/queue/?view=critical"), "To be called") == 2  # an empty list counts them, too


def test_the_first_line_has_no_page_of_calls_and_no_way_to_it(browser, given, people):
    given.ask_call(phone=PHONE, by=people.customer)
    assert "/calls/" not in browser("first_line").get("/queue/").text


def test_an_open_queue_hears_of_a_call_that_is_about_no_request(agent, given, people):
    first = agent.get("/queue/", **PANEL)
    asked = PANEL | {"If-None-Match": first["ETag"]}
    assert agent.get("/queue/", **asked).status_code == 304
    calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.colleague)
    assert "To be called" in agent.get("/queue/", **asked).text


def test_the_queue_costs_no_statement_more_with_calls(agent, given, people):
    given.ask_call(phone=PHONE, by=people.customer)
    agent.get("/queue/")
    with at_most(5):
        agent.get("/queue/?view=unassigned")
    with at_most(5):
        agent.get("/queue/?view=mine")


def test_the_calls_are_counted_once_for_all_rows(given, people):
    plan = (
        Incident.objects.annotate(to_call=Callback.objects.how_many_waited_for()).values("to_call").explain()
    )
    assert "InitPlan" in plan
    assert "SubPlan" not in plan


def test_the_download_names_the_call_as_what_is_due(agent, given, people):
    given.ask_call(phone=PHONE, at=later(hours=1), by=people.customer)
    lines = agent.fetch("/queue/requests.csv")[1].decode()
    assert ";Call;" in lines or ",Call," in lines
