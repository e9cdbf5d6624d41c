"""Live and replay agree: whatever is done, the stored clocks are what the timeline tells."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.models import Incident
from incidents.need import Unclear
from incidents.replaying import differences
from tests.factories import CRITICAL, IMPORTANT, MINIMAL
from tests.incidents.stages import acts, edited_calendar, reschedule

MORE = {
    "raise": lambda one, people: one.reclassify("Blogiau", impact="critical", by=people.customer),
    "lower": lambda one, people: one.reclassify("Geriau", impact="minimal", by=people.agent),
    "call in vain": lambda one, people: one.log_call("", answered=False, by=people.agent),
    "canned": lambda one, people: one.reply("Gavome", canned=True, by=people.agent),
    "reschedule": lambda one, people: reschedule(one, people),
    "edit the calendar": lambda one, people: edited_calendar(),
}
NAMES = [
    "start", "reply", "customer_reply", "note", "release", "assign", "wait", "resume", "give_workaround",
    "confirm_workaround", "fail_workaround", "resolve", "confirm", "still_fails", "reopen", "agree", "cancel",
    "merge", "link", "unlink", "describe",
    *MORE,
]  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 40_000)), max_size=12)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(marks=st.sampled_from([CRITICAL, IMPORTANT, MINIMAL]), steps=STEPS)
def test_whatever_is_done_the_replay_tells_what_is_stored(marks, steps, file, people, hand):
    with transaction.atomic():
        incident = file(marks=marks)
        for name, seconds in steps:
            hand.forward(timedelta(seconds=seconds))
            timers.fire_due(strict=True)
            connection.set_schema(people.tenant.schema_name)
            try:
                with transaction.atomic():
                    MORE[name](incident, people) if name in MORE else acts(people)[name](incident)
            except (NotNow, Unclear, PermissionDenied):
                pass
            incident = Incident.objects.get(pk=incident.pk)
            assert differences(incident, clock.now()) == []
        for one in Incident.objects.exclude(pk=incident.pk):  # linked to it, or it was merged into them
            assert differences(one, clock.now()) == []
        transaction.set_rollback(True)


def test_the_command_finds_what_somebody_changed_by_hand(file, people, capsys):
    incident = file("critical")
    connection.set_schema_to_public()
    call_command("sla_replay", "acme")
    connection.set_schema(people.tenant.schema_name)
    Incident.objects.filter(pk=incident.pk).update(hour_due_at=clock.now() + timedelta(hours=3))
    connection.set_schema_to_public()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("sla_replay", "acme")
    assert "hour_due_at" in capsys.readouterr().out


def test_a_reply_to_a_resolved_request_leaves_its_closing_armed(file, people):
    incident = file("critical")
    acts(people)["resolve"](incident)
    closing = dict(incident.armed)
    acts(people)["reply"](incident)
    assert incident.armed == closing != {}
    assert differences(incident, clock.now()) == []
