"""What an address may look like."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from helpdesk.timers import clock
from tenants.addresses import is_free, nearest_free, validate
from tenants.models import Domain


@pytest.mark.parametrize("address", ["acme", "a1b", "my-company", "a" * 30, "l4-pro"])
def test_good_addresses_pass(address):
    validate(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ab",
        "1acme",
        "-acme",
        "acme-",
        "ac--me",
        "xn--acme",
        "Acme",
        "ačme",
        "a" * 31,
        "ac.me",
        "ac me",
        "acme\n",
    ],
)
def test_malformed_addresses_are_refused_with_a_sentence(address):
    with translation.override("en"), pytest.raises(ValidationError, match="small Latin letters"):
        validate(address)


@pytest.mark.parametrize("address", ["www", "admin", "mail", "console"])
def test_reserved_addresses_are_refused(address):
    with translation.override("en"), pytest.raises(ValidationError, match="kept for the service"):
        validate(address)


def test_the_nearest_free_address_is_numbered(acme):
    now = clock.now()
    assert nearest_free("nobody", at=now) == "nobody"
    assert nearest_free("acme", at=now) == "acme-2"


def test_a_freed_address_is_not_given_away_for_a_year(acme):
    from datetime import timedelta

    now = clock.now()
    Domain.objects.filter(tenant=acme.tenant).update(freed_at=now - timedelta(days=364))
    assert not is_free("acme", at=now)
    Domain.objects.filter(tenant=acme.tenant).update(freed_at=now - timedelta(days=366))
    assert is_free("acme", at=now)
