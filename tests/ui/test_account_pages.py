"""The pages of sign-in and second factor, in our own design."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from helpdesk import outbox

pytestmark = pytest.mark.django_db

OPEN = [
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
]
OPEN += ["/accounts/password/reset/key/done/", "/accounts/password/reset/key/x-y/"]
MINE = ["/accounts/password/change/", "/accounts/2fa/", "/accounts/logout/"]


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("path", OPEN)
def test_a_stranger_sees_it_in_our_frame(public, path, language):
    client = public()
    client.cookies["language"] = language
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    assert 'class="top"' in answer.text


@pytest.mark.parametrize("path", MINE)
def test_somebody_signed_in_sees_it_in_our_frame(public, acme, path):
    answer = public(acme.manager).get(path, follow=True)
    assert answer.status_code == 200
    assert 'id="account-menu"' in answer.text


def test_a_wrong_password_is_said_above_the_form_and_the_address_is_kept(public):
    answer = public().post("/accounts/login/", {"login": "ona@acme.example", "password": "no"})
    assert 'class="error-summary"' in answer.text
    assert 'value="ona@acme.example"' in answer.text


def test_the_second_factor_from_setting_it_up_to_switching_it_off(public, acme):
    acme.manager.set_password("a quiet window")
    acme.manager.save()
    client = public()
    sign_in = {"login": acme.manager.email, "password": "a quiet window"}
    client.post("/accounts/login/", sign_in)

    again = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert 'name="password"' in again.text
    client.post("/accounts/reauthenticate/", {"password": "a quiet window"})

    page = client.get("/accounts/2fa/totp/activate/")
    assert 'class="qr"' in page.text
    secret = page.context["form"].secret
    assert secret in page.text
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).context["form"].errors
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302

    codes = client.get("/accounts/2fa/recovery-codes/")
    assert 'class="codes"' in codes.text
    assert codes.text.count("<li><code>") == 10
    for path in (
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
    ):
        assert 'id="account-menu"' in client.get(path).text

    other = public()
    assert other.post("/accounts/login/", sign_in)["Location"].startswith("/accounts/2fa/authenticate/")
    assert 'name="code"' in other.get("/accounts/2fa/authenticate/").text
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302


def test_a_link_to_a_new_password_works_once(public, acme):
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    key = f"{user_pk_to_url_str(acme.customer)}-{default_token_generator.make_token(acme.customer)}"
    client = public()
    page = client.get(f"/accounts/password/reset/key/{key}/", follow=True)
    assert 'name="password1"' in page.text
    action = page.context["action_url"]
    short = client.post(action, {"password1": "short", "password2": "short"})
    assert 'class="error-summary"' in short.text
    new = {"password1": "a quieter window", "password2": "a quieter window"}
    assert client.post(action, new).status_code == 302
    assert "password1" not in public().get(f"/accounts/password/reset/key/{key}/", follow=True).text


@pytest.mark.parametrize(
    ("part", "button"), [("customer", "Pasirinkti naują slaptažodį"), ("colleague", "Choose a new password")]
)
def test_the_letter_about_a_new_password_has_a_button_and_its_address_in_plain_words(
    part, button, public, acme, mailoutbox, settings
):
    settings.DEMO_MAILBOX = False
    who = getattr(acme, part)
    public().post("/accounts/password/reset/", {"email": who.email})
    outbox.deliver_all()
    [letter] = [one for one in mailoutbox if who.email in one.to[0]]
    [(html, kind)] = [(part.content, part.mimetype) for part in letter.alternatives]
    [(url, words)] = re.findall(r'<a href="([^"]+)"><font color="#ffffff"><b>([^<]+)</b>', html)
    assert (kind, words) == ("text/html", button)
    assert f"{button}:\n{url}\n" in letter.body
    assert settings.HELP_LINE in html
    assert settings.HELP_LINE in letter.body
    host = f"{settings.PUBLIC_SCHEME}://{settings.PUBLIC_HOST}"
    assert url.startswith(f"{host}/accounts/password/reset/key/")
    assert 'name="password1"' in public().get(url.removeprefix(host), follow=True).text
