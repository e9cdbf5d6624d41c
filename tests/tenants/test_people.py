"""The manager asks colleagues in and takes them out."""

import pytest

from helpdesk import outbox
from helpdesk.outbox.models import DemoLetter, Letter
from tenants.models import Invitation, Membership

pytestmark = pytest.mark.django_db
COLLEAGUE = {"name": "Nijolė", "email": "nijole@acme.example", "role": "customer", "language": "lt"}


def test_the_manager_invites_a_colleague(acme, inside):
    answer = inside(acme, acme.manager).post("/people/invite/", COLLEAGUE)
    assert (answer.status_code, answer["Location"]) == (303, "/people/")
    asked = Invitation.objects.get(email="nijole@acme.example")
    assert Letter.objects.get(subject_id=asked.pk).to == "nijole@acme.example"


def test_the_letter_carries_the_link_in_the_persons_language(acme, inside):
    inside(acme, acme.manager).post("/people/invite/", COLLEAGUE)
    outbox.deliver_all()
    asked = Invitation.objects.get(email="nijole@acme.example")
    mail = DemoLetter.objects.get(to__contains="nijole@acme.example")
    assert f"http://langelis.test/invitation/{asked.secret}/" in mail.text
    assert "pagalbos tarnyb" in mail.text
    assert "+370 600 00000" in mail.text
    assert "dabar" in mail.text  # whether somebody answers the help line


def test_a_wrong_address_is_said_next_to_the_field_and_everything_is_kept(acme, inside):
    answer = inside(acme, acme.manager).post("/people/invite/", COLLEAGUE | {"email": "nijole@"})
    assert answer.status_code == 422
    assert "nijole@" in answer.content.decode()
    assert not Invitation.objects.filter(tenant=acme.tenant).exists()


def test_a_company_cannot_make_an_agent(acme, inside):
    answer = inside(acme, acme.manager).post("/people/invite/", COLLEAGUE | {"role": "agent"})
    assert answer.status_code == 422


@pytest.mark.parametrize("part", ["customer", "first_line", "agent"])
def test_only_the_manager_invites(acme, inside, part):
    assert inside(acme, getattr(acme, part)).post("/people/invite/", COLLEAGUE).status_code == 403


def test_somebody_taken_out_is_out_at_once(acme, inside):
    customer = inside(acme, acme.customer)
    member = Membership.objects.get(tenant=acme.tenant, user=acme.customer)
    assert inside(acme, acme.manager).post(f"/people/{member.pk}/remove/").status_code == 303
    assert customer.get("/people/").status_code == 302


def test_the_last_manager_stays(acme, inside):
    member = Membership.objects.get(tenant=acme.tenant, user=acme.manager)
    inside(acme, acme.manager).post(f"/people/{member.pk}/remove/")
    assert Membership.objects.filter(pk=member.pk).exists()


def test_another_companys_people_answer_404(acme, globex, inside):
    member = Membership.objects.get(tenant=globex.tenant, user=globex.manager)
    assert inside(acme, acme.manager).post(f"/people/{member.pk}/remove/").status_code == 404


def test_the_list_costs_the_same_for_few_and_many(acme, inside, django_assert_max_num_queries):
    browser = inside(acme, acme.manager)
    browser.get("/people/")
    with django_assert_max_num_queries(14):
        browser.get("/people/")
