"""The holidays of the next year come by themselves, and move nothing that was promised."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from helpdesk.audit.models import Record
from incidents.models import Holiday, ServicePolicy
from incidents.reconciling import holidays_of_the_next_year
from incidents.replaying import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def night(people, hand):
    """Lets the nightly look happen on a day; gives what it says."""

    def night(moment: datetime) -> list[str]:
        hand.to(moment)
        connection.set_schema_to_public()
        found = holidays_of_the_next_year()
        connection.set_schema(people.tenant.schema_name)
        return [line for line in found if people.tenant.schema_name in line]

    return night


@pytest.fixture
def new_year(hand, people):
    """The first night of the first year whose next one is not filled in."""
    last = max(int(day[:4]) for day in ServicePolicy.objects.get().calendar["days_off"])
    return datetime(max(last, 2027), 12, 31, 22, 30, tzinfo=UTC)  # half past midnight in Vilnius


def test_in_the_first_night_of_a_year_the_next_one_is_filled_in_once(night, new_year):
    found = night(new_year)
    assert [line[-4:] for line in found][-1:] == [str(new_year.year + 2)]
    assert Holiday.objects.filter(day__year=new_year.year + 2).count() > 10
    assert night(new_year + timedelta(days=1)) == []


def test_it_is_a_version_on_record(night, new_year, people):
    night(new_year)
    version = ServicePolicy.objects.order_by("version").last()
    assert str(new_year.year + 2) in version.reason
    assert version.by is None
    assert Record.objects.filter(kind="policy.holidays", chain=people.tenant.pk).count() == 1


def test_no_promise_that_was_given_moves(night, new_year, file, hand, people):
    hand.to(new_year - timedelta(hours=1))
    incident = file("important")
    due = incident.resolution_due_at
    night(new_year)
    incident.note("Su naujaisiais", by=people.agent)
    assert incident.resolution_due_at == due
    assert differences(incident, hand.forward(timedelta())) == []


def test_a_year_that_somebody_emptied_stays_empty(night, new_year, people):
    night(new_year)
    year = new_year.year + 2
    Holiday.objects.filter(day__year=year).delete()
    last = ServicePolicy.objects.order_by("version").last()
    kept = [day for day in last.calendar["days_off"] if not day.startswith(str(year))]
    ServicePolicy.revise(at=new_year, calendar=last.calendar | {"days_off": kept})
    assert night(new_year + timedelta(days=1)) == []
    assert not Holiday.objects.filter(day__year=year).exists()
