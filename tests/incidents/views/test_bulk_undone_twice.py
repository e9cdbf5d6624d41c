"""Undo of words to many, pressed twice or broken off: no word is lost, each press keeps what another did."""

import pytest

from incidents import bulk, holding
from incidents.models import Bulk, HeldReply
from tests.incidents.views.test_bulk import numbers
from tests.incidents.views.test_bulk_words import RESOLVE, SOLVED, stood

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ten_seconds")]


def test_two_presses_that_took_back_a_part_each_lead_to_all_of_it(agent, file, people):
    first, second = file(), file()
    agent.post(RESOLVE, {**stood(first, second), **SOLVED})
    one, other = Bulk.objects.get(), Bulk.objects.get()  # as two workers read it
    one.rows, other.rows = ([[str(first.pk), "", ""]], [[str(second.pk), "", ""]])
    bulk.undo(one, by=people.agent)
    bulk.undo(other, by=people.agent)
    page = agent.get(f"{RESOLVE}?again={one.pk}").text
    assert SOLVED["text"] in page
    assert all(number in page for number in numbers(first, second))


def test_a_press_that_comes_after_all_was_taken_back_changes_nothing(agent, file, people):
    chosen = [file(), file()]
    agent.post(RESOLVE, {**stood(*chosen), **SOLVED})
    bulk.undo(Bulk.objects.get(), by=people.agent)
    late = bulk.undo(Bulk.objects.get(), by=people.agent)
    assert late.done == []
    assert agent.get(f"{RESOLVE}?again={Bulk.objects.get().pk}").text.count(SOLVED["text"]) == 1


def test_undo_that_is_broken_off_has_kept_the_words_and_the_next_press_takes_back_the_rest(
    agent, file, people, monkeypatch
):
    chosen = [file(), file(), file()]
    agent.post(RESOLVE, {**stood(*chosen), **SOLVED})
    withdraw, gone = holding.withdraw, []

    def killed_at_the_second(held, incident, now):
        withdraw(held, incident, now)
        gone.append(incident)
        if len(gone) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(holding, "withdraw", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        bulk.undo(Bulk.objects.get(), by=people.agent)
    monkeypatch.undo()
    again = f"{RESOLVE}?again={Bulk.objects.get().pk}"
    page = agent.get(again).text
    assert SOLVED["text"] in page
    assert [number in page for number in numbers(*chosen)] == [True, False, False]
    assert len(bulk.undo(Bulk.objects.get(), by=people.agent).done) == 2
    page = agent.get(again).text
    assert all(number in page for number in numbers(*chosen))
    assert not HeldReply.objects.exists()
