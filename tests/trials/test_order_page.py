"""The front page with its form, and the page on which an order is followed."""

import re

import pytest
from django.utils import translation

from helpdesk import outbox
from helpdesk.outbox.models import DemoLetter
from helpdesk.timers import clock
from tests.statements import at_most
from tests.trials.making import MONDAY, WRITTEN, received, running, sent
from trials import limits
from trials.models import Order, Question, Terms

pytestmark = pytest.mark.django_db
FORM = WRITTEN | {"systems": ["bonus"], "accept": "on", "website": ""}


def send(browser, **changes):
    return browser.post("/", FORM | changes)


def speaking(browser, language):
    browser.cookies["language"] = language
    return browser


def test_the_front_page_says_by_the_end_of_which_day_the_link_comes(public):
    with clock.at(MONDAY):
        english = speaking(public(), "en").get("/").content.decode()
        lithuanian = speaking(public(), "lt").get("/").content.decode()
    assert "Get your link by the end of Tuesday 24 November" in english
    assert "lapkričio 24 d." in lithuanian
    assert 'lang="lt"' in lithuanian


def test_lithuanian_is_spoken_where_nobody_asked_for_another(public):
    assert '<html lang="lt"' in public().get("/").content.decode()


def test_the_form_has_at_most_nine_fields_and_marks_the_optional_ones(public):
    page = speaking(public(), "en").get("/")
    form = page.context["form"]
    assert len([name for name in form.fields if name != "website"]) <= 9
    assert page.content.decode().count('class="optional"') >= 2
    assert page.content.decode().index("terms-box") < page.content.decode().index(
        "Order the free month</button>"
    )


def test_an_order_leads_to_its_status_page_and_is_in_the_language_of_the_page(public):
    browser = speaking(public(), "en")
    answer = send(browser)
    order = Order.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/order/{order.token}/")
    assert (order.language, order.systems) == ("en", ["bonus"])
    page = browser.get(answer["Location"])
    assert "We have your order" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("company", "", "Fill this in."),
        ("company_code", "12ab", "A company code has 9 digits"),
        ("wished_address", "Acme!", "Use 3 to 30 small Latin letters"),
        ("wished_address", "admin", "This word is kept for the service itself"),
        ("wished_address", "xn--acme", "Use 3 to 30 small Latin letters"),
        ("email", "rasa@", "Write the whole e-mail address"),
        ("email", "", "Fill this in."),
        ("phone", "call me", "Write the number with digits"),
        ("systems", [], "Tick the systems you use"),
        ("systems", ["bonus", "none"], "does not go together"),
        ("accept", "", "Accepting the terms is the agreement"),
        ("website", "http://spam.example", "Leave this field empty"),
    ],
)
def test_bad_input_gets_a_sentence_next_to_the_field_and_keeps_what_was_typed(public, field, value, sentence):
    answer = send(speaking(public(), "en"), **{field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 2  # in the summary and next to the field
    assert f'href="#id_{field}' in page
    for name, typed in {**WRITTEN, field: value}.items():
        if name != "systems" and typed:
            assert f'value="{typed}"' in page
    assert not Order.objects.exists()


def test_a_taken_address_is_only_a_wish_and_tells_nothing(public, acme):
    known = send(public(), wished_address="acme", email=acme.manager.email, company="UAB Acme")
    unknown = send(public(), wished_address="nobody-here", email="new@nobody.example", company="UAB Nobody")
    assert (known.status_code, unknown.status_code) == (303, 303)
    pages = [public().get(answer["Location"]).content.decode() for answer in (known, unknown)]
    bare = [re.sub(r"acme|nobody-here|nobody", "…", page, flags=re.IGNORECASE) for page in pages]
    assert len(bare[0].splitlines()) == len(bare[1].splitlines())
    assert "taken" not in bare[0]


def test_the_bare_country_code_is_no_phone_number(public):
    send(public(), phone="+370 ")
    assert Order.objects.get().phone == ""


def test_five_orders_an_hour_come_from_one_network_and_the_sixth_keeps_what_was_typed(public):
    with clock.at(MONDAY) as hand:
        for _n in range(limits.ORDERS_AN_HOUR):
            assert send(public()).status_code == 303
        sixth = send(speaking(public(), "en"))
        assert sixth.status_code == 422
        assert "Nothing you typed is lost" in sixth.content.decode()
        assert 'value="UAB Krovinys"' in sixth.content.decode()
        assert public().post("/", FORM, REMOTE_ADDR="198.51.100.7").status_code == 303
        hand.forward(limits.HOUR)
        assert send(public()).status_code == 303


def test_behind_a_proxy_the_sender_is_whom_our_proxy_saw(rf, settings):
    settings.PROXIES = 1
    one = limits.sender(rf.get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.5"))
    lying = limits.sender(rf.get("/", HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.5"))
    other = limits.sender(rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.6"))
    assert one == lying
    assert one != other
    settings.PROXIES = 0
    assert limits.sender(rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.5")) == limits.sender(rf.get("/"))


def test_a_field_is_looked_at_when_it_is_left(public):
    browser = speaking(public(), "en")
    bad = browser.post("/order/check/wished_address/", {"wished_address": "www"})
    assert (bad.status_code, "kept for the service" in bad.content.decode()) == (200, True)
    assert "Fill this in." not in bad.content.decode()
    good = browser.post("/order/check/wished_address/", {"wished_address": "krovinys"})
    assert (good.status_code, 'value="krovinys"' in good.content.decode()) == (200, True)
    assert browser.post("/order/check/password/", {}).status_code == 404


def test_an_unknown_token_is_404(public):
    assert public().get("/order/not-a-token/").status_code == 404


def test_the_status_page_tells_each_step_and_how_the_promise_stands(public, acme):
    browser = speaking(public(), "en")

    def page(order):
        return browser.get(f"/order/{order.token}/").content.decode()

    with clock.at(MONDAY) as hand:
        order = received()
        assert "We promise the link within" in page(order)
        hand.to(order.due_at)
        hand.forward(order.due_at - MONDAY)
        assert "Promise broken" in page(order)
        declined = received(email="other@krovinys.example")
        declined.decline("Only companies can order.", by=None, at=clock.now())
        assert "Only companies can order." in page(declined)
        assert "Promise" not in page(declined)
    ready = sent(acme, email="third@krovinys.example")
    assert "Your link is sent" in page(ready)
    assert "Promise kept" in page(ready)
    assert "acme.langelis.test" in page(ready)
    ready.activate(at=clock.now())
    assert "It works until the end of" in page(ready)


def test_a_question_is_answered_once_on_the_page_and_pauses_nothing(public, operator_admin):
    order = received(language="en")
    due = order.due_at
    question = Question.ask(order, "Which version of Bonus?", by=operator_admin.pk, at=clock.now())
    outbox.deliver_all()
    assert "Which version of Bonus?" in DemoLetter.objects.get(subject__startswith="A question").text
    browser = speaking(public(), "en")
    path = f"/order/{order.token}/questions/{question.pk}/"
    assert browser.post(path, {"text": ""}).status_code == 422
    assert browser.get(path).status_code == 405
    assert browser.post(path, {"text": "12.4"}).status_code == 303
    again = browser.post(path, {"text": "12.5"})
    assert (again.status_code, "has its answer already" in again.content.decode()) == (422, True)
    question.refresh_from_db()
    order.refresh_from_db()
    assert (question.answer_text, order.due_at) == ("12.4", due)
    assert browser.post(f"/order/wrong/questions/{question.pk}/", {"text": "x"}).status_code == 404
    other = received(email="o@krovinys.example")
    assert browser.post(f"/order/{other.token}/questions/{question.pk}/", {"text": "x"}).status_code == 404


def test_the_terms_stand_in_both_languages(public):
    assert "promise to start work within 1 hour" in " ".join(
        speaking(public(), "en").get("/terms/").content.decode().split()
    )
    assert "pažadame pradėti darbą per 1 valandą" in " ".join(
        speaking(public(), "lt").get("/terms/").content.decode().split()
    )


def test_the_front_page_asks_the_database_little(public):
    browser = public()
    browser.get("/")
    with at_most(4):  # the time, the products, the terms, the offer
        browser.get("/")


def test_letters_speak_the_language_of_whoever_reads(acme):
    order = running(acme, language="en")
    with translation.override("lt"):
        outbox.deliver_all()
    letters = DemoLetter.objects.filter(to__contains=order.email)
    assert letters
    assert all("Please do not answer this mail" in letter.text for letter in letters)


def test_the_terms_are_the_newest_and_the_first_ones_stay_as_they_were_accepted(public):
    newest, first = Terms.objects.order_by("-version")
    assert (newest.version, first.version) == (2, 1)
    assert newest.text_en == first.text_en
    page = speaking(public(), "lt").get("/terms/").content.decode()
    assert "Pasakius, kad norite pratęsti darbą, ji veikia, kol atsakome." in page
    assert "Pasakius norą" not in page
