"""An installation with nothing set but what it must set is a safe one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[2]
ASK = """
import json, django; django.setup()
from django.conf import settings
from django.test import Client, RequestFactory
from django.http import Http404
from django.utils import translation
from helpdesk.outbox.views import demo_letter, demo_mail
from helpdesk.ui.gallery import gallery
def there(view, **kwargs):
    try:
        return view(RequestFactory().get("/"), **kwargs).status_code
    except Http404:
        return 404
names = ["DEBUG", "DEMO_MAILBOX", "CLOCK_MAY_SHIFT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
         "SESSION_COOKIE_DOMAIN", "EMAIL_BACKEND"]
print(json.dumps({name: getattr(settings, name) for name in names} | {
    "mail": there(demo_mail), "letter": there(demo_letter, id=None), "gallery": there(gallery)}))
"""


def run(*command, **more):
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL", "REDIS_URL") if name in os.environ}
    environment = kept | {
        "SECRET_KEY": "only for this check " + "7" * 60,
        "PUBLIC_HOST": "help.example.com",
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        **more,
    }
    return subprocess.run(
        [sys.executable, *command], cwd=CLONE, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def said():
    import json

    done = run("-c", ASK)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_what_is_for_the_demo_alone_is_off(said):
    assert (said["DEBUG"], said["DEMO_MAILBOX"], said["CLOCK_MAY_SHIFT"]) == (False, False, False)
    assert (said["mail"], said["letter"], said["gallery"]) == (404, 404, 404)


def test_cookies_go_over_tls_alone_and_to_one_host_alone(said):
    assert said["SESSION_COOKIE_SECURE"]
    assert said["CSRF_COOKIE_SECURE"]
    assert said["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert said["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert said["SESSION_COOKIE_DOMAIN"] is None


def test_everything_goes_over_tls_and_browsers_remember_it(said):
    assert said["SECURE_SSL_REDIRECT"]
    assert said["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600


def test_djangos_own_check_of_an_installation_finds_nothing():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_nothing_starts_without_a_secret():
    done = run("manage.py", "check", SECRET_KEY="")
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr
