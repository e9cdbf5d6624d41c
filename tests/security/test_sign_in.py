"""Guessing passwords, moving sessions, and what is left of somebody who is no longer here."""

from datetime import timedelta

import pytest

from helpdesk import outbox
from helpdesk.accounts.models import HandOff, Session
from helpdesk.timers import clock
from tenants.models import Membership
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_before(db):
    from django.core.cache import cache

    cache.clear()


def sign_in(browser, email, password, **passed):
    return browser.post("/accounts/login/", {"login": email, "password": password}, **passed)


def test_a_password_is_not_guessed_by_trying(public, acme):
    for _n in range(5):
        sign_in(public(), acme.manager.email, "wrong")
    answer = sign_in(public(), acme.manager.email, PASSWORD)
    assert "session" not in answer.cookies


def test_behind_our_proxy_one_sender_who_guesses_locks_out_nobody_else(public, acme, settings):
    settings.PROXIES = 1
    for n in range(12):
        sign_in(public(), f"nobody{n}@acme.example", "wrong", headers={"x-forwarded-for": "203.0.113.66"})
    guessing = sign_in(public(), acme.agent.email, PASSWORD, headers={"x-forwarded-for": "203.0.113.66"})
    other = sign_in(public(), acme.manager.email, PASSWORD, headers={"x-forwarded-for": "203.0.113.7"})
    assert "session" not in guessing.cookies
    assert (other.status_code, other["Location"]) == (302, "/my/")


def test_a_sender_does_not_become_another_by_writing_a_header(public, acme, settings):
    settings.PROXIES = 1
    for n in range(12):
        made_up = {"x-forwarded-for": f"198.51.100.{n}, 203.0.113.66"}
        sign_in(public(), f"nobody{n}@acme.example", "wrong", headers=made_up)
    made_up = {"x-forwarded-for": "198.51.100.99, 203.0.113.66"}
    assert "session" not in sign_in(public(), acme.manager.email, PASSWORD, headers=made_up).cookies


def test_a_request_that_came_round_the_proxy_is_still_answered(public, acme, settings):
    settings.PROXIES = 2
    answer = sign_in(public(), acme.manager.email, PASSWORD, headers={"x-forwarded-for": "203.0.113.7"})
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_alike(public, acme):
    known = sign_in(public(), acme.manager.email, "wrong wrong wrong")
    unknown = sign_in(public(), "nobody@acme.example", "wrong wrong wrong")
    assert known.status_code == unknown.status_code
    assert "nobody@acme.example" in unknown.text
    swap = unknown.text.replace("nobody@acme.example", acme.manager.email)
    assert _plain(known.text) == _plain(swap)


def test_a_new_password_is_promised_to_known_and_unknown_addresses_alike(public, acme):
    known = public().post("/accounts/password/reset/", {"email": acme.manager.email})
    unknown = public().post("/accounts/password/reset/", {"email": "nobody@acme.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def _plain(page):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|[0-9A-Za-z]{64}', "", page)


@pytest.mark.parametrize("end", ["sign out", "deactivated", "removed", "new password"])
def test_a_session_of_a_help_desk_ends_with_what_it_hangs_on(public, inside, acme, end):
    browser, there = _entered(public, inside, acme, acme.colleague)
    assert there.get("/requests/").status_code == 200
    match end:
        case "sign out":
            browser.post("/accounts/logout/")
        case "deactivated":
            type(acme.colleague).objects.filter(pk=acme.colleague.pk).update(is_active=False)
        case "removed":
            Membership.objects.get(user=acme.colleague, tenant=acme.tenant).remove(by=None, at=clock.now())
        case "new password":
            acme.colleague.set_password("another quiet window")
            acme.colleague.save()
    assert there.get("/requests/").status_code == 302


def test_a_session_of_a_help_desk_never_outlives_the_one_it_came_from(public, inside, acme):
    browser, there = _entered(public, inside, acme, acme.colleague, left=timedelta(hours=1))
    own = Session.objects.get(pk=there.session.session_key)
    parent = Session.objects.get(pk=browser.session.session_key)
    assert own.parent_id == parent.pk
    assert abs(own.expire_date - parent.expire_date) < timedelta(seconds=2)


def test_a_session_opens_only_the_host_it_was_opened_on(public, inside, acme, globex, operator_agent):
    _browser, there = _entered(public, inside, acme, operator_agent)
    key = there.session.session_key
    for host in ("globex.langelis.test", "langelis.test"):
        thief = public()
        thief.cookies["session"] = key
        assert (
            thief.get("/my/" if host == "langelis.test" else "/queue/", headers={"host": host}).status_code
            == 302
        )


def _entered(public, inside, desk, user, left=None):
    browser = public(user)
    if left:
        Session.objects.filter(pk=browser.session.session_key).update(expire_date=clock.now() + left)
    HandOff.issue(
        user=user,
        session_key=browser.session.session_key,
        tenant=desk.tenant.pk,
        token_digest=outbox.digest("token"),
        now=clock.now(),
    )
    there = inside(desk)
    assert there.post("/arrive/", {"token": "token"}).status_code == 303
    return browser, there
