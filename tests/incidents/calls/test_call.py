"""A call from the key that answers it: each act does it, is possible, or says why not."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from helpdesk.audit.models import Record
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.models import Call, Event, Incident, Person
from incidents.models.call_life import CALL_LIFE, CallStatus
from incidents.models.event import Event as Entry
from onewindow.models import CallRow
from tests.incidents.calls.sent import CALLER, SENT, sent, where
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db
ACT = {"become": "become_request"}  # the name of the act, where the address is shorter


def finished(call, status, people, file):
    """Brings the call into a status, by the act that leads there."""
    match status:
        case "unfinished":
            call.hang_up(by=people.agent)
        case "consultation":
            call.consult("Kainos", person=people.customer, by=people.agent)
        case "discarded":
            call.discard("Klaida", by=people.agent)
        case "about":
            file().log_call("Kalbėjome", answered=True, call=call, by=people.agent)
        case "request":
            Incident.report("Naujas", "Tekstas", by=people.agent, channel="phone", call=call)
    assert call.status == status
    return call


# --- does it -------------------------------------------------------------------------------------------


def test_one_key_answers_it_and_it_begins_at_that_moment(agent, people, hand):
    answer = agent.post("/calls/answer/")
    call = Call.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, where(call))
    assert (call.agent, call.status, call.began_at) == (people.agent, "running", clock.now())
    assert 'data-timer="2027-03-01T10:00:00+02:00"' in agent.get(where(call)).text


def test_the_key_answers_a_call_in_lists_and_logs_one_on_a_request(agent, file):
    for page in ("/queue/", "/calls/"):
        assert agent.get(page).text.count('data-key="c"') == 1
    text = agent.get(file().get_absolute_url()).text
    assert text.count('data-key="c"') == 1
    assert text.index('id="tab-call"') < text.index('data-key="c"')


def test_a_key_pressed_twice_answers_one_call(agent, hand):
    agent.post("/calls/answer/")
    hand.forward(timedelta(seconds=3))
    agent.post("/calls/answer/")
    assert Call.objects.count() == 1


def test_the_next_call_puts_the_one_that_went_on_aside(agent, call, hand):
    hand.forward(timedelta(minutes=4, seconds=1))
    agent.post("/calls/answer/")
    call.refresh_from_db()
    assert (call.status, call.minutes) == ("unfinished", 5)
    assert Call.objects.filter(status="running").count() == 1
    assert where(call) in agent.get("/calls/").text


def test_one_that_was_forgotten_for_a_month_keeps_nobody_from_the_telephone(agent, call, hand):
    hand.forward(timedelta(days=30))
    answer = agent.post("/calls/answer/")
    call.refresh_from_db()
    assert (answer.status_code, call.status, call.minutes) == (303, "unfinished", 600)
    assert Call.objects.filter(status="running").count() == 1


def test_what_is_typed_survives(agent, call):
    agent.post(where(call, "keep"), CALLER | {"topic": "Apie kainas", "words": "Klausia, kaip keisti"})
    text = agent.get(where(call)).text
    for typed in ("Janina Skambina", "+370 612 34567", "Apie kainas", "Klausia, kaip keisti"):
        assert typed in text
    assert not Person.objects.filter(name="Janina Skambina").exists()


def test_what_a_call_has_no_place_for_is_kept_too_when_its_form_is_sent_to_find_somebody(agent, call):
    typed = CALLER | {"number": "INC-318", "line": "Tikrinu žurnalą", "minutes": "12"}
    text = agent.post(where(call, "keep"), typed).text
    for one in ("INC-318", "Tikrinu žurnalą", 'value="12"'):
        assert one in text


def test_a_number_that_names_nobody_goes_to_its_own_field_and_the_name_is_asked_for(agent, call):
    typed = {"caller": "+370 699 99999", "person": "new", "topic": "Kainos"}
    text = agent.post(where(call, "keep"), typed).text
    assert 'name="phone" value="+370 699 99999"' in text
    assert 'name="caller" value' not in text
    refused = agent.post(where(call, "consult"), typed)
    assert refused.status_code == 422
    assert "Say who called." in refused.text
    assert 'name="phone" value="+370 699 99999"' in refused.text
    assert not Person.objects.filter(name__contains="699").exists()


def test_it_becomes_a_request_whose_clocks_began_with_the_call(agent, call, people, hand):
    hand.forward(timedelta(minutes=6))
    answer = agent.post(where(call, "become"), CALLER | {"topic": "Neveikia algos", "words": "Sustojo"})
    assert answer["Location"] == f"/calls/new/?call={call.pk}"
    assert "Neveikia algos" in agent.get(answer["Location"]).text
    report = {"kind": "incident", "subject": "Neveikia algos", "text": "Sustojo", "marks": ["data_lost"]}
    answer = agent.post(answer["Location"], report | {"line": "Jungiuosi"})
    one, call = Incident.objects.get(), Call.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    assert one.reported_at == call.began_at == clock.now() - timedelta(minutes=6)
    assert (one.requester.name, one.requester.phone) == ("Janina Skambina", "+370 612 34567")
    assert (one.channel, one.impact, one.status) == ("phone", "critical", "in_progress")
    assert (call.status, call.incident, call.person, call.minutes) == ("request", one, one.requester, 6)
    assert agent.post(f"/calls/new/?call={call.pk}", report).status_code == 303  # once is enough
    assert Incident.objects.count() == 1


def test_it_belongs_to_a_request_and_starts_work_in_the_same_act(agent, call, file, people, hand):
    one = file("critical")
    hand.forward(timedelta(minutes=2))
    said = {"caller": people.customer.name, "person": str(people.customer.pk), "words": "Matau klaidą"}
    agent.post(where(call, "belong"), said | {"incident": one.reference, "line": "Tikrinu žurnalą"})
    one.refresh_from_db()
    call.refresh_from_db()
    assert (one.status, one.hour_due_at) == ("in_progress", None)
    assert (call.status, call.incident, call.minutes) == ("about", one, 2)
    entry = one.events.get(kind=Event.Kind.CALL_LOGGED)
    assert (entry.data["began_at"], entry.data["minutes"]) == (call.began_at.isoformat(), 2)
    # the words stand on the timeline alone, where they can be taken out
    assert (entry.comment.text, call.words, call.caller) == ("Matau klaidą", "", "")


def test_a_consultation_keeps_its_topic_and_words(agent, call, people, hand):
    hand.forward(timedelta(minutes=9, seconds=30))
    assert agent.post(where(call, "consult"), sent("consult", None)).status_code == 303
    call.refresh_from_db()
    assert (call.status, call.minutes, call.words) == ("consultation", 10, "Paaiškinau")
    assert call.person.name == "Janina Skambina"
    assert not Incident.objects.exists()
    text = agent.get("/calls/?show=consultation").text
    assert "Kaip keisti kainą" in text
    assert "Paaiškinau" in text


def test_one_left_behind_is_finished_later_with_its_minutes_said(agent, call, people, hand):
    hand.forward(timedelta(hours=20))
    agent.post(where(call, "consult"), sent("consult", None) | {"minutes": "7"})
    call.refresh_from_db()
    assert (call.status, call.minutes) == ("consultation", 7)


def test_what_comes_of_a_call_is_on_record_without_names(agent, call, people):
    agent.post(where(call, "discard"), SENT["discard"])
    record = Record.objects.get(kind="call.discarded")
    assert (record.subject_id, record.tenant_id) == (call.pk, people.tenant.pk)


def test_a_discarded_call_counts_nowhere(agent, call):
    agent.post(where(call, "discard"), SENT["discard"])
    assert not CallRow.objects.exists()
    assert "Suklydo numeriu" not in agent.get("/calls/").text
    assert "Suklydo numeriu" in agent.get("/calls/?show=discarded").text


# --- what is wrong is said ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "wrong", "field"),
    [
        ("consult", {"topic": ""}, "id_topic"),
        ("consult", {"caller": ""}, "id_caller"),
        ("consult", {"phone": ""}, "id_phone"),
        ("consult", {"minutes": "soon"}, "id_minutes"),
        ("become", {"caller": ""}, "id_caller"),
        ("belong", {"words": ""}, "id_words"),
        ("belong", {"incident": ""}, "id_number"),
        ("belong", {"incident": "INC-9999"}, "id_number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(verb, wrong, field, agent, call, file, people):
    answer = agent.post(where(call, verb), sent(verb, file) | wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert re.search(rf'<(?:input|textarea)[^>]*\bautofocus\b[^>]*id="{field}"', answer.text)
    call.refresh_from_db()
    assert call.is_running
    assert not Person.objects.filter(name="Janina Skambina").exists()


def test_a_call_is_not_discarded_without_a_reason(agent, call):
    assert agent.post(where(call, "discard"), {"reason": " "}).status_code == 422


def test_one_of_several_must_be_chosen(agent, call, people):
    Person.objects.create(name="Janina Skambina", phone="+370 600 00001")
    Person.objects.create(name="Janina Skambina", phone="+370 600 00002")
    answer = agent.post(where(call, "consult"), {"caller": "Janina Skambina", "topic": "Kainos"})
    assert answer.status_code == 422
    assert "Choose who calls" in answer.text


# --- when may it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", CallStatus.values)
@pytest.mark.parametrize("verb", sorted(set(SENT) - {"become"}))
def test_an_act_is_done_exactly_when_the_table_lets_it(verb, status, agent, call, file, people):
    if status != "running":
        finished(call, status, people, file)
    possible = CALL_LIFE.possible(ACT.get(verb, verb), status)
    entries = Entry.objects.count()
    said = sent(verb, lambda: Incident.objects.first() or file())
    answer = agent.post(where(call, verb), said)
    call.refresh_from_db()
    if possible:
        assert answer.status_code == (200 if verb == "keep" else 303)
        assert call.status == (CALL_LIFE.transitions[ACT.get(verb, verb)][1] or status)
    else:
        assert answer.status_code in (409, 303)
        assert call.status == status
        assert Entry.objects.count() <= entries + 1  # the request that the test itself has filed


def test_of_two_who_finish_one_call_the_second_is_told(call, people):
    same = Call.objects.get(pk=call.pk)
    call.consult("Kainos", person=people.customer, by=people.agent)
    with pytest.raises(NotNow):
        same.consult("Kitos kainos", person=people.customer, by=people.agent)
    assert CallRow.objects.count() == 1


def test_the_database_lets_nobody_have_two_calls_going_on(call, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(agent=people.agent, began_at=clock.now())


@pytest.mark.parametrize("verb", sorted(SENT))
def test_it_cannot_be_asked_for_by_a_link(verb, agent, call):
    assert agent.get(where(call, verb)).status_code == 405
    assert agent.get("/calls/answer/").status_code == 405


def test_a_finished_call_leads_to_what_came_of_it(agent, call, file, people):
    finished(call, "about", people, file)
    assert agent.get(where(call))["Location"] == Incident.objects.get().get_absolute_url()
    bring(Incident.objects.get(), "resolved", people)
    assert agent.get(where(call)).status_code == 303
