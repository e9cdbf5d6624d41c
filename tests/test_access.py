"""Every URL is in the table of who may use it, and the table is kept."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from helpdesk import access


def names(urlconf):
    """Every view name of a host, as the table spells it."""

    def walk(patterns, space=""):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                yield f"{space}{pattern.name}"

    return set(walk(get_resolver(urlconf).url_patterns))


@pytest.mark.parametrize(
    ("urlconf", "table"), [("helpdesk.urls_public", access.PUBLIC), ("helpdesk.urls_tenant", access.TENANT)]
)
def test_every_url_is_in_the_table_and_the_table_has_no_other(urlconf, table):
    assert names(urlconf) == set(table)


@pytest.mark.django_db
def test_a_url_that_is_not_in_the_table_answers_404_to_everybody(monkeypatch, acme, inside):
    monkeypatch.delitem(access.TENANT, "tenants:people")
    assert inside(acme, acme.manager).get("/people/").status_code == 404


@pytest.mark.django_db
def test_nobody_signs_up_by_themselves(public):
    assert public().get("/accounts/signup/").status_code == 404
