"""The password alone opens no passage for somebody with a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from helpdesk.accounts.models import HandOff
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def test_the_password_alone_opens_no_passage_for_whoever_has_a_second_factor(public, acme):
    TOTP.activate(acme.manager, generate_totp_secret())
    assert Authenticator.objects.filter(user=acme.manager).exists()
    browser = public()
    said = {"login": acme.manager.email, "password": PASSWORD, "next": "/enter/acme/"}
    answer = browser.post("/accounts/login/", said)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/2fa/")
    assert not HandOff.objects.exists()
    assert browser.get("/my/").status_code == 302
