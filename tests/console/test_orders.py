"""The approval queue and the page of an order."""

from datetime import timedelta

import pytest

from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tenants import provisioning
from tenants.models import ProvisioningStep, Tenant
from tests.reading import words
from tests.statements import at_most
from tests.trials.making import MONDAY, received, running, sent
from trials.models import Order, Question, Terms, Wish

pytestmark = pytest.mark.django_db


def url(order, act=""):
    return f"/console/orders/{order.pk}/{act}"


def test_the_queue_shows_what_is_owed_the_most_urgent_first_with_its_countdown(admin):
    with clock.at(MONDAY) as hand:
        first = received(company="UAB Pirma")
        hand.forward(timedelta(days=1))
        received(company="UAB Antra", company_code="", email="antra@antra.example")
        page = words(admin.get("/console/orders/"))
    assert page.index("UAB Pirma") < page.index("UAB Antra")
    assert "data-countdown" in page
    assert str(first.pk) in page


def test_an_empty_queue_says_what_would_be_here(admin):
    assert "Every order is answered" in words(admin.get("/console/orders/"))
    assert "stand here" in words(admin.get("/console/orders/?view=answered"))


def test_the_lists_do_not_ask_more_for_more_rows(admin, acme):
    for n in range(4):
        received(company=f"UAB Daug {n}", company_code="", email=f"daug{n}@daug.example")
    admin.get("/console/orders/")
    with at_most(10):
        admin.get("/console/orders/")
    with at_most(10):
        admin.get("/console/orders/?view=answered")


def test_the_page_of_an_order_shows_it_whole_and_proposes_the_nearest_free_address(admin, acme):
    order = received(wished_address="acme", phone="+370 600 00001", systems=["bonus", "other"])
    page = words(admin.get(url(order)))
    for said in (
        "Rasa Krovė",
        "rasa@krovinys.example",
        "+370 600 00001",
        "Bonus, other",
        f"Version {Terms.current()}, accepted",
    ):
        assert said in page
    assert 'value="acme-2"' in page
    assert "is taken: this is the nearest free one" in page


def test_what_is_known_of_the_company_stands_beside_the_order(admin, acme):
    running(acme, company="Krovinys, UAB", company_code="300000001", email="old@krovinys.example")
    received(company="UAB Kita", company_code="", email="rasa@krovinys.example")
    order = received(company_code="300000001")
    throwaway = received(company="UAB Šiukšlė", company_code="", email="x@mailinator.com")
    page = words(admin.get(url(order)))
    assert "An earlier trial of the same company." in page
    assert "The same e-mail address." in page
    assert "throwaway mail" in words(admin.get(url(throwaway)))
    assert "throwaway mail" not in page
    assert "An earlier trial of the same company." in words(admin.get("/console/orders/"))


def test_the_preview_shows_the_mail_that_will_be_sent_and_sends_nothing(admin):
    order = received(language="lt")
    page = admin.post(url(order, "preview/"), {"address": "krovinys-lt", "language": "en"})
    assert "Your help desk is ready: UAB Krovinys" in words(page)
    assert "krovinys-lt.langelis.test" in words(page)
    assert "/invitation/…/" in words(page)
    assert not Letter.objects.filter(letter="trials.link").exists()
    assert Order.objects.get().status == "received"
    assert admin.post(url(order, "preview/"), {"address": "www", "language": "en"}).status_code == 422


def test_an_order_is_approved_with_address_and_language(admin, operator_admin):
    order = received()
    answer = admin.post(url(order, "approve/"), {"address": "Krovinys-LT", "language": "en"})
    assert (answer.status_code, answer["Location"]) == (303, url(order))
    order.refresh_from_db()
    assert (order.status, order.language, order.desk.address) == ("approved", "en", "krovinys-lt")
    assert "Making the help desk" in words(admin.get(url(order)))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("www", "This word is kept for the service itself"),
        ("A b", "Use 3 to 30 small Latin letters"),
        ("", "Fill this in."),
        ("acme", "This address is taken. The nearest free one: acme-2"),
    ],
)
def test_a_bad_address_gets_a_sentence_and_keeps_what_was_typed(admin, acme, address, sentence):
    order = received()
    answer = admin.post(url(order, "approve/"), {"address": address, "language": "lt"})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'value="{address}"' in words(answer) or not address
    assert not Tenant.objects.filter(name="UAB Krovinys").exists()


@pytest.mark.parametrize("act", ["approve/", "decline/"])
def test_whoever_comes_second_is_told_and_sees_how_it_stands(admin, act):
    order = received()
    order.approve(address="krovinys", language="lt", by=None, at=clock.now())
    answer = admin.post(url(order, act), {"address": "krovinys-2", "language": "lt", "reason": "No."})
    assert answer.status_code == 409
    assert "Somebody has answered this order already" in words(answer)
    assert "Making the help desk" in words(answer)
    assert Tenant.objects.filter(name="UAB Krovinys").count() == 1


def test_declining_needs_a_reason_and_tells_it(admin):
    order = received(language="en")
    assert admin.post(url(order, "decline/"), {"reason": ""}).status_code == 422
    assert admin.post(url(order, "decline/"), {"reason": "Only companies."}).status_code == 303
    assert Letter.objects.filter(letter="trials.declined", to=order.email).exists()
    assert "Only companies." in words(admin.get(url(order)))


def test_a_question_goes_to_whoever_ordered(admin):
    order = received()
    assert admin.post(url(order, "ask/"), {"question": ""}).status_code == 422
    assert admin.post(url(order, "ask/"), {"question": "Which version?"}).status_code == 303
    assert Question.objects.get().text == "Which version?"
    assert "Not answered yet." in words(admin.get(url(order)))


def test_the_making_is_watched_and_answers_304_while_nothing_changes(admin):
    order = received()
    tenant = order.approve(address="krovinys", language="lt", by=None, at=clock.now())
    page = admin.get(url(order, "making/"))
    assert "hx-trigger" in words(page)
    seen = page.context["seen"]
    assert admin.get(url(order, "making/"), {"seen": seen}).status_code == 304
    ProvisioningStep.objects.filter(tenant=tenant, kind="schema").update(state="running")
    assert admin.get(url(order, "making/"), {"seen": seen}).status_code == 200


def test_a_step_that_failed_is_shown_with_its_error_and_tried_again(admin, monkeypatch):
    order = received()
    tenant = order.approve(address="krovinys", language="lt", by=None, at=clock.now())

    def broken(_tenant):
        raise RuntimeError("disk full")

    monkeypatch.setitem(provisioning.WORK, ProvisioningStep.Kind.SCHEMA, broken)
    provisioning.make(tenant.pk)
    step = ProvisioningStep.objects.get(tenant=tenant, kind="schema")
    page = words(admin.get(url(order)))
    assert "RuntimeError" in page
    assert f"/making/{step.pk}/retry/" in page
    assert admin.post(url(order, f"making/{step.pk}/retry/")).status_code == 303
    step.refresh_from_db()
    assert step.state == "waiting"
    other = received(email="o@o.example")
    assert admin.post(url(other, f"making/{step.pk}/retry/")).status_code == 404


def test_once_the_link_is_sent_nobody_watches_any_more(admin, acme):
    done = admin.get(url(sent(acme), "making/"), headers={"hx-request": "true"})
    assert "hx-trigger" not in words(done)
    assert done["HX-Refresh"] == "true"


def test_a_help_desk_is_ended_only_by_typing_its_address(admin, acme):
    order = running(acme)
    wrong = admin.post(url(order, "end/"), {"confirm": "globex"})
    assert (wrong.status_code, "not the address" in words(wrong)) == (422, True)
    assert admin.post(url(order, "end/"), {"confirm": "acme"}).status_code == 303
    order.refresh_from_db()
    assert (order.status, order.desk.deactivated_why) == ("deactivated", "ended")
    again = admin.post(url(order, "end/"), {"confirm": "acme"})
    assert again.status_code == 409
    assert admin.post(url(received(email="n@n.example"), "end/"), {"confirm": "x"}).status_code == 404


def test_a_wish_from_a_call_is_recorded_once(admin, acme, operator_admin):
    order = running(acme)
    assert admin.post(url(order, "wish/"), {"words": ""}).status_code == 422
    assert admin.post(url(order, "wish/"), {"words": "Ona called."}).status_code == 303
    wish = Wish.objects.get()
    assert (wish.recorded_by, wish.said_by) == (operator_admin.pk, None)
    assert "A wish to carry on stands" in words(admin.get(url(order)))
    assert admin.post(url(order, "wish/"), {"words": "Again."}).status_code == 409
    ended = admin.post(url(order, "end/"), {"confirm": "acme"})
    assert (ended.status_code, "answer it first" in words(ended)) == (409, True)
