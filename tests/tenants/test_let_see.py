"""Whether customers see every request of the company or their own: who sets it, and what stays on record."""

import pytest

from helpdesk.audit.models import Record
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


def sees_all(desk):
    """How the help desk is set now."""
    return Tenant.objects.get(pk=desk.tenant.pk).company_sees_all


@pytest.mark.parametrize("who", ["manager", "operator_admin"])
def test_the_manager_and_the_vendors_admin_set_it_on_record(who, acme, inside, operator_admin):
    user = acme.manager if who == "manager" else operator_admin
    browser = inside(acme, user)
    assert browser.post("/people/let_see/", {"sees": "own"}).status_code == 303
    assert not sees_all(acme)
    record = Record.objects.get(kind="tenant.let_see")
    assert (record.by_id, record.data) == (user.pk, {"company_sees_all": False})
    assert 'value="own" checked' in browser.get("/people/").content.decode()


def test_what_is_so_already_is_no_act(acme, inside):
    inside(acme, acme.manager).post("/people/let_see/", {"sees": "all"})
    assert not Record.objects.filter(kind="tenant.let_see").exists()


@pytest.mark.parametrize("part", ["customer", "first_line", "agent"])
def test_nobody_else_may(part, acme, inside):
    browser = inside(acme, getattr(acme, part))
    assert browser.post("/people/let_see/", {"sees": "own"}).status_code == 403
    assert sees_all(acme)


def test_an_agent_reads_how_it_is_and_is_offered_no_switch(acme, inside):
    text = inside(acme, acme.agent).get("/people/").content.decode()
    assert 'id="sees"' in text
    assert 'name="sees"' not in text


@pytest.mark.parametrize("sent", [{}, {"sees": "nothing"}])
def test_what_is_no_answer_changes_nothing(sent, acme, inside):
    inside(acme, acme.manager).post("/people/let_see/", sent)
    assert sees_all(acme)


def test_it_is_not_asked_for_by_a_link_and_never_of_another_company(acme, globex, inside):
    assert inside(acme, acme.manager).get("/people/let_see/").status_code == 405
    inside(globex, globex.manager).post("/people/let_see/", {"sees": "own"})
    assert sees_all(acme)
    assert not sees_all(globex)
