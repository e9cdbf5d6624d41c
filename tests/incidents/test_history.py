"""The timeline only grows, holds no text, and stands in the audit too."""

import json

import pytest
from django.db import IntegrityError, transaction

from helpdesk import audit
from helpdesk.audit.models import Record
from incidents.models import Event, Incident
from tests.incidents.stages import acts, bring


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(change, file):
    file()
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Event.objects.update(kind="noted") if change == "update" else Event.objects.all().delete()


def test_entries_hold_ids_and_kinds_and_never_words(file, people):
    incident = file("critical", contact="Petras +370 600 11111")
    for verb in ("reply", "note", "log_call", "customer_reply", "give_workaround", "resolve", "confirm"):
        acts(people)[verb](incident)
    told = json.dumps([event.data for event in incident.events.all()], separators=("", ""))
    assert " " not in told
    assert "600" not in told


def test_every_entry_leaves_a_record_in_the_audit_and_the_chain_holds(file, people):
    incident = bring(file("critical"), "closed", people)
    kinds = [f"incident.{kind}" for kind in incident.events.in_order().values_list("kind", flat=True)]
    assert audit.verify(people.tenant.pk) == []  # numbers are given when the record is sealed
    written = Record.objects.filter(subject_id=incident.pk).order_by("number")
    assert list(written.values_list("kind", flat=True)) == kinds


def test_numbers_run_for_each_help_desk_and_the_kind_gives_the_letters(file, globex):
    from tenants.door import in_tenant
    from tests import factories

    first, second = file(), file(kind="development")
    assert second.number == first.number + 1
    assert (first.reference[:4], second.reference[:4]) == ("INC-", "DEV-")
    with in_tenant(globex.tenant):
        there = factories.IncidentFactory(by=factories.person(globex, "customer"), kind="service_request")
    assert there.reference.startswith("REQ-")
    assert there.number != second.number + 1 or there.number == 1


def test_a_customer_sees_no_inside_matter_on_the_timeline(file, people):
    incident = file("critical")
    incident.note("Vidinė", by=people.agent)
    incident.assign(people.agent, by=people.agent)
    incident.start("Žiūriu", by=people.agent)
    seen = list(incident.events.in_order().visible_to(people.customer).values_list("kind", flat=True))
    assert seen == ["reported", "started"]
    assert incident.events.visible_to(people.first_line).count() == 4


@pytest.mark.parametrize(
    "story",
    [
        {"status": "resolved"},
        {"status": "closed"},
        {"status": "waiting"},
        {"status": "cancelled"},
        {"rating": 6},
        {"status": "in_progress", "impact": "critical"},
        {"impact": "enormous"},
        {"status": "lost"},
        {"workaround_confirmed_at": "2027-01-01T00:00Z"},
    ],
    ids=str,
)
def test_the_database_refuses_a_story_that_cannot_be(story, file):
    file()
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.update(**story)
