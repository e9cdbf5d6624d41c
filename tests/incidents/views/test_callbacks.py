"""Calls that somebody waits for, on the pages of both sides: asked for, shown honestly, taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents import calling_back
from incidents.impact import Impact
from incidents.models import Call, Callback, ServicePolicy
from incidents.sla import DEFAULT_GOALS
from incidents.sla.terms import hour
from tests.incidents.stages import bring
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"
SOON = {"phone": PHONE, "when": "soon"}
AT_TWO = {"at_day": "2027-03-01", "at_time": "14:00"}


@pytest.fixture
def given(file, people):
    """A request that the agent has."""
    return bring(file(subject="Dėl sąskaitų"), "in_progress", people)


def path(one, verb="ask_call"):
    return f"/incidents/{one.reference}/{verb}/"


def test_a_customer_asks_with_their_own_number_filled_in(given, people, english):
    type(people.customer).objects.filter(pk=people.customer.pk).update(phone=PHONE)
    user = people.tenant.memberships.get(user_id=people.customer.user_id).user
    user.phone = PHONE
    user.save()
    customer = english("customer")
    form = customer.get(path(given)).text
    assert f'value="{PHONE}"' in form
    assert "we aim to call you within half an hour" in form
    assert "08:00–" in form
    sent = customer.post(path(given), SOON)
    assert (sent.status_code, sent["Location"]) == (303, given.get_absolute_url())
    page = customer.get(given.get_absolute_url()).text
    assert "We aim to call you as soon as we can." in page
    assert "promise to call" not in page
    assert path(given, "withdraw_call") in page
    assert path(given) not in page


def test_a_time_is_named_in_our_hours_or_the_form_says_why_not(given, english):
    customer = english("customer")
    for day, time, why in [
        ("", "", "Name the day and the time."),
        ("2027-03-01", "22:00", "We are closed then"),
        ("2027-02-01", "10:00", "still to come"),
    ]:
        sent = customer.post(path(given), {"phone": PHONE, "when": "at", "at_day": day, "at_time": time})
        assert sent.status_code == 422, day
        assert why in sent.text
        assert f'value="{PHONE}"' in sent.text
    sent = customer.post(path(given), {"phone": PHONE, "when": "at"} | AT_TWO)
    assert sent.status_code == 303
    assert "We aim to call you at 14:00." in customer.get(given.get_absolute_url()).text


def test_a_time_that_was_typed_is_not_thrown_away_where_as_soon_as_you_can_is_chosen(given, english):
    sent = english("customer").post(path(given), {"phone": PHONE, "when": "soon"} | AT_TWO)
    assert sent.status_code == 422
    assert "You have named a day and a time, too" in sent.text
    assert 'value="14:00"' in sent.text


@pytest.mark.parametrize(
    ("day", "time", "why", "where"),
    [
        ("2027-03-01", "", "Name the time.", "id_at_1"),
        ("", "14:00", "Name the day.", "id_at_0"),
        ("2027-03-01", "later", "Write the time as hours and minutes", "id_at_1"),
        ("Monday", "14:00", "Write the day as year, month and day", "id_at_0"),
    ],
)
def test_what_is_wrong_with_the_day_or_the_time_is_said_at_that_one(day, time, why, where, given, english):
    sent = english("customer").post(
        path(given), {"phone": PHONE, "when": "at", "at_day": day, "at_time": time}
    )
    assert sent.status_code == 422
    assert f'href="#{where}"' in sent.text
    assert f'<div id="{where}_error"><p class="field-error">{why}' in sent.text
    assert sent.text.count("is-invalid") == 1
    assert not day or f'name="at_day" value="{day}"' in sent.text
    assert not time or f'name="at_time" value="{time}"' in sent.text


def test_an_agent_who_says_when_they_call_names_the_day_and_the_time(given, english):
    sent = english("agent").post(path(given), {"phone": PHONE, "at_day": "", "at_time": ""})
    assert sent.status_code == 422
    assert "Name the day." in sent.text
    assert "Name the time." in sent.text


def test_when_we_are_late_the_page_says_so(given, people, english, ring):
    given.ask_call(phone=PHONE, by=people.customer)
    ring(minutes=31)
    page = english("customer").get(given.get_absolute_url()).text
    assert "We aimed to call you by 10:30, and have not. We are sorry." in page
    assert "We aimed to call by 10:30, and have not" in page  # on the timeline
    assert "We aimed to call you by 10:30, and have not. We are sorry." in english("customer").get("/").text


def test_it_is_taken_back_from_the_page(given, people, english):
    given.ask_call(phone=PHONE, by=people.customer)
    customer = english("customer")
    assert customer.post(path(given, "withdraw_call")).status_code == 303
    assert Callback.objects.get().status == "withdrawn"
    again = customer.post(path(given, "withdraw_call"))
    assert again.status_code == 409
    assert "Nobody waits for a call" in again.text


@pytest.mark.parametrize("phone", ["abc", "12 34", "+370"])
def test_what_is_no_number_is_not_called(phone, given, people, english):
    for part in ("customer", "agent"):
        sent = english(part).post(path(given), {"phone": phone, "when": "at"} | AT_TWO)
        assert sent.status_code == 422
        assert "Write the number with digits" in sent.text
    assert not given.callbacks.exists()


def test_a_colleague_sees_that_somebody_waits_and_no_number(given, people, english):
    given.ask_call(phone=PHONE, by=people.customer)
    page = english("colleague").get(given.get_absolute_url()).text
    assert f"We aim to call {people.customer.name} as soon as we can." in page
    assert PHONE not in page
    assert path(given, "withdraw_call") not in page
    assert english("colleague").post(path(given, "withdraw_call")).status_code == 403


def test_whoever_may_not_see_the_request_sees_nothing_of_it(given, people, english):
    given.ask_call(phone=PHONE, by=people.customer)
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    colleague = english("colleague")
    assert colleague.get(path(given)).status_code == 404
    assert colleague.post(path(given), SOON).status_code == 404
    assert colleague.post(path(given, "withdraw_call")).status_code == 404


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_the_company_asks_from_the_first_page_about_anything(part, english):
    one = english(part)
    assert one.get("/call-me/").status_code == 200
    assert one.post("/call-me/", SOON).status_code == 422  # about what?
    sent = one.post("/call-me/", {**SOON, "words": "Dėl kainų"})
    assert (sent.status_code, sent["Location"]) == (303, "/")
    assert Callback.objects.get().words == "Dėl kainų"
    again = one.post("/call-me/", {**SOON, "words": "Dar"})
    assert again.status_code == 409


def test_the_first_page_shows_it_and_takes_it_back(people, english):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    customer = english("customer")
    page = customer.get("/").text
    assert "We aim to call you as soon as we can." in page
    assert f"/call-me/{wanted.pk}/withdraw/" in page
    assert english("colleague").post(f"/call-me/{wanted.pk}/withdraw/").status_code == 404
    assert english("first_line").post(f"/call-me/{wanted.pk}/withdraw/").status_code == 404
    assert customer.post(f"/call-me/{wanted.pk}/withdraw/").status_code == 303
    assert "We aim to call" not in customer.get("/").text


def test_another_help_desk_finds_nothing(people, globex, inside):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    foreign = inside(globex, globex.manager)
    assert foreign.post(f"/call-me/{wanted.pk}/withdraw/").status_code == 404


def test_agents_ask_nobody_to_call_them(english):
    assert english("agent").get("/call-me/").status_code in (403, 404)


def test_an_agent_says_when_they_call_and_both_sides_read_it(given, people, english):
    agent = english("agent")
    assert "Say when you call" in agent.get(path(given)).text
    assert path(given) in agent.get(given.get_absolute_url()).text
    sent = agent.post(path(given), {"phone": PHONE} | AT_TWO)
    assert sent.status_code == 303
    page = agent.get(given.get_absolute_url()).text
    assert f"{people.customer.name} is to be called at 14:00." in page
    assert path(given, "withdraw_call") not in page
    assert "We aim to call you at 14:00." in english("customer").get(given.get_absolute_url()).text


def test_calls_to_be_made_stand_above_the_calls_the_late_first(given, file, people, english, ring):
    given.ask_call(phone=PHONE, by=people.customer)
    ring(minutes=31)
    calling_back.ask(phone="+370 600 20000", words="Dėl kainų", by=people.colleague)
    text = english("agent").get("/calls/").text
    assert text.index("To be called") < text.index("No call yet")
    assert text.index(given.reference) < text.index("Dėl kainų")
    assert "Late" in text


def test_the_page_of_calls_and_of_a_request_cost_the_same_with_them(given, people, english):
    agent = english("agent")
    given.ask_call(phone=PHONE, by=people.customer)
    for _time in range(2):  # the first look warms what is remembered
        with at_most(10):
            agent.get("/calls/")
    agent.get(given.get_absolute_url())
    with at_most(7):
        agent.get(given.get_absolute_url())


def test_the_bell_leads_to_the_call(given, people, english, ring):
    given.ask_call(phone=PHONE, by=people.customer)
    calling_back.ask(phone="+370 600 20000", words="Dėl kainų", by=people.colleague)
    ring(minutes=31)
    text = english("agent").get("/notices/").text
    assert f"Call {people.customer.name} now about {given.reference}: {PHONE}" in text
    assert 'href="/calls/"' in text
    text = english("manager").get("/notices/").text
    assert "was to be called by 10:30" in text
    assert english("customer").get("/notices/").status_code == 200


def test_a_notice_is_not_for_whoever_may_not_see_the_request_any_more(given, people, english, ring):
    given.ask_call(phone=PHONE, by=people.colleague)
    ring(minutes=31)
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    text = english("colleague").get("/notices/").text
    assert given.reference not in text


@pytest.mark.parametrize("verb", ["ask_call", "withdraw_call", "add_part"])
def test_a_number_that_is_not_here_is_not_found_on_either_side(verb, people, english):
    for part in ("agent", "customer"):
        assert english(part).post(f"/incidents/INC-9999/{verb}/", SOON).status_code in (403, 404)
    allowed = "agent" if verb == "add_part" else "customer"
    assert english(allowed).post(f"/incidents/INC-9999/{verb}/", SOON).status_code == 404


def test_it_is_not_taken_back_by_a_link(given, people, english):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    customer = english("customer")
    assert customer.get(path(given, "withdraw_call")).status_code == 405
    assert customer.get(f"/call-me/{wanted.pk}/withdraw/").status_code == 405


def test_a_call_that_is_made_from_the_list_begins_with_whom_and_about_what(people, english):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    agent = english("agent")
    assert f'name="wanted" value="{wanted.pk}"' in agent.get("/calls/").text
    agent.post("/calls/answer/", {"wanted": str(wanted.pk)})
    begun = Call.objects.get(agent=people.agent)
    said = (begun.person, begun.caller, begun.phone, begun.topic)
    assert said == (people.customer, people.customer.name, PHONE, "Dėl kainų")


@pytest.mark.parametrize("key", ["", "nonsense", "01a2063199bf7a12a1a58ac74ed31485"])
def test_a_key_that_is_not_on_the_list_is_a_plain_call(key, people, english):
    english("agent").post("/calls/answer/", {"wanted": key})
    assert Call.objects.get(agent=people.agent).caller == ""


def test_a_call_that_nobody_waits_for_any_more_is_a_plain_one(people, english):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    english("customer").post(f"/call-me/{wanted.pk}/withdraw/")
    english("agent").post("/calls/answer/", {"wanted": str(wanted.pk)})
    assert Call.objects.get(agent=people.agent).caller == ""


def test_a_critical_by_night_does_not_wait_for_the_morning(file, people, english, hand):
    hand.forward(timedelta(hours=12))
    critical, other = file("critical"), file("important")
    customer = english("customer")
    around = "· We solve critical requests around the clock"
    assert around in customer.get(critical.get_absolute_url()).text
    assert around not in customer.get(other.get_absolute_url()).text
    assert "we aim to call you within half an hour" in customer.get(path(critical)).text
    assert "We are closed now" in customer.get(path(other)).text
    for one in (critical, other):
        assert customer.post(path(one), SOON).status_code == 303
    assert "We aim to call you as soon as we can." in customer.get(critical.get_absolute_url()).text
    assert "We aim to call you soon after we open" in customer.get(other.get_absolute_url()).text


def test_where_the_hour_keeps_our_hours_a_critical_waits_as_all_others(file, people, english, hand):
    narrow = replace(DEFAULT_GOALS[Impact.CRITICAL], response=hour("business"))
    ServicePolicy.revise(at=clock.now(), goals={**DEFAULT_GOALS, Impact.CRITICAL: narrow})
    hand.forward(timedelta(hours=12))
    critical, customer = file("critical"), english("customer")
    assert "around the clock" not in customer.get(critical.get_absolute_url()).text
    customer.post(path(critical), SOON)
    assert "We aim to call you soon after we open" in customer.get(critical.get_absolute_url()).text
