"""Taking out what was said in a call that was a consultation only."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk import audit
from helpdesk.audit.models import Record
from helpdesk.lib.lifecycle import NotNow
from incidents.models import Call
from incidents.need import Unclear

pytestmark = pytest.mark.django_db
SECRET = "Slaptažodis vasaraslaptas"


@pytest.fixture
def call(people, hand):
    begun = Call.answer(by=people.agent)
    begun.consult("Kaip prisijungti", SECRET, person=people.customer, by=people.agent)
    return begun


def where(call, verb):
    return f"/calls/{call.pk}/{verb}/"


def words(**given):
    return {"topic": "Kaip prisijungti", "reason": "Buvo slaptažodis", "typed": "10:00"} | given


def test_the_words_go_and_who_when_why_and_a_digest_stay(call, people, hand):
    call.redact("Buvo slaptažodis", by=people.agent)
    call.refresh_from_db()
    assert (call.topic, call.words) == ("Kaip prisijungti", "")
    (one,) = call.redactions
    assert (one["by"], one["why"]) == (str(people.agent.pk), "Buvo slaptažodis")
    assert datetime.fromisoformat(one["at"]) == call.began_at
    assert one["parts"] == {"words": audit.digest(SECRET, tenant=people.tenant.pk)}
    row = Record.objects.get(kind="call.redacted", subject_id=call.pk)
    assert row.by_id == people.agent.user_id
    assert not audit.verify(people.tenant.pk)


def test_another_topic_takes_the_place_of_the_first(call, people):
    call.redact("Buvo slaptažodis", by=people.agent)
    call.redact("Ir čia", topic="Apie prisijungimą", by=people.agent)
    call.refresh_from_db()
    assert call.topic == "Apie prisijungimą"
    assert [list(one["parts"]) for one in call.redactions] == [["words"], ["topic"]]


def test_what_is_gone_cannot_be_taken_out_again_and_a_reason_is_needed(call, people):
    with pytest.raises(Unclear):
        call.redact(" ", by=people.agent)
    call.redact("Buvo slaptažodis", by=people.agent)
    with pytest.raises(Unclear):
        call.redact("Dar kartą", topic=call.topic, by=people.agent)


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_nobody_of_the_company_takes_it_out(part, call, people, browser):
    with pytest.raises(PermissionDenied):
        call.redact("x", by=getattr(people, part))
    assert browser(part).get(where(call, "redacting")).status_code in (403, 404)
    assert browser(part).post(where(call, "redact"), words()).status_code in (403, 404)
    call.refresh_from_db()
    assert call.words == SECRET


def test_what_goes_on_or_stands_on_a_request_is_not_taken_out_here(people, hand, file, agent):
    begun = Call.answer(by=people.agent)
    with pytest.raises(NotNow):
        begun.redact("x", by=people.agent)
    assert agent.get(where(begun, "redacting")).status_code == 404
    assert agent.post(where(begun, "redact"), words(topic="x")).status_code == 409


def test_the_time_is_typed_to_confirm(call, agent):
    assert "vasaraslaptas" in agent.get(where(call, "redacting")).text
    assert agent.get(where(call, "redact")).status_code == 405
    assert agent.post(where(call, "redact"), words(typed="11:00")).status_code == 422
    call.refresh_from_db()
    assert call.words == SECRET


def test_the_page_of_calls_and_its_downloads_show_who_took_it_out_and_not_the_words(call, agent, people):
    assert where(call, "redacting") in agent.get("/calls/").text
    assert agent.post(where(call, "redact"), words()).status_code == 303
    for path in ("/calls/", "/calls/?show=consultation"):
        text = agent.get(path).text
        assert "vasaraslaptas" not in text
        assert "Buvo slaptažodis" in text
        assert f"{people.agent.name} took words out of this call" in text


def test_a_call_of_another_help_desk_is_not_found(call, globex, client, people):
    from tenants.door import in_tenant

    with in_tenant(globex.tenant):
        assert not Call.objects.filter(pk=call.pk).exists()
