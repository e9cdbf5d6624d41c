"""What every page says to the browser, whoever asks and wherever it ends."""

import re

import pytest

pytestmark = pytest.mark.django_db

PRIVATE = ["/", "/requests/", "/report/", "/people/", "/carry-on/", "/nowhere/"]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=\"|\son[a-z]+=\"|href=\"javascript:", re.I
)


@pytest.mark.parametrize("page", PRIVATE)
def test_what_a_signed_in_person_sees_is_kept_by_no_cache(inside, acme, page):
    assert "no-store" in inside(acme, acme.manager).get(page)["Cache-Control"]


@pytest.mark.parametrize("page", ["/my/", "/accounts/2fa/", "/accounts/password/change/", "/console/"])
def test_neither_is_what_an_operator_sees(public, operator_admin, page):
    assert "no-store" in public(operator_admin).get(page)["Cache-Control"]


@pytest.mark.parametrize("page", [*PRIVATE, "/queue/", "/calls/new/"])
def test_no_page_may_be_framed_guessed_at_or_run_what_is_written_in_it(inside, acme, page):
    for person in (acme.manager, acme.agent):
        answer = inside(acme, person).get(page)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert not INLINE.search(answer.text)


def test_the_page_of_a_host_that_is_not_there_is_as_well_kept(client):
    answer = client.get("/", headers={"host": "nobody.langelis.test"})
    assert answer.status_code == 404
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_a_host_that_is_not_yours_and_one_that_is_nobodys_answer_the_same_to_the_last_header(
    inside, client, acme, globex
):
    foreign = inside(acme, globex.manager).get("/")
    nobodys = client.get("/", headers={"host": "nobody.langelis.test"})
    assert foreign.status_code == 404
    assert foreign.content == nobodys.content
    assert dict(foreign.headers) == dict(nobodys.headers)
    assert not foreign.cookies


@pytest.mark.parametrize("lie", ["X-Forwarded-Host", "X-Host", "Forwarded"])
def test_no_header_but_the_host_says_which_help_desk_it_is(client, acme, lie):
    answer = client.get("/", headers={"host": "acme.langelis.test", lie: "evil.example"})
    assert answer["Location"] == "http://langelis.test/enter/acme/?next=/"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(public, acme):
    from tests.cast import PASSWORD

    answer = public().post("/accounts/login/", {"login": acme.manager.email, "password": PASSWORD})
    assert {"session", "csrf"} <= set(answer.cookies)
    for cookie in answer.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax"
        assert cookie["domain"] == ""
