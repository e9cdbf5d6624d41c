"""Nobody is led away from here, and no address breaks a header."""

import pytest

from helpdesk import outbox
from helpdesk.accounts.models import HandOff
from helpdesk.timers import clock
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

AWAY = [
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "http:///evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
    "/\t/evil.example",
]
ODD = ["/\r\nX-Evil: 1", "/\nSet-Cookie: a=b", "/ž"]


def arrive(public, inside, desk, wanted):
    browser = public(desk.manager)
    HandOff.issue(
        user=desk.manager,
        session_key=browser.session.session_key,
        tenant=desk.tenant.pk,
        token_digest=outbox.digest("token"),
        now=clock.now(),
    )
    return inside(desk).post("/arrive/", {"token": "token", "next": wanted})


@pytest.mark.parametrize("wanted", AWAY)
def test_no_door_leads_to_another_site(public, inside, acme, wanted):
    answers = [
        arrive(public, inside, acme, wanted),
        public().post(
            "/accounts/login/", {"login": acme.manager.email, "password": PASSWORD, "next": wanted}
        ),
        public().post("/ui/theme/", {"theme": "dark", "next": wanted}),
        inside(acme, acme.manager).post("/ui/language/", {"language": "en", "next": wanted}),
    ]
    for answer in answers:
        assert answer.status_code in (302, 303)
        assert answer["Location"].startswith("/")
        assert answer["Location"][1:2] not in ("/", "\\", "\t")


@pytest.mark.parametrize("wanted", ODD)
def test_an_odd_address_is_written_so_that_a_header_can_hold_it(public, inside, acme, wanted):
    answer = arrive(public, inside, acme, wanted)
    assert answer.status_code == 303
    assert answer["Location"].isascii()
    assert answer["Location"].startswith("/")
    assert not {"\r", "\n"} & set(answer["Location"])
    assert "X-Evil" not in answer.headers
