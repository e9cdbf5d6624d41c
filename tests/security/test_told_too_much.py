"""No letter or notice tells of a request that its reader may not see, or of a part they no longer have."""

import pytest

from incidents.models import Notice
from tenants.models import Membership, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def apart(people):
    """The help desk is set so that customers see their own requests only."""
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    people.tenant.company_sees_all = False
    people.customer.sees_all = people.colleague.sees_all = False


@pytest.mark.parametrize("act", ["merge", "cancel"])
def test_who_follows_one_request_learns_no_number_of_another(act, file, people, mail, apart):
    one, other = file(), file(subject="Slaptas dalykas")
    one.watch(people.colleague, by=people.customer)
    if act == "merge":
        one.merge(other, "Tas pats", by=people.agent)
    else:
        one.cancel("Tas pats", duplicate_of=other, by=people.agent)
    for reader, knows in ((people.colleague, False), (people.customer, True)):
        said = [each.body for each in mail(reader.email) if "Tas pats" in each.body]
        assert len(said) == 1
        assert (other.reference in said[0]) is knows


def test_the_page_of_the_first_names_the_other_to_whoever_may_read_it(file, people, browser, apart):
    one, other = file(), file(subject="Slaptas dalykas")
    one.watch(people.colleague, by=people.customer)
    one.cancel("Tas pats", duplicate_of=other, by=people.agent)
    assert other.reference in browser("customer").get(one.get_absolute_url()).text
    seen = browser("colleague").get(one.get_absolute_url()).text
    assert other.reference not in seen
    assert "Slaptas" not in seen


@pytest.mark.parametrize(("was", "now"), [("agent", Role.CUSTOMER), ("manager", Role.CUSTOMER)])
def test_who_is_no_longer_what_they_were_reads_no_notices_of_that_part(was, now, file, people, browser, ring):
    incident = file("critical")
    ring(minutes=61)
    kinds = {"agent": "alarm", "manager": "breached"}
    who = getattr(people, was)
    assert Notice.objects.filter(person=who, kind=kinds[was]).exists()
    assert incident.reference in browser(was).get("/notices/").text
    Membership.objects.filter(user_id=who.user_id).update(role=now)
    assert incident.reference not in browser(was).get("/notices/").text
