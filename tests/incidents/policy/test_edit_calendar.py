"""Editing the calendar: what would move is shown before anything is saved, and nothing promised moves."""

import re
from datetime import date, timedelta

import pytest

from helpdesk.audit.models import Record
from incidents.models import BusinessHours, CalendarException, Holiday, ServicePolicy
from incidents.replaying import differences
from tests.incidents.policy.sending import calendar
from tests.statements import at_most

pytestmark = pytest.mark.django_db
TOMORROW = {"day__0": "2027-03-02", "lt__0": "Įmonės diena", "en__0": "Company day"}


@pytest.fixture
def send(admin):
    """Shows the consequences of a change, then saves it; gives both answers."""
    admin.client.cookies["language"] = "en"

    def send(**changed):
        shown = admin.post("/policy/calendar/", calendar(**changed) | {"do": "try"})
        if shown.status_code != 200:
            return shown, shown
        mark = re.search(r'name="shown" value="(\w+)"', shown.text)[1]
        return shown, admin.post("/policy/calendar/", calendar(**changed) | {"do": "save", "shown": mark})

    return send


def test_the_calendar_is_shown_as_it_is(admin):
    page = admin.get("/policy/calendar/").text
    assert page.count('value="08:00-17:00"') == 5
    assert 'value="2027-03-11"' in page  # a holiday that can be taken away


def test_what_would_move_is_shown_and_nothing_is_saved_yet(send, admin, file, people):
    file("important", subject="Blogai skaičiuoja")
    shown = admin.post("/policy/calendar/", calendar(**TOMORROW) | {"do": "try"})
    assert shown.status_code == 200
    assert "Blogai skaičiuoja" in shown.text
    assert "4 March 2027, 10:00" in shown.text  # three business days from Monday
    assert "5 March 2027, 10:00" in shown.text  # and with Tuesday off
    assert ServicePolicy.objects.count() == 1
    assert not Holiday.objects.filter(day="2027-03-02").exists()


def test_the_promised_hour_around_the_clock_is_not_among_what_would_move(send, file):
    one = file("critical")
    shown, _saved = send(**TOMORROW)
    assert f'value="{one.number}:' not in shown.text


def test_saving_without_having_seen_the_consequences_only_shows_them(admin, file):
    answer = admin.post("/policy/calendar/", calendar(**TOMORROW) | {"do": "save"})
    assert (answer.status_code, ServicePolicy.objects.count()) == (200, 1)


def test_another_change_than_the_one_that_was_shown_is_shown_first(admin, send):
    shown = admin.post("/policy/calendar/", calendar(**TOMORROW) | {"do": "try"})
    mark = re.search(r'name="shown" value="(\w+)"', shown.text)[1]
    other = calendar(**TOMORROW | {"day__0": "2027-03-03"}) | {"do": "save", "shown": mark}
    assert admin.post("/policy/calendar/", other).status_code == 200
    assert ServicePolicy.objects.count() == 1


def test_it_counts_for_new_requests_and_moves_nothing_that_was_promised(send, file, people, hand):
    old = file("important")
    due = old.resolution_due_at
    hand.forward(timedelta(minutes=1))
    _shown, saved = send(**TOMORROW)
    assert (saved.status_code, saved["Location"]) == (303, "/policy/")
    old.note("Rytoj nedirba", by=people.agent)
    assert old.resolution_due_at == due
    assert file("important").resolution_due_at == due + timedelta(days=1, minutes=1)
    assert differences(old, hand.forward(timedelta())) == []


def test_what_is_ticked_moves_with_a_reason_and_nothing_else_does(send, file, people, hand):
    moved, stays = file("important", subject="Juda"), file("important", subject="Lieka")
    due = moved.resolution_due_at
    key = f"{moved.number}:resolution:1"
    hand.forward(timedelta(minutes=1))
    shown, saved = send(**TOMORROW, move=[key], move_reason="Susitarėme su klientu")
    assert (f'value="{key}"' in shown.text, saved.status_code) == (True, 303)
    moved.refresh_from_db(), stays.refresh_from_db()
    assert moved.resolution_due_at == due + timedelta(days=1)
    assert stays.resolution_due_at == due
    entry = moved.events.get(kind="rescheduled")
    assert (entry.comment.text, entry.by.name) == ("Susitarėme su klientu", "Rūta Administratorė")
    assert not stays.events.filter(kind="rescheduled").exists()
    assert "Susitarėme su klientu" in people_page(people, moved)


def people_page(people, incident):
    """What the customer reads on the timeline."""
    shown = incident.events.in_order().visible_to(people.customer).select_related("comment")
    return " ".join(event.comment.text for event in shown if event.comment)


def test_goals_that_are_ticked_without_a_reason_stay_ticked_and_nothing_is_saved(send, file):
    key = f"{file('important').number}:resolution:1"
    _shown, saved = send(**TOMORROW, move=[key], move_reason=" ")
    assert saved.status_code == 422
    assert "Say why these goals move" in saved.text
    assert "checked" in saved.text.split(f'value="{key}"')[1][:200]
    assert ServicePolicy.objects.count() == 1


def test_a_request_that_changed_meanwhile_stays_and_is_named(people, file):
    from incidents import revising
    from tests.incidents.stages import admin, edited_calendar

    incident = file("important")
    incident.cancel("Nereikia", by=people.customer)
    version = edited_calendar().version
    goals = [(incident, ("resolution", 1))]
    assert revising.reschedule(goals, reason="Šventė", version=version, by=admin()) == [incident]


def test_a_version_keeps_who_why_and_the_calendar_as_it_stood(send, people):
    send(**TOMORROW, reason="Įmonės šventė")
    version = ServicePolicy.objects.get(version=2)
    assert (version.reason, version.by.name) == ("Įmonės šventė", "Rūta Administratorė")
    assert "2027-03-02" in version.calendar["days_off"]
    assert Record.objects.filter(kind="policy.calendar").count() == 1


def test_several_intervals_a_day(send):
    send(week__0="8:00–12:00, 13:00-17:00")
    assert BusinessHours.objects.get(weekday=0).hours == "08:00-12:00, 13:00-17:00"
    assert ServicePolicy.objects.get(version=2).calendar["week"][0] == "08:00-12:00, 13:00-17:00"


def test_a_holiday_is_taken_away(send):
    send(removed=["2027-03-11"])
    assert not Holiday.objects.filter(day="2027-03-11").exists()
    assert "2027-03-11" not in ServicePolicy.objects.get(version=2).calendar["days_off"]


def test_the_holidays_of_a_later_year_are_filled_in(send):
    year = Holiday.objects.order_by("day").last().day.year + 1
    if year > 2030:
        pytest.skip("years are offered up to three ahead")
    send(filled_year=str(max(year, 2027)))
    assert Holiday.objects.filter(day__year=max(year, 2027)).count() > 10


def test_short_days_end_an_hour_earlier(send, people):
    send(shorten_eves="on")
    kept = ServicePolicy.book().calendars["business-2"]
    assert str(kept.hours_of(date(2027, 3, 10))[0]) == "08:00-16:00"  # the eve of 11 March
    assert ServicePolicy.objects.get(version=2).calendar["short_days"]


def test_other_hours_on_one_day_have_author_and_reason(send):
    send(other__0="2027-03-06", hours__0="09:00-12:00", why__0="Inventorizacija")
    row = CalendarException.objects.get()
    assert (row.hours, row.reason, row.by.name) == ("09:00-12:00", "Inventorizacija", "Rūta Administratorė")
    send(unexcepted=["2027-03-06"])
    assert not CalendarException.objects.exists()


NEVER = {f"week__{day}": "" for day in range(7)}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (NEVER, "never open"),
        ({"week__0": "nuo ryto"}, "Write hours as"),
        ({"week__0": "25:00-26:00"}, "Write hours as"),
        ({"week__0": "08:00-13:00, 12:00-17:00"}, "Write hours as"),
        ({"day__0": "2027-03-02"}, "Name the day in both languages."),
        ({"other__0": "2027-03-02", "hours__0": ""}, "Say why the hours differ"),
        ({"week__0": "08:00-16:00", "reason": " "}, "Write something."),
        ({}, "nothing would change"),
    ],
)
def test_what_cannot_be_a_calendar_is_refused_with_a_sentence(changed, sentence, send):
    shown, _saved = send(**changed)
    assert shown.status_code == 422
    assert sentence in shown.text
    assert ServicePolicy.objects.count() == 1


def test_two_who_edit_at_once_are_not_both_right(send, admin):
    before = calendar(**TOMORROW)
    send(week__0="08:00-16:00")
    shown = admin.post("/policy/calendar/", before | {"do": "try"})
    mark = re.search(r'name="shown" value="(\w+)"', shown.text)[1]
    answer = admin.post("/policy/calendar/", before | {"do": "save", "shown": mark})
    assert answer.status_code == 409
    assert ServicePolicy.objects.count() == 2


def test_the_preview_costs_the_same_for_few_and_many(admin, file):
    file("important")
    admin.post("/policy/calendar/", calendar(**TOMORROW) | {"do": "try"})
    for _again in range(10):
        file("important")
    with at_most(60):
        admin.post("/policy/calendar/", calendar(**TOMORROW) | {"do": "try"})
