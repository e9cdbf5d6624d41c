"""The letters: the right people, in their language, in plain words, with the number and the button."""

import re
from datetime import timedelta

import pytest

from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests.incidents.stages import acts, bring

TRADE = re.compile(r"\b(SLA|triage|agent|ticket|tenant|rank|breach)", re.IGNORECASE)


def test_the_report_is_confirmed_with_its_number_its_level_and_the_promised_time(file, people, mail):
    incident = file("critical")
    [one] = mail("customer@acme")
    assert incident.reference in one.subject
    assert "11:00" in one.body
    assert "Pažadame" in one.body, "the customer reads Lithuanian, and the hour is a promise"
    assert f"https://{people.tenant.host}{incident.get_absolute_url()}".replace("https", "http") in one.body


def test_a_goal_is_never_called_a_promise(file, mail):
    file("important")
    [one] = mail("customer@acme")
    assert "ažad" not in one.body
    assert "14:00" in one.body


def test_each_reads_their_own_language(file, people, mail):
    incident = file("critical", by=people.colleague)
    incident.watch(people.customer, by=people.colleague)
    incident.start("Tikrinu atsarginę kopiją", by=people.agent)
    english, lithuanian = mail("colleague@acme")[-1], mail("customer@acme")[-1]
    assert "has started work" in english.body
    assert "Tikrinu atsarginę kopiją" in english.body
    assert "has started" not in lithuanian.body
    assert "Tikrinu atsarginę kopiją" in lithuanian.body


def test_whoever_did_it_gets_no_letter_of_it(file, people, letters):
    incident = file(by=people.colleague)
    incident.watch(people.customer, by=people.colleague)
    incident.customer_reply("Dar kažkas", by=people.customer)
    assert letters("replied") == ["colleague@acme.example"]


def test_an_internal_note_is_written_to_nobody(file, people, letters):
    incident = file()
    before = letters()
    incident.note("Klientas vėl pamiršo slaptažodį", by=people.agent)
    incident.assign(people.agent, by=people.agent)
    assert letters() == before


def test_all_letters_of_a_request_are_one_thread_under_one_subject(file, people, mail):
    incident = file("critical")
    incident.start("Žiūriu", by=people.agent)
    incident.reply("Jau žinome priežastį", by=people.agent)
    incident.resolve("Pataisyta", code="fixed", by=people.agent)
    mails = mail("customer@acme")
    assert len(mails) == 4
    assert len({one.subject for one in mails}) == 1
    assert {one.extra_headers["References"] for one in mails[1:]} == {mails[0].extra_headers["Message-ID"]}


def test_work_that_starts_with_a_reply_is_told_in_that_letter(file, people, mail):
    incident = file("critical", by=people.colleague)
    incident.reply("Radome", line="Atstatau kopiją", by=people.agent)
    [_received, replied] = mail("colleague@acme")
    assert "Atstatau kopiją" in replied.body
    assert "Radome" in replied.body


def test_the_agent_of_a_request_hears_what_its_customer_says(file, people, letters):
    incident = bring(file(), "in_progress", people)
    incident.customer_reply("Štai nuotrauka", by=people.customer)
    assert letters("word") == ["agent@acme.example"]


def test_an_alarm_says_how_much_is_left_and_whom_to_call(file, mail, ring):
    incident = file("critical", contact="Ona Vadovė, +370 600 11111")
    ring(minutes=45)
    english = [one for one in mail("agent@vendor") if incident.reference in one.subject][-1]
    assert "15 min" in english.subject
    assert "+370 600 11111" in english.body


def test_a_text_taken_out_is_in_no_letter_sent_later(file, people, mail):
    incident = file()
    incident.comments.update(text="", redacted_at=clock.now())
    [one] = mail("customer@acme")
    assert "Parašiau" not in one.body


def test_a_caller_without_an_address_gets_no_letter(file, people, letters):
    from tests.factories import PersonFactory

    file(by=people.agent, requester=PersonFactory(email=""), channel="phone")
    assert letters() == []


@pytest.mark.parametrize("language", ["lt", "en"])
def test_no_letter_to_the_company_has_a_word_of_the_trade(language, file, people, mail, ring):
    people.customer.language = people.manager.language = language
    people.customer.save()
    for status in ("in_progress", "waiting", "resolved", "closed", "reopened", "cancelled"):
        bring(file(), status, people)
    incident = file("critical")
    acts(people)["give_workaround"](incident)
    incident.reclassify("Mažiau skubu", impact="minimal", by=people.agent)
    file("critical")
    ring(minutes=61)
    mails = [*mail("customer@acme"), *mail("manager@acme")]
    company = ["customer@acme.example", "manager@acme.example"]
    assert Letter.objects.filter(to__in=company).values("letter").distinct().count() == 8
    for one in mails:
        html = one.alternatives[0][0] if one.alternatives else ""
        assert not TRADE.search(f"{one.subject} {one.body} {re.sub('<[^>]*>', ' ', html)}"), one.body


@pytest.mark.parametrize("raised_by", ["customer", "agent"])
def test_what_turns_critical_is_promised_by_mail_at_once_whatever_they_wish(raised_by, file, people, mail):
    incident = file("important")
    people.customer.wishes = {"reclassified": "window"}
    people.customer.save()
    incident.refresh_from_db()
    mail()
    incident.reclassify("Jau sustojo viskas", impact="critical", by=getattr(people, raised_by))
    raised = mail("customer@acme")[-1]
    assert "Pažadame pradėti darbą iki" in raised.body
    assert "11:00" in raised.body
    assert ("Parašėte, kad padėtis rimtesnė" in raised.body) == (raised_by == "customer")


def test_a_level_that_is_no_promise_is_told_as_they_wish(file, people, letters):
    people.customer.wishes = {"reclassified": "window"}
    people.customer.save()
    incident = file()
    incident.reclassify("Neapeinam", impact="important", by=people.agent)
    assert letters("reclassified") == []


def test_a_letter_of_a_critical_does_not_sound_closed_by_night(file, people, mail, hand):
    hand.forward(timedelta(hours=12))
    file("critical")
    file("important")
    critical, important = mail("customer@acme")
    said = "Kritinius kreipinius sprendžiame visą parą."
    assert said in critical.body
    assert said in critical.alternatives[0][0]
    assert said not in important.body


def test_a_question_to_a_colleague_is_told_as_one(file, people, mail):
    incident = file(by=people.colleague)
    incident.watch(people.customer, by=people.colleague)
    bring(incident, "waiting", people)
    assert "asks you something" in mail("colleague@acme")[-1].body
    assert f"Jūsų kolegai ({people.colleague.name})" in mail("customer@acme")[-1].body
