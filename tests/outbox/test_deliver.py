from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.translation import gettext_lazy as _

from helpdesk import outbox
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests.outbox.conftest import greylisted, permanent

NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.usefixtures("nothing_written")


@pytest.fixture(autouse=True)
def hand():
    with clock.at(NOON) as hand:
        yield hand


def write(key, to="ona@acme.example", **changes):
    given = {"name": "Ona", "language": "en", "subject": uuid4(), "tenant": None}
    outbox.write(changes.pop("letter", "demo.hello"), to=to, key=key, **given | changes)


def row(key):
    return Letter.objects.get(key=key)


def accepted(server):
    return [message.to[0] for message in server.accepted]


def test_what_is_written_goes_out_once(server, letter):
    letter()
    write("a")
    assert [outbox.deliver_all(), outbox.deliver_all()] == [1, 0]
    assert accepted(server) == ["Ona <ona@acme.example>"]
    assert (row("a").state, row("a").sent_at, row("a").leased_until) == ("sent", NOON, None)


def test_a_held_letter_waits_for_its_moment(server, letter, hand):
    letter()
    write("a", hold_until=NOON + 10 * SECOND)
    assert outbox.deliver_all() == 0
    hand.forward(10 * SECOND)
    assert outbox.deliver_all() == 1


def test_a_held_letter_does_not_hold_up_those_written_after_it(server, letter):
    letter()
    write("a", hold_until=NOON + 10 * SECOND)
    write("b")
    assert outbox.deliver_all() == 1
    assert row("b").state == "sent"


def test_the_message_id_is_the_same_each_time_and_other_for_each_key(server, letter):
    letter()
    write("a")
    write("b")
    outbox.deliver_all()
    first, second = (message.message()["Message-ID"] for message in server.accepted)
    Letter.objects.filter(key="a").delete()
    write("a")
    outbox.deliver_all()
    assert server.accepted[2].message()["Message-ID"] == first != second
    assert first.endswith("@langelis.test>")


def test_machines_see_that_a_machine_wrote(server, letter):
    letter()
    write("a")
    outbox.deliver_all()
    head = server.accepted[0].message()
    assert (head["Auto-Submitted"], head["X-Auto-Response-Suppress"]) == ("auto-generated", "All")


def test_the_letters_of_one_request_make_one_conversation(server, letter):
    letter()
    write("a", thread="INC:1")
    write("b", thread="INC:1")
    write("c", thread="INC:2")
    write("d")
    outbox.deliver_all()
    one, two, other, none = (message.message() for message in server.accepted)
    assert one["References"] == two["References"] == two["In-Reply-To"] != other["References"]
    assert none["References"] is None


def test_the_words_are_in_the_readers_language(server, letter):
    letter(build=lambda row: outbox.Rendered(str(_("Sign in")), "demo/hello", {}))
    write("a", language="lt")
    write("b", language="en")
    outbox.deliver_all()
    lithuanian, english = (message.subject for message in server.accepted)
    assert english == "Sign in" != lithuanian


def test_text_is_not_escaped_and_html_is(server, letter):
    letter(text="{{ name }}", html="<p>{{ name }}</p>")
    write("a", name="Ona & Co <script>")
    outbox.deliver_all()
    message = server.accepted[0]
    assert message.body.strip() == "Ona & Co <script>"
    assert message.alternatives[0].content == "<p>Ona &amp; Co &lt;script&gt;</p>"


def test_a_line_break_in_a_name_or_subject_makes_no_header(server, letter):
    letter(build=lambda row: outbox.Rendered("Hi\r\nBcc: all@acme.example", "demo/hello", {}))
    write("a", name="Ona\nBcc: all@acme.example")
    outbox.deliver_all()
    head = server.accepted[0].message()
    assert head["Bcc"] is None
    assert head["Subject"] == "Hi Bcc: all@acme.example"


def test_every_letter_gets_the_facts_that_all_share(server, letter, monkeypatch, settings):
    monkeypatch.setattr("helpdesk.outbox.building._every", [lambda row: {"hours": "8-17"}])
    letter(text="{{ help_line }} {{ hours }}")
    write("a")
    outbox.deliver_all()
    assert server.accepted[0].body == f"{settings.HELP_LINE} 8-17\n"


def test_the_frame_of_a_letter_ends_with_the_help_line_and_the_number_to_say(server, letter, settings):
    letter(
        text='{% extends "mail/base.txt" %}{% block body %}Hello{% endblock %}',
        html='{% extends "mail/base.html" %}{% block body %}<p>Hello</p>{% endblock %}',
        build=lambda row: outbox.Rendered(
            "Hi",
            "demo/hello",
            {"button_url": "https://a.example/x", "button_words": "Open", "number": "INC-318"},
        ),
    )
    write("a")
    outbox.deliver_all()
    message = server.accepted[0]
    for words in (message.body, message.alternatives[0].content):
        assert all(part in words for part in (settings.HELP_LINE, "INC-318", "https://a.example/x"))
        assert "answers are written on the page" in words


def test_a_letter_that_is_no_longer_needed_is_not_sent(server, letter):
    letter(build=lambda row: None)
    write("a")
    assert outbox.deliver_all() == 0
    assert (row("a").state, row("a").dropped_at) == ("dropped", NOON)


def test_a_letter_that_cannot_be_written_is_tried_again_and_holds_up_nobody(server, letter, hand):
    letter("demo.bad", build=lambda row: 1 / 0)
    letter()
    write("a", letter="demo.bad")
    write("b")
    assert outbox.deliver() == 1
    assert (row("a").state, row("a").attempts) == ("faulty", 1)
    assert row("a").last_error.startswith("ZeroDivisionError at ")
    letter("demo.bad")
    hand.forward(2 * SECOND)
    assert outbox.deliver() == 1


def test_an_unknown_letter_is_shown_to_operators(server):
    write("a", letter="demo.nobody")
    outbox.deliver()
    assert Letter.objects.in_trouble().get().last_error.startswith("UnknownLetter demo.nobody")


def test_while_the_server_is_away_letters_wait_and_then_go_out_in_their_order(server, letter, hand):
    letter()
    server.away = True
    for key in "abc":
        write(key)
    assert outbox.deliver() == 0
    assert row("a").last_error.startswith("ConnectionRefusedError errno 111")
    server.away = False
    assert outbox.deliver() == 0  # it is not yet time to try again, and nobody overtakes
    hand.forward(2 * SECOND)
    assert outbox.deliver() == 3
    assert [message.message()["Message-ID"] for message in server.accepted] == [
        outbox.building.message_id(key) for key in "abc"
    ]


def test_one_reader_who_cannot_be_reached_holds_up_only_their_own_letters(server, letter, hand):
    letter()
    tenant = uuid4()
    server.refuse = {"ona@": greylisted("ona@acme.example")}
    write("a", tenant=tenant)
    write("b", tenant=tenant)
    write("c", to="jonas@acme.example", tenant=tenant)
    assert outbox.deliver() == 1
    assert accepted(server) == ["Ona <jonas@acme.example>"]
    server.refuse = {}
    hand.forward(2 * SECOND)
    assert outbox.deliver() == 2
    assert row("a").attempts == 1


def test_an_address_that_is_refused_for_good_is_given_up_at_once(server, letter):
    letter()
    server.refuse = {"ona@": permanent("ona@acme.example")}
    write("a")
    outbox.deliver()
    assert row("a").state == "dead"
    assert Letter.objects.in_trouble().get().key == "a"


def test_a_letter_that_failed_for_a_day_is_given_up(server, letter, hand):
    letter()
    server.refuse = {"ona@": greylisted("ona@acme.example")}
    write("a")
    for _try in range(200):
        outbox.deliver()
        hand.forward(timedelta(minutes=15))
    assert row("a").state == "dead"
    assert timedelta(days=1) < row("a").next_try_at - NOON < timedelta(days=1, hours=1)


def test_the_pause_is_short_while_the_server_is_away_and_longer_for_one_address():
    away = [outbox.trouble.pause_after(n, unreachable=True) for n in range(1, 40)]
    refused = [outbox.trouble.pause_after(n, unreachable=False) for n in range(1, 40)]
    assert away[:3] == refused[:3] == [2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert (max(away), max(refused)) == (timedelta(minutes=1), timedelta(minutes=15))


def test_an_error_in_a_test_is_let_out(server, letter):
    letter(build=lambda row: 1 / 0)
    write("a")
    with pytest.raises(ZeroDivisionError):
        outbox.deliver_all()


def test_what_follows_from_sending_happens_with_it(server, letter, follow):
    letter()
    seen = []
    follow("demo.hello", lambda row: seen.append((row.key, row.state, row.sent_at)))
    write("a")
    outbox.deliver_all()
    assert seen == [("a", "sent", NOON)]


def test_when_what_follows_fails_the_letter_is_not_sent_again_but_what_follows_is_tried_again(
    server, letter, follow, hand
):
    letter()
    follow("demo.hello", lambda row: 1 / 0)
    write("a")
    assert outbox.deliver() == 0
    assert (row("a").accepted_at, row("a").sent_at) == (NOON, None)
    seen = []
    follow("demo.hello", lambda row: seen.append(row.key))
    hand.forward(2 * SECOND)
    assert outbox.deliver() == 1
    assert seen == ["a"]
    assert len(server.accepted) == 1
    assert (row("a").accepted_at, row("a").sent_at) == (NOON, NOON + 2 * SECOND)


def test_a_builder_that_forgets_to_leave_a_help_desk_does_not_take_the_next_one_along(server, letter):
    seen = []

    def forget(row):
        seen.append(connection.schema_name)
        connection.set_schema("t_0123456789abcdef")
        return outbox.Rendered("Hi", "demo/hello", {})

    letter(build=forget)
    write("a")
    write("b", to="jonas@acme.example")
    outbox.deliver_all()
    assert seen == ["public", "public"]


def test_a_seconds_limit_is_kept(server, letter):
    letter()
    write("a")
    assert outbox.deliver(seconds=0) == 0
