"""A log is read by many; no line of it opens anything."""

import logging
import logging.config

import pytest

from helpdesk import outbox
from helpdesk.lib.ids import uuid7
from helpdesk.lib.logs import WithoutSecrets


@pytest.fixture
def lines(capsys):
    """What the handler of an installation writes."""
    from django.conf import settings

    made = logging.config.DictConfigurator(settings.LOGGING)
    handler = logging.StreamHandler()
    for name in settings.LOGGING["handlers"]["stderr"]["filters"]:
        handler.addFilter(made.configure_filter(settings.LOGGING["filters"][name]))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield lambda: capsys.readouterr().err
    logger.removeHandler(handler)


@pytest.mark.django_db
def test_the_address_of_an_order_is_not_in_the_log_when_an_answer_was_refused(public, lines):
    token = outbox.secret("trials.status", uuid7(), 1)
    assert public().post(f"/order/{token}/questions/{uuid7()}/", {"text": ""}).status_code == 404
    said = lines()
    assert "/order/" in said
    assert token not in said.splitlines()[-1]


@pytest.mark.parametrize("path", ["/invitation/%s/", "/arrive/%s/", "/accounts/password/reset/key/1x-%s/"])
def test_no_secret_of_a_link_stays_in_a_line(path):
    secret = outbox.secret("test", uuid7(), 1)
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Bad: %s", (path % secret,), None)
    assert WithoutSecrets().filter(line)
    assert secret not in line.getMessage()


def test_ids_stay_readable():
    id = str(uuid7())
    line = logging.LogRecord("x", logging.WARNING, "", 0, "Letter %s failed at /console/%s/", (id, id), None)
    WithoutSecrets().filter(line)
    assert line.getMessage().count(id) == 2
