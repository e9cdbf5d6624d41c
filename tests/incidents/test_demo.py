"""The demo's past: believable, complete, and true to the last second by the replay."""

from django.db import connection

from helpdesk.timers import clock
from incidents.demo import telling
from incidents.demo.stories import STORIES
from incidents.models import Call, CannedReply, Event, Incident, Status
from incidents.models.canned import VARIABLES, variables_in
from incidents.replaying import differences


def test_the_story_of_the_demo_is_told_by_the_real_acts(people, monkeypatch):
    monkeypatch.setitem(STORIES, "acme", _for_acme(STORIES["demo"]))
    connection.set_schema_to_public()
    telling.fill(people.tenant)
    connection.set_schema(people.tenant.schema_name)
    now = clock.now()
    assert set(Incident.objects.values_list("status", flat=True)) == set(Status)
    running = Incident.objects.get(hour_due_at__isnull=False)
    assert running.hour_due_at > now
    warned = running.events.filter(kind=Event.Kind.WARNED).in_order()
    assert [(e.at - running.reported_at).total_seconds() // 60 for e in warned] == [0, 30, 45]
    assert all(
        set(variables_in(one.text(language))) <= set(VARIABLES)
        for one in CannedReply.objects.all()
        for language in ("lt", "en")
    )
    assert CannedReply.objects.count() == 3
    assert Event.objects.filter(kind=Event.Kind.BREACHED, data__clock="hour").count() == 1
    assert set(Call.objects.values_list("status", flat=True)) == {"request", "about", "consultation"}
    assert [line for one in Incident.objects.all() for line in differences(one, now)] == []


def _for_acme(story):
    """The same story told by Acme's people."""
    parts = {"petras": "customer", "colin": "colleague", "fausta": "first_line"}
    return [
        type(step)(
            step.ago, step.about, step.verb, parts.get(step.by, step.by),
            step.said | {who: parts[step.said[who]] for who in ("requester", "person") if who in step.said},
        )
        for step in story
    ]  # fmt: skip
