from uuid import uuid4

import pytest

from helpdesk import outbox
from helpdesk.outbox.models import DemoLetter
from helpdesk.outbox.showing import shown
from helpdesk.outbox.words import paragraphs
from tests.outbox.test_deliver import write

pytestmark = pytest.mark.usefixtures("nothing_written")


@pytest.fixture
def received(letter):
    """Two mails in the demo's mailbox."""
    letter(text="Hello {{ name }}\n\nhttps://acme.example/x?a=1&b=2.\n", html="<p>Hello <b>you</b></p>")
    write("a", name="Ona <script>")
    write("b", to="jonas@globex.example", name="Jonas")
    outbox.deliver_all()
    return DemoLetter.objects.order_by("received_at", "id")


def test_the_demo_keeps_what_it_sends(received):
    assert [mail.to for mail in received] == [
        '"Ona <script>" <ona@acme.example>',
        "Jonas <jonas@globex.example>",
    ]
    assert received[0].html == "<p>Hello <b>you</b></p>"


def test_the_same_mail_again_stays_one(received, letter):
    from helpdesk.outbox.building import build
    from helpdesk.outbox.mailbox import MailboxBackend
    from helpdesk.outbox.models import Letter

    again = build(Letter.objects.get(key="a"))
    assert MailboxBackend().send_messages([again]) == 0
    assert DemoLetter.objects.count() == 2


def test_anybody_can_read_the_demos_mail_newest_first(received, public):
    page = public().get("/demo/mail/")
    assert page.status_code == 200
    words = page.content.decode()
    assert words.index("jonas@globex.example") < words.index("ona@acme.example")


def test_the_list_can_be_narrowed_to_one_reader(received, public):
    words = public().get("/demo/mail/", {"to": "jonas"}).content.decode()
    assert "jonas@globex.example" in words
    assert "ona@acme.example" not in words


def test_an_empty_list_says_what_would_be_here(public):
    assert "order form" in public().get("/demo/mail/", headers={"accept-language": "en"}).content.decode()


def test_a_list_without_a_match_offers_all(received, public):
    page = public().get("/demo/mail/", {"to": "nobody"}, headers={"accept-language": "en"})
    assert "Show all letters" in page.content.decode()


def test_a_mail_shows_its_text_with_links_and_nothing_of_it_runs(received, public):
    words = public().get(f"/demo/mail/{received[0].id}/?as=text").content.decode()
    assert 'href="https://acme.example/x?a=1&amp;b=2"' in words
    assert "Hello Ona &lt;script&gt;" in words


def test_the_list_costs_the_same_for_few_and_many(received, public, django_assert_max_num_queries):
    public().get("/demo/mail/")
    with django_assert_max_num_queries(14):
        public().get("/demo/mail/")


@pytest.mark.parametrize("address", ["/demo/mail/", "/demo/mail/{id}/"])
def test_without_the_setting_there_is_no_mailbox(received, public, settings, address):
    settings.DEMO_MAILBOX = False
    assert public().get(address.format(id=received[0].id)).status_code == 404


def test_a_mail_that_does_not_exist_is_not_found(public):
    assert public().get(f"/demo/mail/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("address", ["/demo/mail/", "/demo/mail/{id}/"])
def test_the_mailbox_is_only_read(received, public, address):
    assert public().post(address.format(id=received[0].id)).status_code == 405


def test_only_web_addresses_become_links():
    (line,) = paragraphs("javascript:alert(1) http://a.example/b, done")[0]
    assert [(piece.words, piece.is_link) for piece in line] == [
        ("javascript:alert(1) ", False),
        ("http://a.example/b", True),
        (", done", False),
    ]


def test_a_mail_is_shown_as_its_reader_sees_it(received, public):
    one = f"/demo/mail/{received[0].id}/"
    assert "<p>Hello <b>you</b></p>" in public().get(one).content.decode()
    assert "<b>you</b>" not in public().get(f"{one}?as=text").content.decode()


def test_a_mail_of_text_alone_is_shown_as_such(received, public):
    received.update(html="")
    words = public().get(f"/demo/mail/{received[0].id}/").content.decode()
    assert "Hello Ona &lt;script&gt;" in words
    assert "?as=text" not in words


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">go</a>',
        "<style>p { color: red }</style>",
        '<p style="color: red" onclick="alert(1)">go</p>',
        '<iframe src="https://evil.example"></iframe>',
        '<form action="https://evil.example"><input name="a"></form>',
        "<title>alert(1)</title>",
    ],
)
def test_nothing_of_a_mail_runs_or_reaches_out(bad):
    clean = shown(f"<html><body>{bad}<p>Hello</p></body></html>")
    assert "<p>Hello</p>" in clean
    for word in ("alert", "evil", "color", "<form", "<input", "<img", "<title"):
        assert word not in clean
