"""The key that makes a form sent twice one request gives nobody a hold on anybody else's request."""

from uuid import UUID

import pytest

from helpdesk.lib.ids import uuid7
from helpdesk.timers.models import Timer
from incidents.models import Complaint, Incident
from onewindow.models import ComplaintRow, IncidentRow
from tenants.door import in_tenant
from tests.incidents.portal.test_filing import written

pytestmark = pytest.mark.django_db


def test_the_id_of_another_companys_request_leaves_its_row_and_its_timers_alone(inside, acme, globex, file):
    with in_tenant(acme.tenant):
        theirs = file("critical")
    rows = IncidentRow.objects.filter(tenant_id=acme.tenant.pk).values()
    timers = Timer.objects.filter(subject_id=theirs.pk).order_by("id").values()
    before = list(rows.all()), list(timers.all())
    stranger = inside(globex, globex.customer)
    answer = stranger.post("/report/", written(key=str(theirs.pk), subject="Mano"))
    assert answer.status_code == 303
    stranger.post(answer["Location"] + "cancel/", {"reason": "Nebereikia"})
    assert (list(rows.all()), list(timers.all())) == before


def test_the_id_of_a_colleagues_hidden_request_is_an_id_like_any_other(inside, acme, file):
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    with in_tenant(acme.tenant):
        hidden = file()
    answer = inside(acme, acme.colleague).post("/report/", written(key=str(hidden.pk), subject="Mano"))
    assert answer.status_code == 303
    with in_tenant(acme.tenant):
        assert Incident.objects.filter(subject="Mano").exclude(pk=hidden.pk).count() == 1


def test_two_people_with_one_key_have_a_request_each(browser):
    form = written()
    browser("customer").post("/report/", form)
    browser("manager").post("/report/", form)
    assert Incident.objects.count() == 2


def test_an_id_stays_a_time_ordered_one(browser):
    form = written()
    browser("customer").post("/report/", form)
    made = Incident.objects.get().pk
    assert (made.version, made.variant) == (7, UUID(form["key"]).variant)
    assert made.bytes[:6] == UUID(form["key"]).bytes[:6]


def complained(key, text="Niekas neatsiliepė"):
    return {"key": str(key), "incident": "", "text": text}


def test_the_id_of_another_companys_complaint_leaves_its_figures_and_its_timer_alone(
    inside, acme, globex, people
):
    with in_tenant(acme.tenant):
        theirs = Complaint.complain("Niekas neatsiliepė", by=people.customer)
        theirs.withdraw(by=people.customer)
    rows = ComplaintRow.objects.filter(tenant_id=acme.tenant.pk).values()
    timers = Timer.objects.filter(subject_id=theirs.pk).order_by("id").values()
    before = list(rows.all()), list(timers.all())
    answer = inside(globex, globex.customer).post("/complaints/new/", complained(theirs.pk))
    assert answer.status_code == 303
    assert (list(rows.all()), list(timers.all())) == before
    assert ComplaintRow.objects.filter(tenant_id=globex.tenant.pk, status="received").count() == 1


def test_the_id_of_a_colleagues_complaint_is_an_id_like_any_other(browser, people):
    hidden = Complaint.complain("Apie žmogų", by=people.customer)
    answer = browser("colleague").post("/complaints/new/", complained(hidden.pk, "Mano"))
    assert answer.status_code == 303
    assert Complaint.objects.count() == 2


def test_what_an_agent_writes_down_twice_is_one_complaint(browser, people):
    said = complained(uuid7(), "Sako, kad neatsiliepėme") | {"caller": people.customer.name}
    first, second = (browser("agent").post("/complaints/new/", said) for _twice in range(2))
    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert Complaint.objects.count() == 1
