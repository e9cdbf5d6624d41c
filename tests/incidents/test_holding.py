"""A reply that was sent is held for some seconds: it can be undone, and nobody else knows of it."""

from datetime import timedelta

import pytest
from django.db import connection

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import holding, publishing
from incidents.models import Draft, HeldReply, Person
from incidents.need import Unclear
from incidents.reading import read
from tenants.door import Entry
from tenants.models import Membership
from tests.incidents.stages import bring
from tests.incidents.timeline import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ten_seconds")]


def test_a_reply_goes_out_after_ten_seconds_and_everything_counts_from_there(file, people, ring, letters):
    one = file("important")
    sent_at = clock.now()
    holding.send(one, "reply", "Radome", by=people.agent)
    assert kinds(one) == ["reported"]
    one.refresh_from_db()
    assert one.response_due_at
    assert letters("replied") == []
    ring(seconds=9)
    assert kinds(one) == ["reported"]
    ring(seconds=1)
    event = one.events.get(kind="replied")
    assert (event.at, event.by, event.by_side) == (sent_at + timedelta(seconds=10), people.agent, "agent")
    one.refresh_from_db()
    assert one.response_due_at is None
    assert letters("replied")
    assert not HeldReply.objects.exists()


def test_it_goes_out_once_however_often_the_clock_looks(file, people, ring):
    one = file()
    holding.send(one, "reply", "Radome", by=people.agent)
    ring(seconds=10)
    ring(seconds=0)
    ring(seconds=60)
    assert kinds(one) == ["reported", "replied"]


def test_what_is_undone_is_never_seen_and_returns_to_where_it_was_written(file, people, ring):
    one = file()
    words = {"text": "Radome", "next_word_at": "2027-03-02 10:00"}
    holding.send(one, "reply", "Radome", by=people.agent, words=words)
    holding.undo(one, HeldReply.objects.get().pk, by=people.agent)
    ring(seconds=60)
    assert kinds(one) == ["reported"]
    assert Draft.objects.get(person=people.agent, tab="reply").words == words
    assert not Timer.objects.pending().filter(kind="incidents.publish").exists()


def test_undone_words_stand_before_what_was_begun_meanwhile(file, people):
    one = file()
    holding.send(one, "reply", "Pirma", by=people.agent)
    holding.undo(one, HeldReply.objects.get().pk, by=people.agent, begun="Antra")
    assert Draft.objects.get(person=people.agent).words["text"] == "Pirma\n\nAntra"


def test_what_is_kept_at_the_moment_of_the_undo_stays_with_what_comes_back(file, people):
    one = file()
    words = {"text": "Pirma", "next_word_at": "2027-03-02 10:00"}
    holding.send(one, "reply", "Pirma", by=people.agent, words=words)

    begun = Draft(incident=one, person=people.agent, tab="reply", kept_at=clock.now())
    begun.words = {"text": " Antra\n", "line": "Tikrinu"}

    def once_it_was_looked_for(execute, sql, *rest):  # another window of the writer keeps what stands in it
        found = execute(sql, *rest)
        if 'FROM "incidents_draft"' in sql and begun._state.adding:
            begun._state.adding = False
            Draft.objects.bulk_create([begun])
        return found

    with connection.execute_wrapper(once_it_was_looked_for):
        holding.undo(one, HeldReply.objects.get().pk, by=people.agent)
    assert Draft.objects.get().words == {**words, "text": "Pirma\n\nAntra", "line": "Tikrinu"}


def test_only_its_writer_undoes_it_and_only_before_it_went_out(file, people, ring):
    one = file()
    holding.send(one, "reply", "Radome", by=people.agent)
    held = HeldReply.objects.get().pk
    with pytest.raises(NotNow):
        holding.undo(one, held, by=people.first_line)
    ring(seconds=10)
    with pytest.raises(NotNow):
        holding.undo(one, held, by=people.agent)
    assert kinds(one) == ["reported", "replied"]


def test_work_starts_at_once_and_does_not_wait_with_the_reply(file, people, ring, hand):
    one = file("critical")
    hand.to(one.hour_due_at)
    holding.send(one, "reply", "Matome", by=people.agent, line="Tikrinu žurnalą")
    assert kinds(one)[-1] == "started"
    assert one.hour_due_at is None
    held = HeldReply.objects.get().pk
    holding.undo(one, held, by=people.agent)
    assert "started" in kinds(one)


def test_a_question_is_held_too_and_the_pause_begins_when_it_goes_out(file, people, ring):
    one = bring(file("important"), "in_progress", people)
    until = clock.now() + timedelta(days=2)
    holding.send(one, "wait", "Kokia versija?", by=people.agent, until=until)
    one.refresh_from_db()
    assert one.status == "in_progress"
    ring(seconds=10)
    one.refresh_from_db()
    assert (one.status, one.waiting_until, one.paused) == ("waiting", until, True)
    assert one.events.get(kind="waited").at == clock.now()


def test_a_critical_is_refused_its_question_at_once_not_after_ten_seconds(file, people):
    one = bring(file("critical"), "in_progress", people)
    with pytest.raises(Unclear):
        holding.send(one, "wait", "Kada?", by=people.agent, until=clock.now() + timedelta(days=1))
    assert not HeldReply.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda one, people: one.cancel("Nebereikia", by=people.customer), "over"),
        (
            lambda one, people: Membership.objects.filter(user_id=people.agent.user_id).delete(),
            "out",
        ),
    ],
)
def test_what_cannot_go_out_any_more_returns_to_its_writer_with_the_reason(file, people, ring, spoil, why):
    one = file()
    holding.send(one, "reply", "Radome", by=people.agent)
    spoil(one, people)
    ring(seconds=10)
    assert "replied" not in kinds(one)
    draft = Draft.objects.get(person=people.agent)
    assert (draft.words["text"], draft.came_back) == ("Radome", why)
    assert not HeldReply.objects.exists()


def test_a_next_word_that_is_over_by_then_returns_too(file, people, ring):
    one = file()
    soon = clock.now() + timedelta(seconds=5)
    holding.send(one, "reply", "Parašysiu", by=people.agent, next_word_at=soon)
    ring(seconds=10)
    assert Draft.objects.get().came_back == "late"


def test_a_second_question_is_refused_while_the_first_can_be_undone(file, people, ring):
    one = bring(file(), "in_progress", people)
    until = clock.now() + timedelta(days=2)
    holding.send(one, "wait", "Kokia versija?", by=people.agent, until=until)
    with pytest.raises(NotNow, match="You have just asked"):
        holding.send(one, "wait", "Kada?", by=people.agent, until=until)
    holding.undo(one, HeldReply.objects.get().pk, by=people.agent)
    ring(seconds=10)
    assert "waited" not in kinds(one)


def test_of_two_agents_questions_the_second_returns(file, people, ring, operator_agent):
    one = bring(file(), "in_progress", people)
    until = clock.now() + timedelta(days=2)
    other = Person.enter(Entry(operator_agent, people.tenant, "agent"))
    for by, text in ((people.agent, "Kokia versija?"), (other, "Kada?")):
        holding.send(one, "wait", text, by=by, until=until)
    ring(seconds=10)
    assert one.events.get(kind="waited").comment.text == "Kokia versija?"
    assert (Draft.objects.get().words["text"], Draft.objects.get().came_back) == ("Kada?", "waits")


def test_the_first_line_is_held_and_published_as_what_it_is(file, people, ring):
    one = file("important")
    due = one.response_due_at
    holding.send(one, "reply", "Pabandykite perkrauti", by=people.first_line)
    ring(seconds=10)
    one.refresh_from_db()
    assert one.events.get(kind="replied").by_side == "first_line"
    assert one.response_due_at == due


def test_a_help_desk_that_closes_gives_every_held_reply_back(file, people, ring):
    one = file()
    holding.send(one, "reply", "Radome", by=people.agent)
    holding.give_all_back()
    ring(seconds=60)
    assert kinds(one) == ["reported"]
    assert Draft.objects.get().words["text"] == "Radome"


def test_what_goes_out_while_a_help_desk_closes_is_not_given_back_as_unsent(file, people, hand, monkeypatch):
    one, other = file(), file()
    for each in (other, one):
        holding.send(each, "reply", "Radome", by=people.agent)
    hand.forward(timedelta(seconds=11))
    wait_for, locked = timers.lock, []

    def lock(subject):
        wait_for(subject)
        locked.append(subject)
        if locked.count(one.pk) == 1 and subject == one.pk:  # the clock had the lock, and let the reply go
            publishing.let_go(HeldReply.objects.get(incident=one), one, clock.now())

    monkeypatch.setattr(timers, "lock", lock)
    holding.give_all_back()
    assert kinds(one) == ["reported", "replied"]
    assert Draft.objects.get().incident == other
    assert list(dict.fromkeys(locked)) == sorted([one.pk, other.pk])


def test_a_held_reply_that_lost_its_timer_is_found_at_night(file, people, ring, hand):
    one = file()
    holding.send(one, "reply", "Radome", by=people.agent)
    Timer.objects.filter(kind="incidents.publish").delete()
    found = timers.reconcile()
    connection.set_schema(people.tenant.schema_name)
    assert any(one.reference in line for line in found)
    ring(seconds=10)
    assert kinds(one) == ["reported", "replied"]


def test_of_two_who_answer_at_once_the_second_is_told_first(file, people, ring):
    one = file()
    heard = holding.words_heard(read(one, sending=True), people.first_line)
    holding.send(one, "reply", "Jau žiūriu", by=people.agent)
    with pytest.raises(NotNow):
        holding.send(one, "reply", "Ir aš", by=people.first_line, heard=heard)
    ring(seconds=10)
    # Held or gone out, it is the same one word more.
    assert holding.words_heard(read(one, sending=True), people.first_line) == heard + 1
    holding.send(one, "reply", "Ir aš", by=people.first_line, heard=heard + 1)
