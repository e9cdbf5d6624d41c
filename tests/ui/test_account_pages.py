"""The pages of sign-in and second factor, in our own design."""

import pytest

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
