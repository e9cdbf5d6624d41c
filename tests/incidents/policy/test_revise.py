"""Changing the goals: by an operator admin, with a reason, for what begins afterwards."""

from datetime import timedelta

import pytest

from helpdesk.audit.models import Record
from incidents.models import ServicePolicy
from incidents.replaying import differences
from tests.incidents.policy.sending import goals, narrowed

pytestmark = pytest.mark.django_db


def test_a_new_goal_is_a_new_version_with_who_and_why(admin, people):
    answer = admin.post("/policy/revise/", goals(important__response__hours="2", reason="Nauja sutartis"))
    assert (answer.status_code, answer["Location"]) == (303, "/policy/")
    version = ServicePolicy.objects.get(version=2)
    assert (version.reason, version.by.name) == ("Nauja sutartis", "Rūta Administratorė")
    assert version.goals["important"]["response"]["minutes"] == 120
    assert version.calendar == ServicePolicy.objects.get(version=1).calendar


def test_the_form_as_it_is_changes_no_goal(admin, people):
    admin.post("/policy/revise/", goals())
    assert ServicePolicy.objects.get(version=2).goals == ServicePolicy.objects.get(version=1).goals


def test_clocks_that_run_keep_their_version_and_new_ones_take_the_new(admin, file, hand, people):
    old = file("important")
    due = old.response_due_at
    hand.forward(timedelta(minutes=1))
    admin.post("/policy/revise/", goals(important__response__hours="1"))
    hand.forward(timedelta(minutes=1))
    old.note("Dar laukiam", by=people.agent)
    assert old.response_due_at == due
    assert set(old.clocks.values_list("terms_version", flat=True)) == {1}
    new = file("important")
    assert new.response_due_at == hand.forward(timedelta()) + timedelta(hours=1)
    assert set(new.clocks.values_list("terms_version", flat=True)) == {2}
    assert differences(old, hand.forward(timedelta())) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"critical__response__minutes": "1"}, "within 1 hour"),
        ({"critical__response__hours": "2"}, "within 1 hour"),
        ({"critical__response__days": "1"}, "within 1 hour"),
        ({"critical__response__hours": ""}, "needs its time"),
        ({"critical__response__warn": "75"}, "0, 50 and 75"),
        ({"important__response__warn": "soon"}, "whole numbers"),
        ({"important__response__warn": "100"}, "whole numbers"),
        ({"minimal__resolution__days": "-1"}, "not less than 0"),
        ({"critical__response__tell": "agent"}, "Choose one of those that are offered."),
        ({"critical__response__late": "agents"}, "Choose one of those that are offered."),
        ({"reason": " "}, "Write something."),
    ],
)
def test_crooked_terms_are_refused_with_a_sentence_and_nothing_is_lost(changed, sentence, admin):
    admin.client.cookies["language"] = "en"
    answer = admin.post("/policy/revise/", goals(minimal__response__days="7", **changed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="7"' in answer.text
    assert ServicePolicy.objects.count() == 1


@pytest.mark.parametrize("minutes", [60, 30])
def test_the_hour_may_be_shorter_and_never_longer(minutes, admin):
    sent = goals(critical__response__hours="", critical__response__minutes=str(minutes))
    assert admin.post("/policy/revise/", sent).status_code == 303


def test_a_goal_without_a_number_is_not_aimed_for(admin, file):
    admin.post("/policy/revise/", goals(minimal__resolution__days=""))
    assert file().resolution_due_at is None


def test_a_goal_takes_days_and_hours_together(admin, file, hand):
    admin.client.cookies["language"] = "en"
    admin.post("/policy/revise/", goals(important__resolution__days="1", important__resolution__hours="4"))
    assert ServicePolicy.objects.get(version=2).goals["important"]["resolution"]["minutes"] == 240
    hand.forward(timedelta(minutes=1))
    assert file("important").resolution_due_at == hand.forward(timedelta()) + timedelta(days=1, hours=4)
    assert "We aim to solve it within 1 business day and 4 business hours." in admin.get("/policy/").text


def test_who_is_told_is_part_of_the_version(admin):
    admin.client.cookies["language"] = "en"
    chosen = {"important__response__tell": "agents", "important__response__late": "agents,manager"}
    admin.post("/policy/revise/", goals(**chosen))
    kept = ServicePolicy.objects.get(version=2).goals["important"]["response"]
    assert (kept["tell"], kept["tell_late"]) == (["agents"], ["agents", "manager"])
    assert ServicePolicy.objects.get(version=1).goals["important"]["response"]["tell"] == ["agent"]
    sentence = "at 75 % of the time we tell all our agents; when it is over, all our agents and your manager."
    assert f"Answer: {sentence}" in admin.get("/policy/").text


def test_narrowing_the_hour_is_on_record(admin, acme, operator_admin):
    admin.post("/policy/revise/", narrowed())
    record = Record.objects.get(kind="policy.goals")
    assert (record.chain, record.by_id) == (acme.tenant.pk, operator_admin.pk)
    assert record.data == {"version": 2, "narrowed": True}


def test_two_who_change_the_terms_at_once_are_not_both_right(admin):
    seen = goals()
    admin.post("/policy/revise/", goals(minimal__response__days="2"))
    answer = admin.post("/policy/revise/", seen)
    assert answer.status_code == 422
    assert ServicePolicy.objects.count() == 2


@pytest.mark.parametrize("path", ["/policy/revise/", "/policy/calendar/"])
def test_nobody_else_may(path, operator, browser):
    for one in (operator, *map(browser, ("agent", "manager", "customer", "first_line"))):
        assert one.get(path).status_code == 403
        assert one.post(path, goals()).status_code == 403
    assert ServicePolicy.objects.count() == 1


def test_the_terms_of_another_help_desk_stay_as_they_are(admin, globex):
    from tenants.door import in_tenant

    admin.post("/policy/revise/", goals(minimal__response__days="2"))
    with in_tenant(globex.tenant):
        assert ServicePolicy.objects.count() == 1


def test_people_of_another_help_desk_do_not_come_in(people, acme, globex, inside):
    assert inside(acme, globex.manager).get("/policy/").status_code in (302, 404)
