"""How often a company asks to be called: so often as somebody can call, and no desk is flooded."""

from datetime import timedelta

import pytest

from incidents import call_limits, calling_back
from incidents.models import Callback, Notice, Person
from incidents.need import Unclear
from tenants.door import in_tenant
from tests import factories

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"


def ask_and_withdraw(person, times):
    for _time in range(times):
        calling_back.withdraw(calling_back.ask(phone=PHONE, words="Dėl kainų", by=person), by=person)


def test_one_person_asks_five_times_a_day_and_the_next_day_again(people, file, hand):
    ask_and_withdraw(people.customer, call_limits.A_DAY - 1)
    one = file()
    one.ask_call(phone=PHONE, by=people.customer)
    with pytest.raises(Unclear, match="from one person in a day"):
        calling_back.ask(phone=PHONE, words="Dar", by=people.customer)
    with pytest.raises(Unclear, match="from one person in a day"):
        file().ask_call(phone=PHONE, by=people.customer)
    assert Callback.objects.count() == call_limits.A_DAY
    hand.forward(timedelta(days=1))
    calling_back.ask(phone=PHONE, words="Kita diena", by=people.customer)


def test_what_was_refused_leaves_nothing_behind(people, file):
    ask_and_withdraw(people.customer, call_limits.A_DAY)
    one = file()
    entries = one.events.count()
    with pytest.raises(Unclear):
        one.ask_call(phone=PHONE, by=people.customer)
    one.refresh_from_db()
    assert (one.events.count(), one.call_wanted_at) == (entries, None)


def test_another_person_may_still_ask(people):
    ask_and_withdraw(people.customer, call_limits.A_DAY)
    assert calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.colleague).status == "asked"


def test_one_company_asks_twenty_times_an_hour(people, hand):
    for n in range(call_limits.AN_HOUR):
        somebody = Person.objects.create(name=f"Darbuotojas {n}", side="customer")
        calling_back.ask(phone=PHONE, words="Dėl kainų", by=somebody)
    with pytest.raises(Unclear, match="in an hour"):
        calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.manager)
    hand.forward(timedelta(hours=1))
    calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.manager)


def test_another_company_is_not_counted_with_it(people, globex):
    ask_and_withdraw(people.customer, call_limits.A_DAY)
    with in_tenant(globex.tenant):
        gus = factories.person(globex, "customer")
        assert calling_back.ask(phone=PHONE, words="Prices", by=gus).status == "asked"


def test_agents_plan_as_many_calls_as_they_make(people, file):
    for _time in range(call_limits.A_DAY + 2):
        file().ask_call(phone=PHONE, by=people.agent)
    assert Callback.objects.waited_for().count() == call_limits.A_DAY + 2
    ask_and_withdraw(people.customer, 1)  # and nobody of the company is counted for them


def test_the_form_says_so_beside_the_field_and_keeps_what_was_typed(people, english, file):
    ask_and_withdraw(people.customer, call_limits.A_DAY)
    customer = english("customer")
    typed = {
        "phone": "+370 699 00000",
        "when": "at",
        "at_day": "2027-03-01",
        "at_time": "15:00",
        "words": "Dėl sąskaitų",
    }
    for path in ("/call-me/", f"/incidents/{file().reference}/ask_call/"):
        answer = customer.post(path, typed)
        assert answer.status_code == 422
        assert "as many calls as we take from one person in a day" in answer.text
        assert 'id="id_phone_error"' in answer.text
        assert 'value="+370 699 00000"' in answer.text
        assert 'name="at_time" value="15:00"' in answer.text
    assert "Dėl sąskaitų" in customer.post("/call-me/", typed).text
    assert Callback.objects.waited_for().count() == 0


def test_whoever_asks_and_withdraws_all_day_alarms_nobody_more_than_the_limit(people, ring):
    for _time in range(call_limits.A_DAY):
        wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
        ring()
        calling_back.withdraw(wanted, by=people.customer)
    with pytest.raises(Unclear):
        calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    assert Notice.objects.filter(person=people.agent, kind="call_due").count() == call_limits.A_DAY
