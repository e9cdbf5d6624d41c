"""The same words to many customers from the queue: held, undone, sent; a Critical is never among them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from incidents.models import Bulk, Draft, HeldReply, Incident
from tests.incidents.stages import bring
from tests.incidents.views.test_bulk import numbers, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ten_seconds")]
RESOLVE, WAIT, RESUME = "/queue/resolve/", "/queue/wait/", "/queue/resume/"
SOLVED = {"code": "explained", "text": "Paaiškinome"}
ASKED = {"text": "Kokia versija?", "until": "2027-03-05"}
SAYS = [(RESOLVE, SOLVED, "resolved"), (WAIT, ASKED, "waiting")]


def stood(*incidents):
    """The chosen ones as the page shows them."""
    shown = Incident.objects.in_bulk([one.pk for one in incidents])
    return {
        "number": numbers(*incidents),
        "stood": [f"{one.reference} {one.changed_at.isoformat()}" for one in shown.values()],
    }


def statuses(*incidents):
    return [Incident.objects.get(pk=one.pk).status for one in incidents]


def undo_address():
    return reverse("incidents:undo", args=[Bulk.objects.get().pk])


@pytest.mark.parametrize(("path", "said", "status"), SAYS)
def test_all_that_are_ticked_read_the_same_after_ten_seconds(path, said, status, agent, file, people, ring):
    chosen, other = [file(), file("important")], file()
    answer = agent.post(path, {**stood(*chosen), **said, "back": "/queue/?view=unassigned"})
    assert (answer.status_code, answer["Location"]) == (303, "/queue/?view=unassigned")
    assert "It goes out to 2 requests in 10 s" in told(agent)
    assert statuses(*chosen) == ["new", "new"]
    ring(seconds=9)
    assert statuses(*chosen) == ["new", "new"]
    ring(seconds=1)
    assert statuses(*chosen, other) == [status, status, "new"]
    for one in chosen:
        event = one.events.order_by("at", "id").filter(comment__isnull=False).last()
        assert (event.by, event.comment.text) == (people.agent, said["text"])


def test_each_resolved_one_has_the_code(agent, file, ring):
    one = file()
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    ring(seconds=10)
    one.refresh_from_db()
    assert one.resolution_code == "explained"


@pytest.mark.parametrize(("path", "said", "status"), SAYS)
def test_in_time_undo_takes_it_back_from_all_and_the_words_are_written_on(
    path, said, status, agent, file, ring, letters
):
    chosen = [file(), file()]
    agent.post(path, {**stood(*chosen), **said})
    answer = agent.post(undo_address())
    page = agent.get(answer["Location"]).text
    assert said["text"] in page
    assert all(number in page for number in numbers(*chosen))
    assert "Taken back from 2 requests." in page
    ring(seconds=60)
    assert statuses(*chosen) == ["new", "new"]
    assert not HeldReply.objects.exists()


def test_too_late_it_says_so(agent, file, ring):
    one = file()
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    address = undo_address()
    ring(seconds=10)
    assert agent.post(address)["Location"] == "/queue/"
    said = told(agent)
    assert "Nothing has changed." in said
    assert f"{one.reference}. It has gone out already" in said
    assert statuses(one) == ["resolved"]


def test_of_some_that_went_out_undo_takes_back_the_rest(agent, file):
    gone, held = file(), file()
    agent.post(RESOLVE, {**stood(gone, held), **SOLVED})
    HeldReply.objects.filter(incident=gone).delete()
    agent.post(undo_address())
    assert not HeldReply.objects.exists()
    said = told(agent)
    assert "Taken back from 1 request." in said
    assert f"{gone.reference}. It has gone out already" in said


@pytest.mark.parametrize(("path", "said", "status"), SAYS)
def test_a_critical_is_left_out_and_named_on_the_page_and_by_the_act(path, said, status, agent, file, ring):
    critical, plain = file("critical"), file()
    page = agent.get(path, {"number": numbers(critical, plain)}).text
    assert f"Left out: {critical.reference}. A critical request" in page
    assert f'name="number" value="{critical.reference}"' not in page
    agent.post(path, {**stood(critical, plain), **said})
    assert f"Left out: {critical.reference}. A critical request" in told(agent)
    ring(seconds=10)
    assert statuses(critical, plain) == ["new", status]


def test_one_that_becomes_critical_meanwhile_is_not_written_to_and_its_words_return(
    agent, file, people, ring
):
    one = file()
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    marks = ["main_service", "critical_function_down"]
    one.reclassify("Sustojo", impact="critical", marks=marks, by=people.agent)
    ring(seconds=10)
    assert statuses(one) == ["new"]
    draft = Draft.objects.get(person=people.agent)
    assert (draft.words["text"], draft.came_back) == ("Paaiškinome", "level")
    assert "Not sent" in agent.get("/queue/").text


def test_a_customer_who_writes_meanwhile_is_read_first(agent, file, people, ring, hand):
    one, other = file(), file()
    agent.post(RESOLVE, {**stood(one, other), **SOLVED})
    hand.forward(timedelta(seconds=3))
    one.customer_reply("Dar kai kas", by=people.customer)
    ring(seconds=7)
    assert statuses(one, other) == ["new", "resolved"]
    assert Draft.objects.get(incident=one).came_back == "said"


def test_what_waits_for_a_clock_that_is_away_is_still_looked_at_after_other_acts_upon_many(
    agent, file, people, ring, hand
):
    one, other = file(), file()
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    hand.forward(timedelta(seconds=1))
    one.customer_reply("Dar ne viskas", by=people.customer)
    hand.forward(timedelta(minutes=11))
    agent.post(RESOLVE, {**stood(other), **SOLVED})
    ring()
    assert statuses(one) == ["new"]
    assert Draft.objects.get(incident=one).came_back == "said"


def test_what_was_resolved_meanwhile_says_so_to_its_writer(agent, file, people, ring):
    one = file()
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    one.resolve("Kitaip", code="fixed", by=people.agent)
    ring(seconds=10)
    assert Draft.objects.get(incident=one).came_back == "done"


def test_what_has_changed_since_it_was_shown_is_left_out(agent, file, people, hand):
    one = file()
    chosen = stood(one)
    hand.forward(timedelta(seconds=5))
    one.customer_reply("Dar kai kas", by=people.customer)
    agent.post(RESOLVE, {**chosen, **SOLVED})
    assert f"{one.reference}. It has been changed since." in told(agent)
    assert not HeldReply.objects.exists()
    assert not Bulk.objects.exists()


def test_where_something_is_on_its_way_nothing_is_added(agent, file):
    one = file()
    agent.post(WAIT, {**stood(one), **ASKED})
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    assert HeldReply.objects.get().verb == "wait"
    assert "Something is just being sent there." in told(agent)


def test_one_that_refuses_is_named_and_stops_no_other(agent, file, people, ring):
    over, plain = bring(file(), "resolved", people), file()
    agent.post(RESOLVE, {**stood(over, plain), **SOLVED})
    said = told(agent)
    assert f"Left out: {over.reference}" in said
    assert "It goes out to 1 request" in said
    ring(seconds=10)
    assert statuses(plain) == ["resolved"]


def test_go_on_ends_the_waiting_of_all_and_offers_no_undo(agent, file, people):
    waits, critical, plain = bring(file(), "waiting", people), file("critical"), file()
    agent.post(RESUME, {"number": numbers(waits, critical, plain)})
    said = told(agent)
    assert statuses(waits, critical, plain) == ["in_progress", "new", "new"]
    assert "You go on with 1 request." in said
    assert critical.reference in said
    assert f"{plain.reference}. This request is not waiting" in said
    assert "/queue/undo/" not in said


@pytest.mark.parametrize("path", [RESOLVE, WAIT])
def test_the_button_of_the_queue_leads_to_the_page(path, agent, file):
    one = file()
    sent = {"number": numbers(one), "back": "/queue/?view=mine"}
    answer = agent.post(path, sent)
    assert answer.status_code == 303
    page = agent.get(answer["Location"]).text
    assert one.subject in page
    assert 'name="back" value="/queue/?view=mine"' in page
    by_script = agent.post(path, sent, **{"HX-Request": "true", "HX-Target": "panel"})
    assert by_script["HX-Redirect"] == answer["Location"]


def test_the_day_to_wait_for_is_there_as_it_is_on_the_page_of_one_request(agent, file):
    """Not to be looked up in a calendar each time: three working days on."""
    one = file()
    alone = re.search(r'name="until" value="([\d-]+)"', agent.get(one.get_absolute_url()).text)
    together = re.search(r'name="until" value="([\d-]+)"', agent.get(WAIT, {"number": numbers(one)}).text)
    assert alone
    assert together
    assert alone[1] == together[1]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (RESOLVE, {"text": "", "code": "fixed"}),
        (RESOLVE, {"text": "Taip", "code": "nonsense"}),
        (WAIT, {"text": "Kada?", "until": "2027-02-28"}),
        (WAIT, {"text": "Kada?", "until": "2027-04-02"}),
        (WAIT, {"text": "Kada?", "until": ""}),
    ],
)
def test_what_is_not_said_whole_comes_back_with_what_was_typed(path, said, agent, file):
    one = file()
    answer = agent.post(path, {**stood(one), **said})
    assert answer.status_code == 422
    assert said["text"] in answer.text
    assert f'value="{one.reference}"' in answer.text
    assert not HeldReply.objects.exists()


@pytest.mark.parametrize(("path", "said", "status"), SAYS)
def test_who_was_left_out_is_named_on_the_refused_page_too(path, said, status, agent, file, people, ring):
    critical, over, plain = file("critical"), bring(file(), "resolved", people), file()
    shown = agent.get(path, {"number": numbers(critical, over, plain)}).text
    left_out = re.findall(r'name="left_out" value="([^"]+)"', shown)
    assert sorted(left_out) == sorted([critical.reference, over.reference])
    sent = {**stood(plain), **said, "left_out": left_out}
    for _twice in "12":
        refused = agent.post(path, sent | {"text": ""})
        assert refused.status_code == 422
        assert f"Left out: {critical.reference}. A critical request" in refused.text
        assert f"Left out: {over.reference}." in refused.text
        assert re.findall(r'name="number" value="([^"]+)"', refused.text) == [plain.reference]
        assert re.findall(r'name="left_out" value="([^"]+)"', refused.text) == left_out
    agent.post(path, sent)
    ring(seconds=10)
    assert statuses(critical, over, plain) == ["new", "resolved", status]


def test_what_was_left_out_is_not_chosen_by_itself_later(agent, file, people):
    """Who reads it was shown, and stays so while one writes."""
    over, plain = bring(file(), "resolved", people), file()
    over.still_fails("Vis dar", by=people.customer)
    refused = agent.post(RESOLVE, {**stood(plain), "text": "", "code": "", "left_out": [over.reference]})
    assert f"Left out: {over.reference}. It has been changed since." in refused.text
    assert re.findall(r'name="number" value="([^"]+)"', refused.text) == [plain.reference]


def test_without_seconds_to_hold_it_goes_out_at_once(agent, file, settings):
    settings.REPLY_HOLD_SECONDS = 0
    one = file()
    agent.post(RESOLVE, {**stood(one), **SOLVED})
    assert statuses(one) == ["resolved"]
    said = told(agent)
    assert "1 request is resolved." in said
    assert "/queue/undo/" not in said


def test_nonsense_and_other_peoples_numbers_do_not_exist(agent, file):
    page = agent.get(RESOLVE, {"number": ["INC-99999", "x"], "again": "x"}).text
    assert "Nothing that you selected" in page
    agent.post(RESOLVE, {"number": ["INC-99999"], "stood": ["x"], **SOLVED})
    assert "Nothing is selected." in told(agent)


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
@pytest.mark.parametrize(("path", "said"), [(RESOLVE, SOLVED), (WAIT, ASKED), (RESUME, {})])
def test_only_agents_write_to_many(path, said, part, browser, file):
    one = file()
    assert browser(part).post(path, {**stood(one), **said}).status_code == 403
    assert not HeldReply.objects.exists()


def test_a_held_solution_is_undone_alone_on_its_own_page(agent, file, ring):
    one, other = file(), file()
    agent.post(RESOLVE, {**stood(one, other), **SOLVED})
    held = HeldReply.objects.get(incident=one)
    agent.post(f"/incidents/{one.reference}/write/held/{held.pk}/undo/")
    ring(seconds=10)
    assert statuses(one, other) == ["new", "resolved"]
