"""Report: how a request begins."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from incidents.models import Comment, Incident
from incidents.need import Unclear
from tests.factories import CRITICAL


def test_a_report_keeps_its_words_its_ticks_and_its_level(file, people):
    product = uuid.uuid4()
    incident = file(
        "critical", product_id=product, product_name="Bonus", product_version="7.42", access="AnyDesk"
    )
    assert (incident.status, incident.impact, incident.requester) == ("new", "critical", people.customer)
    assert incident.marks == sorted(CRITICAL)
    assert (incident.product_id, incident.product_name) == (product, "Bonus")
    opening = incident.comments.get(kind=Comment.Kind.OPENING)
    assert (opening.text, opening.by) == ("Parašiau, ką matau.", people.customer)


def test_context_alone_raises_no_level(file):
    assert file(marks=["main_service", "main_departments"]).impact == "minimal"


def test_a_new_function_is_never_critical_and_has_no_goal_of_resolution(file):
    incident = file("critical", kind="development")
    assert (incident.impact, incident.marks, incident.resolution_due_at) == ("minimal", [], None)
    assert incident.response_due_at


def test_a_missing_contact_blocks_nothing_and_is_asked_after(file, people):
    incident = file("critical")
    assert incident.lacks_contacts
    incident.give_contacts(contact="Ona", second_contact="Petras", access="VPN", by=people.customer)
    assert not incident.lacks_contacts
    assert not file().lacks_contacts


@pytest.mark.parametrize("field", ["subject", "text"])
def test_a_report_without_words_is_refused_and_leaves_nothing(field, file):
    with pytest.raises(Unclear) as unclear:
        file(**{field: "   "})
    assert unclear.value.field == field
    assert not Incident.objects.exists()


def test_a_form_that_is_sent_twice_is_one_request(file):
    key = uuid.uuid4()
    file(key=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        file(key=key)
    assert Incident.objects.count() == 1


def test_an_agent_reports_for_a_caller_without_an_account(file, people):
    from tests.factories import PersonFactory

    caller = PersonFactory(name="Sandėlio vedėja", email="")
    incident = file(by=people.agent, requester=caller, channel="phone")
    assert incident.requester == caller
    assert incident.events.get().by == people.agent


def test_a_subject_is_one_line_however_it_was_sent(file):
    assert file(subject=" Neveikia\r\nalgos\n\tvisai ").subject == "Neveikia algos visai"
