"""Nobody answers a complaint about themselves while anybody else could."""

import pytest
from django.core.exceptions import PermissionDenied

from incidents.complaints import policies

pytestmark = pytest.mark.django_db


@pytest.fixture
def about_admin(complain, file, others):
    """A complaint about a request that an operator admin had."""
    one = file()
    one.start("Žiūriu", by=others.admin)
    return complain(incident=one)


def test_an_administrator_does_not_answer_a_complaint_about_themselves(about_admin, others):
    with pytest.raises(PermissionDenied):
        about_admin.answer("Viskas buvo gerai", by=others.admin)
    about_admin.refresh_from_db()
    assert (about_admin.status, about_admin.owner) == ("received", None)


def test_nor_where_somebody_else_takes_care_of_it(about_admin, others):
    about_admin.own(others.second, by=others.second)
    with pytest.raises(PermissionDenied):
        about_admin.answer("Viskas buvo gerai", by=others.admin)


def test_the_page_does_not_offer_it_either(about_admin, others):
    assert "answer" not in policies.actions_for(others.admin, about_admin)


def test_one_who_is_the_only_agent_takes_it_and_answers(about_admin, people, others):
    type(about_admin).objects.filter(pk=about_admin.pk).update(owner=others.admin)
    about_admin.answer("Atsiprašau", by=others.admin)
    assert about_admin.status == "answered"
