"""The record of promises kept is checked against the timelines; what it lacks can be written down."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from helpdesk.timers import clock
from incidents.replaying import FIGURES, differences
from onewindow.models import PromiseRow
from onewindow.promises import figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def replay(people, capsys):
    """Runs the command over Acme; gives what it says."""

    def replay(*options):
        connection.set_schema_to_public()
        try:
            call_command("sla_replay", "acme", *options)
        finally:
            connection.set_schema(people.tenant.schema_name)
        return capsys.readouterr().out

    return replay


def rows(incident):
    return PromiseRow.objects.filter(incident_id=incident.pk).order_by("clock", "generation")


def lose(incident):
    """Takes the rows away, as if the request were older than the record."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE onewindow_promiserow DISABLE TRIGGER promise_stays")
        rows(incident).delete()
        cursor.execute("ALTER TABLE onewindow_promiserow ENABLE TRIGGER promise_stays")


def over(file, people, ring):
    """A request with all that can be on record: a broken hour, words that came and one that did not."""
    incident = file("critical")
    ring(minutes=70)
    incident.refresh_from_db()
    incident.start("Žiūriu", by=people.agent)
    ring(minutes=61)
    incident.refresh_from_db()
    incident.justify("Nebuvo kam", cause="people", by=people.agent)
    incident.resolve("Pataisyta", code="fixed", by=people.agent)
    incident.confirm(by=people.customer)
    return incident


def test_what_ended_is_on_record_with_its_cause(file, people, ring):
    incident = over(file, people, ring)
    assert [(row.clock, row.kept, row.cause) for row in rows(incident)] == [
        ("hour", False, "people"),
        ("next_word", False, ""),
        ("resolution", True, ""),
    ]
    assert differences(incident, clock.now()) == []


def test_a_row_that_is_lacking_is_reported_and_written_down_on_demand(file, people, ring, replay):
    incident = over(file, people, ring)
    known = list(rows(incident).values(*FIGURES))
    lose(incident)
    with pytest.raises(CommandError, match="3 differences"):
        replay()
    assert "3 promises written down" in replay("--repair")
    assert list(rows(incident).values(*FIGURES)) == known
    assert "0 differences" in replay()


def test_a_row_that_says_otherwise_is_reported_and_never_changed(file, people, ring, replay):
    incident = over(file, people, ring)
    lose(incident)
    hour = {"clock": "hour", "generation": 1, "level": "critical", "kept": True}
    month = clock.now().date().replace(day=1)
    PromiseRow.objects.create(
        incident_id=incident.pk, tenant_id=people.tenant.pk, month=month, ended_at=clock.now(), **hour
    )
    with pytest.raises(CommandError, match="differences"):
        replay("--repair")
    assert rows(incident).get(clock="hour").kept is True


def test_a_row_of_what_never_ended_is_reported(file, people):
    incident = file("important")
    PromiseRow.objects.create(
        incident_id=incident.pk,
        tenant_id=people.tenant.pk,
        clock="response",
        generation=1,
        level="important",
        month=clock.now().date().replace(day=1),
        ended_at=clock.now(),
        kept=True,
    )
    assert [line.endswith("did not end") for line in differences(incident, clock.now())] == [True]


def test_words_that_came_and_that_did_not_are_counted(file, people, ring):
    over(file, people, ring)
    [word] = [one for one in figures(PromiseRow.objects.all()) if one.clock == "next_word"]
    assert (word.level, word.count, word.kept, word.broken) == ("critical", 1, 0, 1)
