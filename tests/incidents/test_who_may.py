"""Who may do it? Every act by everybody of the cast, and what each may see."""

import pytest
from django.core.exceptions import PermissionDenied

from incidents import policies
from incidents.models import Incident
from tests.incidents.stages import break_the_hour, bring, done_by, with_workaround

AGENTS = {"agent"}
DESK = {"agent", "first_line"}
COMPANY = {"customer", "colleague", "manager", "first_line"}
FOR_IT = {"customer", "manager"}  # the customer is who reported it

MAY = {
    "start": AGENTS,
    "reply": DESK,
    "customer_reply": COMPANY,
    "note": DESK,
    "log_call": AGENTS,
    "assign": AGENTS,
    "release": AGENTS,
    "wait": AGENTS,
    "resume": AGENTS,
    "give_workaround": AGENTS,
    "confirm_workaround": FOR_IT,
    "fail_workaround": FOR_IT,
    "resolve": AGENTS,
    "confirm": FOR_IT,
    "still_fails": FOR_IT,
    "rate": FOR_IT,
    "reopen": AGENTS | FOR_IT,
    "reclassify": AGENTS | COMPANY - {"first_line"},
    "reschedule": set(),  # an operator admin's: test_reschedule
    "agree": FOR_IT,
    "cancel": AGENTS | FOR_IT,
    "merge": AGENTS,
    "link": AGENTS,
    "unlink": AGENTS,
    "describe": AGENTS,
    "add_part": AGENTS,
    "ask_call": AGENTS | COMPANY,
    "withdraw_call": COMPANY,  # who waits and the manager; tests/incidents/test_ask_call.py says the rest
    "give_contacts": AGENTS | COMPANY,
    "add_steps": DESK,
    "tick": DESK,
    "untick": DESK,
    "drop_step": DESK,
    "restore_step": DESK,
    "watch": AGENTS | COMPANY,
    "unwatch": AGENTS | COMPANY,  # themselves; tests/incidents/test_unwatch.py says the rest
    "justify": AGENTS,
    "redact": AGENTS | COMPANY,  # what they wrote themselves; tests/incidents/test_redact.py says the rest
}
BEGIN = {
    "release": "in_progress",
    "resume": "waiting",
    "confirm": "resolved",
    "still_fails": "resolved",
    "rate": "closed",
    "reopen": "closed",
}
PARTS = sorted(AGENTS | COMPANY)


def prepared(verb, file, people):
    """A request in which the act is possible."""
    if verb == "agree":
        incident = file("critical")
        incident.reclassify("Ne taip blogai", impact="minimal", by=people.agent)
        return incident
    if verb == "withdraw_call":
        incident = file()
        incident.ask_call(phone="+370 600 10000", by=people.customer)
        return incident
    if verb == "justify":
        return break_the_hour(file("critical"))
    incident = bring(file(), BEGIN.get(verb, "new"), people)
    if verb in ("confirm_workaround", "fail_workaround"):
        return with_workaround(incident, people)
    return incident


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("verb", MAY)
def test_an_act_is_open_to_whom_it_belongs_and_to_nobody_else(verb, part, file, people):
    incident, who = prepared(verb, file, people), getattr(people, part)
    offered = verb in policies.actions_for(who, incident)
    assert offered == (part in MAY[verb])
    if not offered:
        with pytest.raises(PermissionDenied):
            done_by(verb, incident, who)
    elif verb not in ("assign",):
        done_by(verb, incident, who)


def test_only_the_clock_closes_by_itself_and_alarms(file, people):
    incident = bring(file(), "resolved", people)
    for part in PARTS:
        assert not {"close", "alarm", "report", "disinfect"} & set(
            policies.actions_for(getattr(people, part), incident)
        )


def test_every_act_of_the_rules_is_asked_here():
    assert set(policies.MAY) - set(MAY) == {"report", "close", "alarm", "disinfect"}


def test_a_customer_sees_the_whole_company_where_the_help_desk_is_set_so(file, people):
    incident = file()
    assert list(Incident.objects.visible_to(people.colleague)) == [incident]


def test_a_customer_sees_their_own_and_what_they_watch_where_it_is_not(file, people):
    incident, other = file(), file()
    people.colleague.sees_all = people.customer.sees_all = False
    assert not Incident.objects.visible_to(people.colleague).exists()
    other.watch(people.colleague, by=people.customer)
    assert list(Incident.objects.visible_to(people.colleague)) == [other]
    assert set(Incident.objects.visible_to(people.customer)) == {incident, other}
    for part in ("manager", "first_line", "agent"):
        assert Incident.objects.visible_to(getattr(people, part)).count() == 2


def test_a_request_of_another_help_desk_does_not_exist_here(file, people, globex):
    from tenants.door import in_tenant

    incident = file()
    with in_tenant(globex.tenant):
        assert not Incident.objects.filter(pk=incident.pk).exists()
