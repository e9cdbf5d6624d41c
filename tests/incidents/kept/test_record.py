"""What goes on the record of promises kept: once, in the act that ended the clock, and never otherwise."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from onewindow.models import PromiseRow
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db


def rows(incident, clock=None):
    found = PromiseRow.objects.filter(incident_id=incident.pk).order_by("clock", "generation")
    return list(found.filter(clock=clock) if clock else found)


def test_an_hour_that_was_met_is_kept_with_the_time_it_took(file, people, hand):
    incident = file("critical")
    assert rows(incident) == []
    hand.forward(timedelta(minutes=20))
    incident.start("Žiūriu", by=people.agent)
    row = rows(incident)[0]
    assert (row.clock, row.level, row.kept, row.took) == ("hour", "critical", True, timedelta(minutes=20))
    assert (row.tenant_id, row.month) == (people.tenant.pk, date(2027, 3, 1))


@pytest.mark.parametrize(("seconds", "kept"), [(3599, True), (3600, True), (3601, False)])
def test_kept_and_broken_are_what_the_clock_says_to_the_second(seconds, kept, file, people, hand):
    incident = file("critical")
    hand.forward(timedelta(seconds=seconds))
    incident.start("Žiūriu", by=people.agent)
    assert rows(incident, "hour")[0].kept is kept


def test_an_hour_cancelled_away_by_an_agent_counts_as_broken(file, people):
    incident = file("critical")
    incident.cancel("Dubliuojasi", by=people.agent)
    row = rows(incident, "hour")[0]
    assert (row.kept, row.took) == (False, None)


def test_an_hour_dropped_by_the_customers_own_click_is_neither(file, people):
    incident = file("critical")
    incident.cancel("Jau veikia", by=people.customer)
    assert rows(incident) == []


def test_an_answer_in_time_is_a_goal_kept_in_business_hours(file, people, hand):
    incident = file("important")
    hand.forward(timedelta(hours=3))
    incident.reply("Žiūrime", by=people.agent)
    row = rows(incident)[0]
    assert (row.clock, row.level, row.kept, row.took) == ("response", "important", True, timedelta(hours=3))


def test_closed_hours_are_no_part_of_the_time_it_took(file, people, hand):
    incident = file("important")
    hand.forward(timedelta(days=1))
    incident.reply("Žiūrime", by=people.agent)
    assert rows(incident)[0].took == timedelta(hours=9)
    assert rows(incident)[0].kept is False


def test_a_solution_counts_once_it_is_closed_for_it_may_still_fail(file, people, hand):
    incident = bring(file("important"), "resolved", people)
    assert [row.clock for row in rows(incident)] == ["response"]
    incident.still_fails("Ne", by=people.customer)
    hand.forward(timedelta(hours=2))
    incident.start("Dar kartą", by=people.agent)
    incident.resolve("Dabar tikrai", code="fixed", by=people.agent)
    incident.confirm(by=people.customer)
    row = rows(incident, "resolution")[0]
    assert (row.kept, row.took) == (True, timedelta(hours=2))


def test_a_reopening_has_a_record_of_its_own_and_leaves_the_old_one(file, people, hand):
    incident = bring(file("important"), "closed", people)
    before = rows(incident, "resolution")
    incident.reopen("Vėl", by=people.customer)
    hand.forward(timedelta(hours=1))
    incident.resolve("Pataisyta", code="fixed", by=people.agent)
    incident.confirm(by=people.customer)
    after = rows(incident, "resolution")
    assert [row.generation for row in after] == [1, 2]
    assert (after[0].took, after[0].kept) == (before[0].took, before[0].kept)


def test_the_month_is_the_one_in_which_it_ended_by_the_companys_wall(file, people, hand):
    from datetime import UTC, datetime

    hand.to(datetime(2027, 3, 31, 20, 50, tzinfo=UTC))  # 23:50 in Vilnius, which is in summer time by now
    incident = file("critical")
    hand.forward(timedelta(minutes=20))
    incident.start("Žiūriu", by=people.agent)
    assert rows(incident)[0].month == date(2027, 4, 1)


@pytest.mark.parametrize("change", [{"kept": True}, {"took": None}, {"month": date(2027, 1, 1)}])
def test_the_database_refuses_to_change_what_is_on_record(change, file, people, hand):
    incident = file("critical")
    hand.forward(timedelta(minutes=90))
    incident.start("Žiūriu", by=people.agent)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PromiseRow.objects.filter(incident_id=incident.pk).update(**change)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PromiseRow.objects.filter(incident_id=incident.pk).delete()


def test_a_cause_that_is_on_record_is_not_changed_either(file, people, hand):
    incident = file("critical")
    hand.forward(timedelta(minutes=90))
    incident.start("Žiūriu", by=people.agent)
    PromiseRow.objects.filter(incident_id=incident.pk).update(cause="people")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PromiseRow.objects.filter(incident_id=incident.pk).update(cause="other")


def test_it_costs_no_statement_of_its_own(file, people):
    incident = file("critical")

    def about_it(act):
        with CaptureQueriesContext(connection) as asked:
            act()
        return [one["sql"] for one in asked.captured_queries if "onewindow_promiserow" in one["sql"]]

    assert about_it(lambda: incident.note("Pastaba", by=people.agent)) == []
    (made,) = about_it(lambda: incident.start("Žiūriu", by=people.agent))
    assert "INSERT INTO incidents_event" in made
    assert len(rows(incident)) == 1


def test_what_was_undone_leaves_no_record(file, people):
    incident = file("critical")
    with transaction.atomic():
        incident.start("Žiūriu", by=people.agent)
        transaction.set_rollback(True)
    assert rows(incident) == []
