"""Why? The time of each clock, stretch by stretch, as the customer reads it."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.models import Event
from tests.reading import words

pytestmark = pytest.mark.django_db


def page(english, part, incident):
    return words(english(part).get(incident.get_absolute_url()))


@pytest.fixture
def paused(file, people, hand):
    """A request whose clock rests over a question."""
    incident = file("important")
    incident.start("Žiūriu", by=people.agent)
    hand.forward(timedelta(hours=1))
    incident.wait("Kokia versija?", until=clock.now() + timedelta(days=1), by=people.agent)
    hand.forward(timedelta(hours=1))
    return incident


@pytest.mark.parametrize(
    ("part", "rests"),
    [("customer", "<b>We wait for your answer</b>"), ("agent", "<b>Paused: waiting on the customer</b>")],
)
def test_each_stretch_leads_to_the_entry_that_began_it(part, rests, english, paused):
    text = page(english, part, paused)
    question = paused.events.get(kind=Event.Kind.WAITED)
    report = paused.events.get(kind=Event.Kind.REPORTED)
    assert "Why is the time what it is?" in text
    assert rests in text
    for event in (question, report):
        assert f'href="#e{event.pk.hex}"' in text
        assert f'id="e{event.pk.hex}"' in text


def test_a_customer_is_led_only_to_what_they_see(english, paused, people, hand):
    paused.resume(by=people.agent)
    hand.forward(timedelta(hours=1))
    resumed = paused.events.get(kind=Event.Kind.RESUMED)
    assert f"#e{resumed.pk.hex}" in page(english, "agent", paused)
    assert f"#e{resumed.pk.hex}" not in page(english, "customer", paused)


def test_the_company_is_spoken_to_and_not_of(english, paused, people, hand):
    paused.customer_reply("Naujausia", by=people.customer)
    hand.forward(timedelta(hours=1))
    text = page(english, "customer", paused)
    assert ">we asked you something</a>" in text
    assert ">you wrote</a>" in text
    assert "the customer" not in text
    assert ">the customer wrote</a>" in page(english, "agent", paused)


def test_a_clock_that_ended_with_the_request_does_not_tell_of_a_lower_level(english, file, people, hand):
    cancelled, lowered = file("important"), file("critical")
    hand.forward(timedelta(minutes=5))
    cancelled.cancel("Pranešta du kartus", by=people.customer)
    lowered.reclassify("Galime dirbti", impact="minimal", by=people.customer)
    for part in ("customer", "agent"):
        text = page(english, part, cancelled)
        assert "It ended together with the request" in text
        assert "the lower level was agreed to" not in text
        assert "Let go: the lower level was agreed to" in page(english, part, lowered)


def test_a_stretch_that_ends_today_says_so_where_it_began_on_another_day(english, paused, people, hand):
    hand.forward(timedelta(hours=30))
    paused.customer_reply("Naujausia", by=people.customer)
    hand.forward(timedelta(hours=1))
    assert "yesterday 11:00 – today 18:00" in page(english, "customer", paused)


def test_what_was_kept_over_a_night_says_how_much_of_the_time_counted(english, file, people, hand):
    hand.forward(timedelta(hours=5))
    incident = file("important")
    hand.forward(timedelta(hours=18))  # 15:00 to 17:00 and 8:00 to 9:00 count
    incident.reply("Radome", by=people.agent)
    text = page(english, "customer", incident)
    assert '<h3>Response goal <span class="meta">Kept; 3 h counted</span></h3>' in text


def test_what_took_no_time_that_counts_says_so(english, file, people, hand):
    hand.forward(timedelta(hours=9))  # 19:00
    incident = file("important")
    hand.forward(timedelta(hours=1))
    incident.reply("Radome", by=people.agent)
    assert "Kept outside business hours, when no time is counted" in page(english, "customer", incident)


def test_each_clock_bears_its_whole_name(english, file, people, hand):
    incident = file("critical")
    hand.forward(timedelta(minutes=41))
    incident.start("Žiūriu", by=people.agent)
    hand.forward(timedelta(minutes=5))
    text = page(english, "customer", incident)
    assert '<h3>Start of work: a promise <span class="meta">Kept in 41 min</span></h3>' in text
    assert "<h3>Resolution goal</h3>" in text
    assert "<h3>Next word</h3>" in text
