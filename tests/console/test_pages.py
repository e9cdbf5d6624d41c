"""Who may see the console; wishes, help desks, timers and mail."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from helpdesk import access, timers
from helpdesk.lib.ids import uuid7
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tests.reading import words
from tests.statements import at_most
from tests.trials.making import MONDAY, received, running
from trials.models import Order, Wish

pytestmark = pytest.mark.django_db
PAGES = [name for name in access.PUBLIC if name.startswith("console:")]
POSTED = {
    "approve",
    "decline",
    "ask",
    "retry",
    "record_wish",
    "end",
    "answer_wish",
    "retry_timer",
    "cancel_timer",
    "resend",
    "preview",
}


def path(name):
    args = {
        "console:retry": [uuid7(), uuid7()],
        **{
            f"console:{n}": []
            for n in ("window", "news", "orders", "wishes", "trials", "timers", "outbox", "kept", "kept_csv")
        },
    }.get(name, [uuid7()])
    return reverse(name, args=args, urlconf="helpdesk.urls_public")


# --- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_the_console_does_not_exist_for_those_who_are_no_operators(public, acme, name):
    for user in (acme.manager, acme.agent):
        browser = public(user)
        assert browser.get(path(name)).status_code == 404
        assert browser.post(path(name)).status_code == 404
    assert public().get(path(name)).status_code == 302


FOR_AGENTS = {"console:window", "console:news", "console:kept", "console:kept_csv"}


@pytest.mark.parametrize("name", ["console:kept", "console:kept_csv"])
def test_operator_agents_see_the_promises_kept(public, operator_agent, name):
    assert public(operator_agent).get(path(name)).status_code == 200


@pytest.mark.parametrize("name", sorted(set(PAGES) - FOR_AGENTS))
def test_operator_agents_see_the_one_window_and_the_figures_alone(public, operator_agent, name):
    browser = public(operator_agent)
    assert browser.get(path(name)).status_code == 404
    assert browser.get(path("console:window")).status_code == 200


@pytest.mark.parametrize("name", sorted(POSTED))
def test_what_changes_something_is_posted(admin, name):
    assert admin.get(path(f"console:{name}")).status_code == 405


@pytest.mark.parametrize("name", sorted(set(PAGES) - {f"console:{name}" for name in POSTED}))
def test_what_only_shows_is_not_posted(admin, name):
    assert admin.post(path(name)).status_code == 405


# --- wishes --------------------------------------------------------------------------------------


def said(wish, **fields):
    return {f"{wish.pk}-{name}": value for name, value in fields.items()}


def test_the_wishes_wait_with_countdown_and_the_end_that_a_refusal_would_leave(admin, acme):
    with clock.at(MONDAY):
        Wish.say(running(acme), by=acme.manager.pk, words="We like it.", at=clock.now())
        page = words(admin.get("/console/wishes/"))
    assert "We like it." in page
    assert "Ona Vadovė" in page
    assert "data-countdown" in page
    assert "After a refusal now it works until the end of 23 December 2026" in page
    assert 'value="2027-01-23"' in page


@pytest.mark.parametrize(
    ("answer", "status", "ends"),
    [("extended", "extended", date(2027, 1, 31)), ("subscribed", "subscribed", None)],
)
def test_a_wish_is_answered(admin, acme, answer, status, ends):
    with clock.at(MONDAY):
        wish = Wish.say(running(acme), by=acme.manager.pk, at=clock.now())
        fields = said(wish, answer=answer, until="2027-01-31", reason="")
        assert admin.post(f"/console/wishes/{wish.pk}/answer/", fields).status_code == 303
        again = admin.post(f"/console/wishes/{wish.pk}/answer/", fields)
    assert (again.status_code, "answered this wish already" in words(again)) == (409, True)
    order = Order.objects.get()
    assert (order.status, order.desk.ends_on) == (status, ends)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"answer": ""}, "Choose one."),
        ({"answer": "extended", "until": ""}, "Choose a day after today."),
        ({"answer": "extended", "until": "2026-11-23"}, "Choose a day after today."),
        ({"answer": "extended", "until": "soon"}, "Write the day as year, month and day: 2026-12-28."),
        ({"answer": "extended", "until": "2026-12-22"}, "It was promised until the end of 23 December 2026"),
        ({"answer": "refused", "reason": ""}, "Say why: the company reads it."),
    ],
)
def test_a_half_answer_gets_a_sentence(admin, acme, fields, sentence):
    with clock.at(MONDAY):
        wish = Wish.say(running(acme), by=acme.manager.pk, at=clock.now())
        answer = admin.post(f"/console/wishes/{wish.pk}/answer/", said(wish, **fields))
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert Order.objects.get().wish_stands()


def test_a_refusal_is_answered_with_its_reason(admin, acme):
    wish = Wish.say(running(acme), by=acme.manager.pk, at=clock.now())
    fields = said(wish, answer="refused", reason="Not this trade.")
    assert admin.post(f"/console/wishes/{wish.pk}/answer/", fields).status_code == 303
    wish.refresh_from_db()
    assert (wish.answer, wish.reason) == ("refused", "Not this trade.")
    assert "No wish waits" in words(admin.get("/console/wishes/"))


# --- help desks ----------------------------------------------------------------------------------


def test_the_board_shows_the_help_desks_by_how_they_stand(admin, acme, globex):
    with clock.at(MONDAY) as hand:
        running(acme)
        acme.tenant.enter_first(by=acme.manager.pk, at=clock.now())
        page = words(admin.get("/console/help-desks/"))
        assert "UAB Acme" in page
        assert "UAB Globex" in page
        assert "23 December 2026" in page
        assert "UAB Acme" not in words(admin.get("/console/help-desks/?state=soon"))
        assert "UAB Acme" not in words(admin.get("/console/help-desks/?state=idle"))
        hand.forward(timedelta(days=25))
        assert "UAB Acme" in words(admin.get("/console/help-desks/?state=soon"))
    assert "No help desk stands this way" in words(admin.get("/console/help-desks/?state=erased"))
    with at_most(8):
        admin.get("/console/help-desks/")


# --- timers and mail -----------------------------------------------------------------------------


def test_the_timers_show_lateness_attempts_and_the_error(admin, acme):
    with clock.at(MONDAY) as hand:
        timers.arm("trials.nobody_knows", acme.tenant.pk, MONDAY, tenant=acme.tenant.pk)
        hand.forward(timedelta(minutes=3))
        timers.fire_due()
        page = words(admin.get("/console/timers/?view=failing"))
        assert "trials.nobody_knows" in page
        assert "UnknownKind" in page
        assert "3 min late" in page
        assert "UAB Acme" in page
        timer = Timer.objects.get(kind="trials.nobody_knows")
        Timer.objects.filter(pk=timer.pk).update(next_try_at=MONDAY + timedelta(hours=1))
        assert admin.post(f"/console/timers/{timer.pk}/retry/").status_code == 303
        timer.refresh_from_db()
        assert timer.next_try_at == clock.now()
        with at_most(12):
            admin.get("/console/timers/")


def test_a_timer_is_called_off_only_with_a_reason(admin, acme):
    timers.arm("trials.nobody_knows", acme.tenant.pk, clock.now() + timedelta(days=1), tenant=acme.tenant.pk)
    timer = Timer.objects.get(kind="trials.nobody_knows")
    empty = admin.post(f"/console/timers/{timer.pk}/cancel/", {f"{timer.pk}-reason": ""})
    assert (empty.status_code, "Fill this in." in words(empty)) == (422, True)
    done = admin.post(f"/console/timers/{timer.pk}/cancel/", {f"{timer.pk}-reason": "A test."})
    assert done.status_code == 303
    timer.refresh_from_db()
    assert (timer.state, timer.cancelled_why) == ("cancelled", "A test.")
    assert "A test." in words(admin.get("/console/timers/?view=cancelled"))


def test_what_a_customer_relies_on_is_not_called_off(admin, acme):
    timers.arm("incidents.hour", acme.tenant.pk, clock.now() + timedelta(days=1), tenant=acme.tenant.pk)
    timer = Timer.objects.get(kind="incidents.hour")
    refused = admin.post(f"/console/timers/{timer.pk}/cancel/", {f"{timer.pk}-reason": "A test."})
    assert (refused.status_code, "Nobody calls this off" in words(refused)) == (409, True)
    page = words(admin.get("/console/timers/"))
    assert "Nobody calls this off: a customer relies on it." in page
    assert f"/console/timers/{timer.pk}/cancel/" not in page
    timer.refresh_from_db()
    assert timer.state == "pending"


def test_letters_are_shown_without_their_words_and_dead_ones_are_sent_again(admin):
    order = received()
    page = words(admin.get("/console/mail/"))
    assert "trials.received" in page
    assert "rasa@krovinys.example" in page
    assert order.token not in page
    letter = Letter.objects.get(letter="trials.received")
    Letter.objects.filter(pk=letter.pk).update(state="dead", attempts=9, last_error="SMTPServerDisconnected")
    assert "SMTPServerDisconnected" in words(admin.get("/console/mail/?view=trouble"))
    assert admin.post(f"/console/mail/{letter.pk}/resend/").status_code == 303
    letter.refresh_from_db()
    assert letter.state == "waiting"
    with at_most(8):
        admin.get("/console/mail/")
