"""What the rows say, what stands above them and beside them, and what the views hold: one and the same."""

import re
from datetime import timedelta

import pytest

from tests.incidents.stages import bring
from tests.incidents.views.test_queue import counted, listed

pytestmark = pytest.mark.django_db


def summed(answer):
    """The line above the list."""
    return re.sub(r"\s+", " ", re.search(r'class="page-sum">(.*?)</p>', answer.text)[1])


def late(answer):
    """The numbers of the rows that say they are late."""
    said = {row: answer.text.split(f'id="{row}"')[1].split("</tr>")[0] for row in listed(answer)}
    return [row for row, words in said.items() if " late</time>" in words]


@pytest.fixture
def silent(file, people, ring):
    """A Critical at work of which the customer has heard nothing for more than the hour."""
    one = bring(file("critical"), "in_progress", people)
    ring(minutes=70)
    one.refresh_from_db()
    assert (one.next_due_kind, one.broken_at) == ("next_word", None)
    return one


def test_what_a_row_calls_late_is_counted_above_and_beside_and_stands_in_the_view(agent, silent):
    for view in ("open", "mine"):
        answer = agent.get(f"/queue/?view={view}")
        assert late(answer) == [silent.reference]
        assert summed(answer) == "1 request · 1 critical · 1 breached"
        assert counted(answer, "Breached") == 1
    assert listed(agent.get("/queue/?view=breached")) == [silent.reference]


def test_a_word_ends_the_silence_everywhere(agent, silent, people):
    silent.reply("Dirbame toliau.", by=people.agent)
    answer = agent.get("/queue/")
    assert late(answer) == listed(agent.get("/queue/?view=breached")) == []
    assert summed(answer) == "1 request · 1 critical"


def test_a_customer_who_does_not_answer_in_time_is_not_late(agent, file, people, hand):
    bring(file("important"), "waiting", people)
    hand.forward(timedelta(days=60))
    answer = agent.get("/queue/?view=waiting")
    assert "breached" not in summed(answer)


@pytest.fixture
def lowered(file, people):
    """A Critical that was made Important before anybody started: its hour runs on."""
    one = file("critical", subject="Neatsidaro Bonus")
    one.reclassify("Veikia iš kito kompiuterio", impact="important", by=people.agent)
    return one


def test_a_lowered_one_whose_hour_runs_is_critical_wherever_it_is_counted(agent, lowered, file, people):
    file("critical")
    lowered.assign(people.agent, by=people.agent)
    for address, said in (("", "2 requests · 2 critical"), ("?view=mine", "1 request · 1 critical")):
        answer = agent.get(f"/queue/{address}")
        assert summed(answer) == said
        assert counted(answer, "Critical") == len(listed(agent.get("/queue/?view=critical"))) == 2


def test_the_strip_does_not_call_critical_what_was_lowered(agent, lowered, file):
    alone = agent.get("/queue/?view=waiting").text.split('class="strip"')[1].split("</div>")[0]
    assert "1 request that nobody has started, and its promised hour still counts:" in alone
    assert lowered.reference in alone
    file("critical")
    both = "2 requests that nobody has started, and their promised hour still counts:"
    for page in ("/queue/?view=waiting", "/calls/", f"/incidents/{file().reference}/"):
        assert both in agent.get(page).text


def test_the_bar_of_an_hour_that_runs_on_after_lowering_is_that_of_the_hour(agent, file, people, hand):
    hand.forward(timedelta(hours=10))  # eight in the evening: outside business hours
    one = file("critical")
    hand.forward(timedelta(minutes=1))
    one.reclassify("Veikia iš kito kompiuterio", impact="important", by=people.agent)
    cell = agent.get("/queue/").text.split('class="due"')[1].split("</td>")[0]
    assert "59 min left" in cell
    assert 'class="fuse is-calm"' in cell
    assert 'data-used="2"' in cell
