"""Invitations are no way to flood a mailbox."""

from datetime import timedelta

import pytest

from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tenants import limits
from tenants.models import Invitation

pytestmark = pytest.mark.django_db


def ask(browser, email, name="Naujokas"):
    person = {"name": name, "email": email, "role": "customer", "language": "lt"}
    return browser.post("/people/invite/", person)


def test_a_help_desk_sends_only_so_many_invitations_an_hour(inside, acme, monkeypatch):
    monkeypatch.setattr(limits, "AN_HOUR", 3)
    browser = inside(acme, acme.manager)
    answers = [ask(browser, f"n{n}@acme.example").status_code for n in range(4)]
    assert answers == [303, 303, 303, 422]
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert ask(browser, "later@acme.example").status_code == 303


def test_one_address_is_not_asked_again_and_again(inside, acme):
    browser = inside(acme, acme.manager)
    asked = [ask(browser, "one@acme.example", f"Naujokas {n}") for n in range(limits.A_DAY + 2)]
    answers = [one.status_code for one in asked]
    assert answers == [303] * limits.A_DAY + [422, 422]


def test_who_is_invited_already_is_not_invited_by_the_same_words_again(inside, acme):
    browser = inside(acme, acme.manager)
    browser.cookies["language"] = "en"
    ask(browser, "one@acme.example")
    again = ask(browser, "ONE@acme.example")
    assert again.status_code == 422
    assert "This person is invited already" in again.content.decode()
    assert Letter.objects.filter(to="one@acme.example").count() == 1
    asked = Invitation.objects.get(email="one@acme.example")
    assert asked.revoked_at is None
    asked.revoke(by=None, at=clock.now())
    assert ask(browser, "one@acme.example").status_code == 303
    with clock.at(clock.now() + Invitation.LIFE):
        assert ask(browser, "one@acme.example").status_code == 303  # that link is worth nothing any more


def test_one_link_is_not_sent_again_and_again(inside, acme):
    browser = inside(acme, acme.manager)
    ask(browser, "one@acme.example")
    link = Invitation.objects.get(email="one@acme.example").pk
    for _n in range(limits.A_DAY + 5):
        assert browser.post(f"/people/invitations/{link}/again/").status_code == 303
    assert Letter.objects.filter(to="one@acme.example").count() == limits.A_DAY


@pytest.mark.parametrize("act", ["revoke", "again"])
def test_an_invitation_of_another_company_is_not_there(inside, acme, globex, act):
    ask(inside(acme, acme.manager), "one@acme.example")
    link = Invitation.objects.get(email="one@acme.example").pk
    stranger = inside(globex, globex.manager)
    assert stranger.post(f"/people/invitations/{link}/{act}/").status_code == 404


def test_a_manager_makes_no_agent(inside, acme):
    person = {"name": "Naujokas", "email": "n@acme.example", "role": "agent", "language": "lt"}
    assert inside(acme, acme.manager).post("/people/invite/", person).status_code == 422
