"""The manager says the wish: in the help desk while it runs, on the public host after its end."""

from datetime import timedelta

import pytest
from django.template import Context, Template

from helpdesk.timers import clock
from tenants.door import Entry
from tests.trials.making import MONDAY, fire, running
from trials.models import Wish

pytestmark = pytest.mark.django_db


def english(browser):
    browser.cookies["language"] = "en"
    return browser


def banner(desk, part="manager"):
    role = "manager" if part == "manager" else "customer"
    context = {
        "tenant": desk.tenant,
        "entry": Entry(desk.people[part], desk.tenant, role),
        "now": clock.now(),
    }
    return Template("{% load trials %}{% trial_banner %}").render(Context(context)).strip()


def test_a_manager_says_the_wish_in_the_help_desk(acme, inside):
    running(acme)
    browser = english(inside(acme, acme.manager))
    page = browser.get("/carry-on/")
    assert (page.status_code, "We want to carry on" in page.content.decode()) == (200, True)
    assert browser.post("/carry-on/", {"words": "Please."}).status_code == 303
    wish = Wish.objects.get()
    assert (wish.said_by, wish.words, wish.recorded_by) == (acme.manager.pk, "Please.", None)
    again = browser.post("/carry-on/", {"words": "Please."})
    assert (again.status_code, "said already" in again.content.decode()) == (422, True)
    assert "and your help desk keeps running." in browser.get("/carry-on/").content.decode()


@pytest.mark.parametrize("part", ["customer", "colleague", "first_line", "agent"])
def test_nobody_but_a_manager_says_it(acme, inside, part):
    running(acme)
    browser = inside(acme, acme.people[part])
    assert browser.get("/carry-on/").status_code == 403
    assert browser.post("/carry-on/", {}).status_code == 403
    assert not Wish.objects.exists()


def test_another_companys_manager_finds_nothing(acme, globex, inside):
    running(acme)
    browser = inside(globex, globex.manager)
    assert browser.post("/carry-on/", {"words": ""}).status_code == 404
    assert not Wish.objects.exists()


def test_a_help_desk_without_an_end_has_nothing_to_carry_on(acme, inside):
    order = running(acme)
    order.subscribe(by=None, at=clock.now())
    browser = english(inside(acme, acme.manager))
    assert "runs without an end" in browser.get("/carry-on/").content.decode()
    assert browser.post("/carry-on/", {"words": ""}).status_code == 422


def test_after_the_end_the_manager_reads_why_and_says_the_wish_on_the_public_host(acme, public):
    with clock.at(MONDAY) as hand:
        running(acme)
        hand.forward(timedelta(days=32))
        fire()
        browser = english(public(acme.manager))
        page = browser.get("/ended/acme/").content.decode()
        assert "The free month is over." in page
        assert "+370" in page
        assert browser.post("/ended/acme/carry-on/", {"words": ""}).status_code == 303
        assert "Your wish to carry on is noted" in browser.get("/ended/acme/").content.decode()
        assert browser.post("/ended/acme/carry-on/", {"words": ""}).status_code == 422
    assert Wish.objects.get().said_by == acme.manager.pk


def test_a_colleague_reads_why_but_cannot_say_it(acme, public):
    with clock.at(MONDAY) as hand:
        running(acme)
        hand.forward(timedelta(days=32))
        fire()
        browser = english(public(acme.customer))
        page = browser.get("/ended/acme/").content.decode()
        assert "The free month is over." in page
        assert "We want to carry on" not in page
        assert browser.post("/ended/acme/carry-on/", {"words": ""}).status_code == 404


def test_strangers_and_other_companies_get_the_404_of_an_unknown_address(
    acme, globex, public, operator_admin
):
    running(acme).end("ended", by=None, at=clock.now())
    for user in (globex.manager, operator_admin):
        known, unknown = (public(user).get(f"/ended/{address}/") for address in ("acme", "nobody"))
        assert (known.status_code, unknown.status_code) == (404, 404)
    assert public().get("/ended/acme/").status_code == 302
    assert public(globex.manager).post("/ended/acme/carry-on/", {}).status_code == 404


def test_while_it_runs_the_page_of_the_end_leads_inside(acme, public):
    running(acme)
    answer = public(acme.manager).get("/ended/acme/")
    assert (answer.status_code, answer["Location"]) == (302, "/enter/acme/")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "30 days left"), (9, "21 days left"), (29, "1 day left"), (30, "Today is the last day")],
)
def test_the_banner_counts_the_days(acme, days, words):
    with clock.at(MONDAY) as hand:
        running(acme)
        acme.tenant.refresh_from_db()
        hand.forward(timedelta(days=days))
        assert words in banner(acme)
        assert 'href="/carry-on/"' in banner(acme)


def test_colleagues_are_told_in_the_last_week_only_and_without_the_button(acme):
    with clock.at(MONDAY) as hand:
        running(acme)
        acme.tenant.refresh_from_db()
        assert banner(acme, "customer") == ""
        hand.forward(timedelta(days=24))
        assert "6 days left" in banner(acme, "customer")
        assert "/carry-on/" not in banner(acme, "customer")


def test_a_standing_wish_takes_the_place_of_the_countdown(acme):
    order = running(acme)
    Wish.say(order, by=acme.manager.pk, at=clock.now())
    acme.tenant.refresh_from_db()
    assert "and your help desk keeps running." in banner(acme)
    assert banner(acme, "customer") == ""


def test_without_an_end_there_is_no_banner(acme):
    order = running(acme)
    order.subscribe(by=None, at=clock.now())
    acme.tenant.refresh_from_db()
    assert banner(acme) == ""
