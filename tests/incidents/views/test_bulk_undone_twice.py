"""Undo of words to many, pressed twice at the same moment: each press keeps what the other took back."""

import pytest

from incidents import bulk
from incidents.models import Bulk
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
