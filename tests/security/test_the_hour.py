"""No new way of working meets, moves or loses the promised hour."""

import json

import pytest

from helpdesk.timers import clock
from incidents import attaching, bulk
from incidents.models import Bulk, Call, CannedReply, Draft, HeldReply, Incident
from tenants.models import Membership, Role

pytestmark = pytest.mark.django_db

LINE = "Žiūriu žurnalą"


@pytest.fixture
def held(settings):
    settings.REPLY_HOLD_SECONDS = 10


def hour(incident):
    """The one promised hour: how it ended, and when it is due."""
    run = incident.clocks.get(promise=True)
    return run.ended, run.due_at


@pytest.fixture
def canned(people):
    said = "Sveiki, {{customer}}, žiūrime {{number}}."
    names = {"name_lt": "a", "name_en": "a", "text_lt": said, "text_en": said}
    return CannedReply.objects.create(**names, changed_by=people.agent, changed_at=clock.now())


@pytest.mark.parametrize("part", ["first_line", "customer", "manager"])
@pytest.mark.parametrize("act", ["reply", "note", "start", "log_call", "wait", "give_workaround", "resolve"])
def test_nobody_of_the_company_starts_work_whatever_they_send(part, act, file, browser, ring, held):
    incident = file("critical")
    before = hour(incident)
    sent = {
        "text": "Žiūriu",
        "starts": "on",
        "line": LINE,
        "answered": "yes",
        "code": "fixed",
        "until": "2027-03-05",
    }
    browser(part).post(f"{incident.get_absolute_url()}{act}/", sent)
    ring(seconds=11)
    assert hour(incident) == before
    assert not incident.events.filter(kind="started").exists()


def test_a_reply_of_the_first_line_that_goes_out_later_starts_nothing(file, browser, people, ring, held):
    incident = file("critical")
    sent = {"text": "Žiūrime", "starts": "on", "line": LINE}
    assert browser("first_line").post(f"{incident.get_absolute_url()}reply/", sent).status_code == 303
    ring(seconds=11)
    assert incident.events.get(kind="replied").data["by_side"] == "first_line"
    assert hour(incident)[0] == "running"


def test_a_canned_reply_sent_as_it_is_starts_nothing(file, browser, people, ring, held, canned):
    incident = file("critical")
    text = f"Sveiki,  {people.customer.name},\nžiūrime {incident.reference}."
    where = f"{incident.get_absolute_url()}reply/"
    assert browser("agent").post(where, {"text": text, "starts": "on", "line": LINE}).status_code == 422
    assert browser("agent").post(where, {"text": text}).status_code == 303
    ring(seconds=11)
    assert incident.events.get(kind="replied").data["canned"] is True
    assert hour(incident)[0] == "running"


def test_many_at_once_leave_what_has_an_hour_alone_whatever_level_it_has_now(file, browser, people):
    critical, lowered = file("critical"), file("critical")
    lowered.reclassify("Mažiau", impact="minimal", by=people.agent)
    before = [hour(one) for one in (critical, lowered)]
    sent = {"number": [critical.reference, lowered.reference], "agent": str(people.agent.pk)}
    browser("agent").post("/queue/assign/", sent)
    browser("agent").post("/queue/release/", sent)
    assert [hour(one) for one in (critical, lowered)] == before
    assert not Bulk.objects.exists()


def test_undoing_what_was_done_at_once_leaves_alone_what_became_critical_since(file, people):
    one = file()
    done = bulk.assign([one], people.agent, by=people.agent).bulk
    one.reclassify("Sustojo", impact="critical", by=people.agent)
    assert bulk.undo(done, by=people.agent).done == []
    assert Incident.objects.get(pk=one.pk).agent_id == people.agent.pk


def test_a_call_never_starts_later_than_it_was_answered(file, browser, people, hand, ring):
    agent = browser("agent")
    where = agent.post("/calls/answer/")["Location"]
    call = Call.objects.get()
    ring(minutes=30)
    agent.post(f"{where}keep/", {"caller": people.customer.name})
    sent = {"kind": "incident", "subject": "Sustojo", "text": "Viskas", "marks": "business_stopped"}
    forged = {
        "began_at_day": "2027-03-01",
        "began_at_time": "10:29",
        "reported_at": "2027-03-01T10:29",
        "caller": "Kitas",
    }
    answer = agent.post(f"/calls/new/?call={call.pk}", sent | forged)
    assert answer.status_code == 303
    incident = Incident.objects.get()
    assert incident.reported_at == call.began_at
    assert incident.requester_id == people.customer.pk
    assert (hour(incident)[1] - call.began_at).total_seconds() == 3600


def test_a_call_said_to_begin_tomorrow_is_refused(browser, file):
    sent = {"caller": "Naujas", "reach": "+370 600 99999", "kind": "incident", "subject": "a", "text": "b"}
    answer = browser("agent").post(
        "/calls/new/",
        sent | {"marks": "business_stopped", "began_at_day": "2027-03-02", "began_at_time": "10:00"},
    )
    assert answer.status_code == 422
    assert not Incident.objects.exists()


def test_two_calls_said_to_have_been_in_vain_long_ago_let_no_critical_wait(file, browser):
    incident, agent = file("critical"), browser("agent")
    for began in ("09:00", "09:30"):
        agent.post(
            f"{incident.get_absolute_url()}log_call/",
            {"answered": "no", "began_at_day": "2027-03-01", "began_at_time": began},
        )
    sent = {"text": "Ar dar?", "until": "2027-03-05"}
    assert agent.post(f"{incident.get_absolute_url()}wait/", sent).status_code == 422
    assert Incident.objects.get(pk=incident.pk).status == "new"


def test_a_held_reply_of_who_lost_their_part_goes_nowhere(file, browser, people, ring, held):
    incident = file()
    browser("agent").post(f"{incident.get_absolute_url()}reply/", {"text": "Jau žiūriu"})
    Membership.objects.filter(user_id=people.agent.user_id).update(role=Role.CUSTOMER)
    ring(seconds=11)
    assert not incident.events.filter(kind="replied").exists()
    assert Draft.objects.get(person=people.agent).words["text"] == "Jau žiūriu"
    assert not HeldReply.objects.exists()


def test_nobody_takes_back_the_reply_of_another(file, browser, people, ring, held):
    incident, other = file(), file()
    browser("agent").post(f"{incident.get_absolute_url()}reply/", {"text": "Žinia"})
    one = HeldReply.objects.get()
    for part, status in (("first_line", 409), ("customer", 403), ("manager", 403)):
        where = f"{incident.get_absolute_url()}write/held/{one.pk}/undo/"
        assert browser(part).post(where).status_code == status
    elsewhere = f"{other.get_absolute_url()}write/held/{one.pk}/undo/"
    assert browser("agent").post(elsewhere).status_code == 409
    ring(seconds=11)
    assert incident.events.filter(kind="replied").count() == 1


def test_the_words_of_a_held_reply_are_nowhere_for_the_company(file, browser, people, held):
    incident = file()
    browser("agent").post(f"{incident.get_absolute_url()}reply/", {"text": "Paslaptingas zuikis"})
    browser("agent").post(f"{incident.get_absolute_url()}write/note/draft/", {"text": "Paslaptingas lapinas"})
    for part in ("customer", "manager", "colleague"):
        for path in (incident.get_absolute_url(), "/search/?q=paslapting", "/notices/", "/"):
            text = browser(part).get(path).text
            assert "zuikis" not in text
            assert "lapinas" not in text
    assert "lapinas" not in browser("first_line").get(incident.get_absolute_url()).text


def test_what_was_done_at_once_is_undone_only_by_who_did_it(file, people, browser, public, inside, globex):
    done = bulk.assign([file()], people.agent, by=people.agent).bulk
    for part in ("customer", "manager", "first_line"):
        assert browser(part).post(f"/queue/undo/{done.pk}/").status_code == 403
    Bulk.objects.filter(pk=done.pk).update(by=people.manager)
    assert browser("agent").post(f"/queue/undo/{done.pk}/").status_code == 404


def test_the_same_forms_once_more_do_nothing_more(file, browser, people, ring, held):
    incident, agent = file("critical"), browser("agent")
    sent = {"text": "Žiūriu", "starts": "on", "line": LINE, "page": "aaaa", "seen": "1"}
    first = agent.post(f"{incident.get_absolute_url()}reply/", sent)
    again = agent.post(f"{incident.get_absolute_url()}reply/", sent)
    assert (first.status_code, again.status_code) == (303, 409)
    assert incident.events.filter(kind="started").count() == 1
    assert HeldReply.objects.count() == 1
    assert json.dumps(HeldReply.objects.get().words)
    assert attaching.held(HeldReply.objects.get().pk) == []
