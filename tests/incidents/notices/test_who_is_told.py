"""Who is told of what in the window: in the transaction of the act, never of one's own doing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.letters import kinds, writing
from incidents.models import Notice
from incidents.notices import in_words
from tests.incidents.stages import bring


def test_the_company_is_told_of_each_step(file, people, told):
    one = file("critical")
    one.start("Žiūriu", by=people.agent)
    one.reply("Radome", by=people.agent)
    one.give_workaround("Spausdinkite iš naršyklės", by=people.agent)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    assert told(people.customer) == ["started", "replied", "workaround_given", "resolved"]


def test_a_question_a_changed_impact_and_an_end_are_told(file, people, told):
    one = bring(file(), "waiting", people)
    one.reclassify("Svarbiau, nei atrodė", impact="important", by=people.agent)
    one.cancel("Kartojasi", by=people.agent)
    assert told(people.customer) == ["started", "waited", "reclassified", "cancelled"]


def test_nobody_is_told_of_what_they_did_themselves(file, people, told):
    one = bring(file(), "resolved", people)
    one.note("Patikrinau", by=people.agent)
    one.confirm(by=people.customer)
    assert "closed" not in told(people.customer)
    assert told(people.agent) == []


def test_whoever_follows_is_told_that_they_were_asked_to_and_then_of_every_word(file, people, told):
    one = file()
    one.watch(people.colleague, by=people.customer)
    one.customer_reply("Dar kažkas", by=people.customer)
    assert told(people.colleague) == ["watched", "replied"]
    assert told(people.customer) == []


def test_an_agent_is_told_of_a_request_given_to_them_and_of_its_customers_words(file, people, told):
    one = file()
    one.start("Žiūriu", by=people.agent)
    one.customer_reply("Štai nuotrauka", by=people.customer)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    one.still_fails("Vis tiek ne", by=people.customer)
    assert told(people.agent) == ["word", "word"]


def test_the_hour_is_told_to_agents_and_its_breach_to_the_manager(file, people, told, ring):
    file("critical")
    for minutes in (0, 30, 15, 16):
        ring(minutes=minutes)
    assert set(told(people.agent)) == {"alarm"}
    assert told(people.manager) == ["breached"]
    [breach] = Notice.objects.filter(person=people.manager)
    words = f"The promised hour of {breach.incident.reference} is over, and nobody has started work."
    assert in_words(breach) == words


def test_a_next_word_that_did_not_come_is_owned_up_to(file, people, told, ring):
    one = bring(file("important"), "in_progress", people)
    while one.next_word_due_at and "silence" not in told(people.customer):
        ring(minutes=12 * 60)
        one.refresh_from_db()
    assert "silence" in told(people.customer)
    assert "goal" in told(people.agent)


def test_a_justification_is_told_to_the_manager_and_written_to_them(file, people, told, ring, letters, mail):
    one = file("critical")
    ring(minutes=61)
    one.refresh_from_db()
    one.start("Žiūriu", by=people.agent)
    one.justify("Budintis susirgo", cause="people", by=people.agent)
    assert told(people.manager)[-1] == "justified"
    assert letters("justified") == ["manager@acme.example"]
    assert "Budintis susirgo" in mail("manager@acme")[-1].body


def test_an_act_that_fails_tells_nobody(file, people, told, monkeypatch):
    def stop(*_said, **_named):
        raise RuntimeError("stop")

    one = file()
    monkeypatch.setattr("incidents.act.indexing.write", stop)
    with pytest.raises(RuntimeError, match="stop"):
        one.start("Žiūriu", by=people.agent)
    assert told(people.customer) == []


def test_all_notices_of_an_act_are_one_statement(file, people):
    one = bring(file(), "in_progress", people)
    for follower in (people.colleague, people.manager, people.first_line):
        one.watch(follower, by=people.customer)
    with CaptureQueriesContext(connection) as asked:
        one.reply("Jau žinome", by=people.agent)
    written = [row["sql"] for row in asked if "INTO incidents_notice" in row["sql"]]
    assert len(written) == 1
    assert Notice.objects.filter(kind="replied").count() == 4


def test_every_letter_has_its_words_in_the_settings_and_every_kind_its_letter():
    from helpdesk.outbox.building import letters

    named = {name.removeprefix("incidents.") for name in letters() if name.startswith("incidents.")} - {
        "gathered"
    }
    assert named == set(kinds.KINDS) == set(Notice.Kind.values)
    assert set(writing.TO_FOLLOWERS.values()) <= named


def test_a_caller_without_an_account_has_no_window(file, people):
    from tests.factories import PersonFactory

    one = file(by=people.agent, requester=PersonFactory(), channel="phone")
    one.reply("Perskambinsime", by=people.agent)
    assert not Notice.objects.filter(kind="replied").exists()


def test_the_count_of_the_unread_reads_its_own_index(file, people):
    one = bring(file(), "in_progress", people)
    event = one.events.first()
    rows = [
        Notice(person=people.manager, event=event, incident=one, kind=f"k{n}", at=event.at, read_at=event.at)
        for n in range(3000)
    ]
    Notice.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_notice")
    plan = Notice.objects.unread().filter(person=people.customer).explain()
    assert "notice_unread" in plan
