"""`{% url %}` says what Django's says, and each host has its own addresses."""

import pytest
from django.template import Context, engines
from django.urls import NoReverseMatch, set_urlconf

from helpdesk.ui.tags import links

TENANT, PUBLIC = "helpdesk.urls_tenant", "helpdesk.urls_public"


@pytest.fixture(autouse=True)
def _on_a_tenants_host():
    set_urlconf(TENANT)
    yield
    set_urlconf(None)


def drawn(text, **context):
    engine = engines["django"].engine
    return engine.from_string(text).render(Context(context))


def test_an_address_is_what_django_makes_of_it():
    assert drawn('{% url "incidents:reply" one %}', one="INC-3") == "/incidents/INC-3/reply/"
    assert drawn('{% url "incidents:reply" number=one %}', one="INC-3") == "/incidents/INC-3/reply/"
    assert drawn('{% url "incidents:queue" as here %}[{{ here }}]') == "[/queue/]"
    assert drawn('{% url "no:such" as here %}[{{ here }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        drawn('{% url "no:such" %}')


def test_the_other_host_has_other_addresses():
    assert drawn('{% url "incidents:queue" %}') == "/queue/"
    set_urlconf(PUBLIC)
    with pytest.raises(NoReverseMatch):
        drawn('{% url "incidents:queue" %}')


def test_an_address_is_worked_out_once():
    links._path.cache_clear()
    drawn('{% url "incidents:queue" %}{% url "incidents:queue" %}')
    assert (links._path.cache_info().misses, links._path.cache_info().hits) == (1, 1)
