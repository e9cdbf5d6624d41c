"""The hand-off from the public host into a help desk."""

import re
from datetime import timedelta
from html import escape, unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from helpdesk.accounts.models import HandOff, Session
from helpdesk.timers import clock

pytestmark = pytest.mark.django_db


def passage(public, desk, user):
    """Asks for a passage on the public host; gives that browser and the token of the link."""
    browser = public(user)
    page = browser.post(f"/enter/{desk.tenant.address}/", {"next": "/people/"})
    assert page.status_code == 200
    found = re.search(rf"{desk.tenant.host}/arrive/([^/]+)/", page.content.decode())
    return browser, found[1]


def test_a_member_comes_in_by_a_passage(public, inside, acme):
    _browser, token = passage(public, acme, acme.manager)
    there = inside(acme)
    assert token in there.get(f"/arrive/{token}/").content.decode()
    answer = there.post("/arrive/", {"token": token, "next": "/people/"})
    assert (answer.status_code, answer["Location"]) == (303, "/people/")
    assert there.get("/people/").status_code == 200


def test_looking_at_a_passage_does_not_use_it_up(public, inside, acme):
    _browser, token = passage(public, acme, acme.manager)
    inside(acme).get(f"/arrive/{token}/")
    assert HandOff.objects.get().used_at is None


def test_a_passage_works_once(public, inside, acme):
    _browser, token = passage(public, acme, acme.manager)
    assert inside(acme).post("/arrive/", {"token": token}).status_code == 303
    assert inside(acme).post("/arrive/", {"token": token}).status_code == 422


def test_a_passage_closes_after_a_minute(public, inside, acme):
    _browser, token = passage(public, acme, acme.manager)
    clock.shift(timedelta(seconds=61))
    late = inside(acme).post("/arrive/", {"token": token, "next": "/people/"})
    assert late.status_code == 422
    assert "http://langelis.test/enter/acme/?next=/people/" in late.content.decode()


def test_a_passage_into_one_help_desk_opens_no_other(public, inside, acme, globex):
    _browser, token = passage(public, acme, acme.manager)
    assert inside(globex).post("/arrive/", {"token": token}).status_code == 422


def test_a_foreign_and_a_missing_help_desk_answer_alike(public, acme, globex):
    browser = public(globex.manager)
    assert browser.get("/enter/acme/").status_code == 404
    assert browser.get("/enter/no-such-desk/").status_code == 404
    assert browser.post("/enter/acme/").status_code == 404


def test_a_session_ends_with_the_one_it_came_from(public, inside, acme):
    browser, token = passage(public, acme, acme.manager)
    there = inside(acme)
    there.post("/arrive/", {"token": token})
    assert there.get("/people/").status_code == 200
    browser.post("/accounts/logout/")
    assert there.get("/people/").status_code == 302


def test_leaving_a_help_desk_ends_both_sessions(public, inside, acme):
    browser, token = passage(public, acme, acme.manager)
    there = inside(acme)
    there.post("/arrive/", {"token": token})
    assert there.post("/leave/").status_code == 200
    assert browser.get("/my/").status_code == 302
    assert not Session.objects.filter(user=acme.manager).exists()


@pytest.mark.parametrize("part", ["agent", "manager"])
def test_whoever_has_signed_out_is_shown_nothing_of_the_inside(part, inside, acme):
    client = inside(acme, getattr(acme, part))
    bar = client.get("/people/").content.decode().split("<main")[0]
    assert 'href="/people/"' in bar
    left = client.post("/leave/").content.decode()
    private = ("/people/", "/calls/answer/", "/report/", "/notices/", "account-menu", "UAB Acme")
    for inside_only in private:
        assert inside_only not in left, inside_only


def test_the_way_on_never_leads_to_another_host(public, inside, acme):
    _browser, token = passage(public, acme, acme.manager)
    answer = inside(acme).post("/arrive/", {"token": token, "next": "//evil.example/"})
    assert answer["Location"] == "/"


WHOLE = "/incidents/?view=mine&impact=critical&q=a%2Bb#e1"


@pytest.mark.parametrize("way", ["press", "password"])
def test_the_way_on_is_whole_however_much_it_asks_for(way, public, inside, acme):
    if way == "press":
        page = public(acme.manager).post("/enter/acme/", {"next": WHOLE})
    else:
        page = signed_in(public, acme.manager, f"/enter/acme/?{urlencode({'next': WHOLE})}")
    link = unescape(re.search(r'href="([^"]+/arrive/[^"]+)"', page.content.decode())[1])
    there = inside(acme).get(link.removeprefix(f"http://{acme.tenant.host}"))
    assert f'name="next" value="{escape(WHOLE)}"' in there.content.decode()


def test_a_passage_that_is_used_leads_back_to_the_whole_way(inside, acme):
    page = inside(acme).post("/arrive/", {"token": "used", "next": WHOLE}).content.decode()
    link = unescape(re.search(r'href="([^"]+/enter/[^"]+)"', page)[1])
    assert parse_qs(urlsplit(link).query) == {"next": [WHOLE]}


def test_the_first_entry_of_the_company_activates_the_help_desk_once(public, inside, acme):
    for _ in range(2):
        _browser, token = passage(public, acme, acme.manager)
        inside(acme).post("/arrive/", {"token": token})
        acme.tenant.refresh_from_db()
        first = acme.tenant.activated_at
    assert first is not None
    acme.tenant.refresh_from_db()
    assert acme.tenant.activated_at == first


def test_an_operators_entry_is_on_record_and_activates_nothing(public, inside, acme, operator_agent):
    from helpdesk.audit.models import Record

    _browser, token = passage(public, acme, operator_agent)
    assert inside(acme).post("/arrive/", {"token": token}).status_code == 303
    assert Record.objects.filter(kind="tenant.entered", subject_id=acme.tenant.pk).count() == 1
    acme.tenant.refresh_from_db()
    assert acme.tenant.activated_at is None


def signed_in(public, user, wanted):
    """The answer to the password of somebody who was on the way somewhere."""
    said = {"login": user.email, "password": "a quiet window", "next": wanted}
    return public().post("/accounts/login/", said)


def test_the_password_itself_opens_the_passage_of_who_was_on_the_way(public, inside, acme):
    page = signed_in(public, acme.manager, "/enter/acme/?next=/people/")
    assert page.status_code == 200
    token, wanted = re.search(
        rf"{acme.tenant.host}/arrive/([^/]+)/\?next=([^\"]+)", page.content.decode()
    ).groups()
    assert wanted == "/people/"
    there = inside(acme)
    assert there.post("/arrive/", {"token": token, "next": wanted}).status_code == 303
    assert there.get("/people/").status_code == 200


def test_a_wrong_password_opens_none(public, acme):
    said = {"login": acme.manager.email, "password": "guessed", "next": "/enter/acme/"}
    assert public().post("/accounts/login/", said).status_code != 302
    assert not HandOff.objects.exists()


@pytest.mark.parametrize(
    "wanted", ["/enter/globex/", "/enter/no-such-desk/", "https://evil.example/enter/acme/", "/my/", ""]
)
def test_the_password_opens_nothing_else(wanted, public, acme, globex):
    answer = signed_in(public, acme.manager, wanted)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert not HandOff.objects.exists()


def test_an_operator_enters_by_a_press_of_their_own(public, acme, operator_agent):
    assert signed_in(public, operator_agent, "/enter/acme/").status_code == 302
    assert not HandOff.objects.exists()


def test_whoever_is_in_already_is_not_made_somebody_else_by_a_link(public, inside, acme):
    _browser, token = passage(public, acme, acme.customer)
    page = inside(acme, acme.manager).get(f"/arrive/{token}/").content.decode()
    assert "data-autosubmit" not in page
    assert acme.customer.name in page


def test_whoever_is_in_already_comes_in_again_without_a_press(public, inside, acme):
    _browser, token = passage(public, acme, acme.manager)
    assert "data-autosubmit" in inside(acme, acme.manager).get(f"/arrive/{token}/").content.decode()
