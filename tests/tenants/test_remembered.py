"""What is remembered for a moment may be forgotten by another thread at any instant."""

import pytest

from tenants import helpline, hosts
from tests.forgetful import Forgetful

pytestmark = pytest.mark.django_db


class ForgottenHours(tuple):
    """Another thread forgets them as soon as their time is read."""

    def __getitem__(self, at):
        helpline.forget()
        return super().__getitem__(at)


def test_a_host_that_another_thread_forgets_is_still_found(acme, monkeypatch):
    host = acme.tenant.host
    hosts.tenant_at(host)
    monkeypatch.setattr(hosts, "_known", Forgetful(hosts._known))
    assert hosts.tenant_at(host) == acme.tenant


def test_hours_that_another_thread_forgets_are_still_told(db, monkeypatch):
    calendar = helpline.vendor_calendar()
    monkeypatch.setattr(helpline, "_remembered", ForgottenHours((float("inf"), calendar)))
    assert helpline.vendor_calendar() == calendar
