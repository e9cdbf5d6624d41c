"""A canned reply sent unchanged: it answers nobody, and meets no promise and no aim."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents import holding
from incidents.models import CannedReply
from incidents.need import Unclear
from tests.incidents.timeline import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ten_seconds")]


@pytest.fixture
def canned(people):
    """A canned reply that asks for the version."""
    return CannedReply.objects.create(
        name_lt="Versija",
        name_en="Version",
        text_lt="Laba diena, {{customer}}. Kokia Jūsų versija? {{agent}}",
        text_en="Hello {{customer}}. Which version do you have? {{agent}}",
        changed_by=people.agent,
        changed_at=clock.now(),
    )


@pytest.mark.parametrize("language", ["lt", "en"])
def test_a_canned_reply_sent_unchanged_meets_nothing(file, people, ring, canned, language):
    one = file("important")
    due = one.response_due_at
    text = canned.text(language).replace("{{customer}}", one.requester.name)
    text = text.replace("{{agent}}", people.agent.name).replace(" ", "\r\n", 1)
    holding.send(one, "reply", text, by=people.agent)
    ring(seconds=10)
    one.refresh_from_db()
    assert one.events.get(kind="replied").data["canned"] is True
    assert one.response_due_at == due


def test_a_canned_question_meets_nothing_either(file, people, ring, canned):
    one = file("important")
    text = canned.text_lt.replace("{{customer}}", one.requester.name)
    text = text.replace("{{agent}}", people.agent.name)
    holding.send(one, "wait", text, by=people.agent, until=clock.now() + timedelta(days=2))
    ring(seconds=10)
    assert one.events.get(kind="waited").data["canned"] is True
    one.resume(by=people.agent)
    assert one.response_due_at


def test_one_word_of_ones_own_makes_it_an_answer(file, people, ring, canned):
    one = file("important")
    text = canned.text_lt.replace("{{customer}}", one.requester.name)
    text = text.replace("{{agent}}", people.agent.name) + " Ačiū."
    holding.send(one, "reply", text, by=people.agent)
    ring(seconds=10)
    one.refresh_from_db()
    assert one.response_due_at is None


def test_a_canned_reply_sent_unchanged_starts_no_work_and_says_so(file, people, canned):
    one = file("critical")
    text = canned.text_lt.replace("{{customer}}", one.requester.name)
    text = text.replace("{{agent}}", people.agent.name)
    with pytest.raises(Unclear) as unclear:
        holding.send(one, "reply", text, by=people.agent, line="Žiūriu")
    assert unclear.value.field == "line"
    assert kinds(one) == ["reported"]
