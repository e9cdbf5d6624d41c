"""In somebody's quiet hours ordinary mail waits; promises and whatever concerns a Critical do not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from helpdesk.outbox.models import Letter
from incidents.letters import kinds
from tests.incidents.stages import bring

NIGHT = {"from": "22:00", "to": "07:00"}
AT_23 = datetime(2027, 3, 2, 21, 0, tzinfo=UTC)  # in Vilnius
AT_7 = datetime(2027, 3, 3, 5, 0, tzinfo=UTC)


def rests(person, **more):
    person.rest = NIGHT | more
    person.save(update_fields=["rest"])


@pytest.fixture
def asleep(people, hand):
    """The customer has quiet hours, and it is eleven at night."""
    rests(people.customer)
    hand.to(AT_23)


def came(mail, to="customer@acme"):
    return [one.subject for one in mail(to)]


def test_an_ordinary_mail_waits_for_the_end_of_the_quiet_and_then_goes_out(
    asleep, file, people, mail, hand, told
):
    one = bring(file(), "in_progress", people)
    before = len(came(mail))
    one.reply("Jau žinome", by=people.agent)
    assert len(came(mail)) == before
    assert "replied" in told(people.customer)  # the bell waits for nothing
    hand.to(AT_7 - timedelta(seconds=1))
    assert len(came(mail)) == before
    hand.to(AT_7)
    assert len(came(mail)) == before + 1
    assert len(came(mail)) == before + 1


def test_the_quiet_of_one_is_not_the_quiet_of_another(asleep, file, people, mail):
    one = bring(file(), "in_progress", people)
    one.watch(people.colleague, by=people.customer)
    mail()
    one.reply("Jau žinome", by=people.agent)
    assert "Jau žinome" in mail("colleague@acme")[-1].body
    assert not [sent for sent in mail("customer@acme") if "Jau žinome" in sent.body]


def test_what_is_promised_to_customers_comes_in_the_quiet_too(asleep, file, people, letters):
    one = file()
    one.start("Žiūriu", by=people.agent)
    one.wait("Kokia versija?", until=AT_7 + timedelta(days=2), by=people.agent)
    one.customer_reply("4.1", by=people.customer)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    rows = Letter.objects.filter(to="customer@acme.example", subject_id=one.pk)
    assert {row.letter.removeprefix("incidents.") for row in rows} == {
        "received",
        "started",
        "waited",
        "resolved",
    }
    assert not rows.filter(hold_until__gt=AT_23).exists()


def test_nothing_that_is_promised_can_wait():
    promised = {kind for kind, about in kinds.KINDS.items() if about.is_promised}
    assert promised >= {"received", "started", "waited", "resolved", "closed", "alarm", "breached"}
    for kind in promised:
        assert not any(way.is_gathered for way in kinds.ways(kind))


def test_whatever_concerns_a_critical_comes_in_the_quiet_too(people, hand, file, mail, ring):
    for person in (people.agent, people.customer):
        rests(person)
    hand.to(AT_23)
    one = file("critical")
    ring(minutes=31)
    assert [sent for sent in mail("agent@acme") if one.reference in sent.subject]
    one.refresh_from_db()
    one.start("Žiūriu", by=people.agent)
    one.reply("Atkuriame", by=people.agent)
    assert not Letter.objects.filter(subject_id=one.pk, hold_until__gt=hand.forward(timedelta())).exists()


def test_a_critical_that_goes_down_says_so_at_once(asleep, file, people):
    one = bring(file("critical"), "in_progress", people)
    one.reclassify("Su apėjimu dirbti galima", impact="important", by=people.agent)
    [row] = Letter.objects.filter(letter="incidents.reclassified")
    assert row.hold_until == AT_23


def test_what_waits_of_a_request_that_turns_critical_goes_out_at_once(asleep, file, people, mail):
    one, other = (bring(file(), "in_progress", people) for _ in range(2))
    one.reply("Apie pirmą", by=people.agent)
    other.reply("Apie antrą", by=people.agent)
    assert not [sent for sent in mail("customer@acme") if "Apie" in sent.body]
    one.reclassify("Viskas sustojo", impact="critical", by=people.agent)
    bodies = [sent.body for sent in mail("customer@acme")]
    assert any("Apie pirmą" in body for body in bodies)
    assert not any("Apie antrą" in body for body in bodies)


def test_a_weekend_is_quiet_for_whoever_says_so(people, hand, file, mail):
    people.customer.rest = {"days_off": True}
    people.customer.save(update_fields=["rest"])
    hand.to(datetime(2027, 3, 6, 10, tzinfo=UTC))
    one = bring(file(), "in_progress", people)
    one.reply("Šeštadienį", by=people.agent)
    hand.to(datetime(2027, 3, 7, 21, 59, tzinfo=UTC))
    assert not [sent for sent in mail("customer@acme") if "Šeštadienį" in sent.body]
    hand.to(datetime(2027, 3, 7, 22, tzinfo=UTC))
    assert [sent for sent in mail("customer@acme") if "Šeštadienį" in sent.body]


def test_whoever_left_meanwhile_reads_nothing_of_what_waited(asleep, file, people, mail, hand):
    from tenants.models import Membership

    one = bring(file(), "in_progress", people)
    one.reply("Paslaptis", by=people.agent)
    member = Membership.objects.get(tenant=people.tenant, user_id=people.customer.user_id)
    member.remove(by=None, at=AT_23)
    hand.to(AT_7)
    assert not [sent for sent in mail("customer@acme") if "Paslaptis" in sent.body]


def test_the_page_keeps_quiet_hours_and_shows_them_again(browser, people):
    usual = {kind: about.usual.value for kind, about in kinds.KINDS.items() if "customer" in about.roles}
    said = usual | {"quiet_from": "22:00", "quiet_to": "07:00", "quiet_days_off": "on", "morning": "6"}
    customer = browser("customer")
    assert customer.post("/notices/settings/", said).status_code == 303
    people.customer.refresh_from_db()
    assert people.customer.rest == NIGHT | {"days_off": True, "morning": 6}
    page = customer.get("/notices/settings/").text
    assert 'value="22:00"' in page
    assert "Vilni" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"quiet_from": "22:00"}, "Nurodykite ir ramybės valandų pradžią, ir pabaigą."),
        ({"quiet_to": "22:00"}, "Nurodykite ir ramybės valandų pradžią, ir pabaigą."),
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, "Ramybės valandų pradžia ir pabaiga sutampa."),
        ({"quiet_from": "25:00", "quiet_to": "07:00"}, "field-error"),
    ],
)
def test_crooked_quiet_hours_are_refused_in_words_and_nothing_is_kept(said, sentence, browser, people):
    usual = {kind: about.usual.value for kind, about in kinds.KINDS.items() if "customer" in about.roles}
    answer = browser("customer").post("/notices/settings/", usual | said)
    assert answer.status_code == 422
    assert sentence in answer.text
    people.customer.refresh_from_db()
    assert people.customer.rest == {}


def test_operators_see_until_when_a_letter_is_held(asleep, file, people, public, operator_admin):
    one = bring(file(), "in_progress", people)
    one.reply("Jau žinome", by=people.agent)
    connection.set_schema_to_public()
    assert "palauks: bus siunčiama" in public(operator_admin).get("/console/mail/").text
