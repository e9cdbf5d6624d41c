"""A session that has ended while a page was open: nothing is done, and nothing that was written is lost."""

import pytest

pytestmark = pytest.mark.django_db

WORDS = "Neveikia atlyginimų skaičiavimas <b>nuo ryto</b>"
HERE = {"referer": "http://acme.langelis.test/requests/?show=open"}


@pytest.fixture
def stranger(acme, inside):
    """Somebody whose session in Acme's help desk has ended."""
    return inside(acme)


def test_what_a_form_sends_is_shown_once_more_on_the_same_host(stranger):
    answer = stranger.post("/report/", {"text": WORDS, "subject": "Neveikia", "key": "0"}, headers=HERE)
    assert answer.status_code == 403
    assert "Neveikia atlyginimų skaičiavimas &lt;b&gt;nuo ryto&lt;/b&gt;</textarea>" in answer.text
    assert "http://langelis.test/enter/acme/?next=/requests/%3Fshow%3Dopen" in answer.text
    assert answer.text.count("<textarea") == 1


def test_files_have_to_be_chosen_once_more(stranger):
    said = "pasirinkite juos dar kartą"
    assert said in stranger.post("/report/", {"text": WORDS}).text
    alone = stranger.post("/report/", f"text={WORDS}", content_type="application/x-www-form-urlencoded")
    assert said not in alone.text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "asks", [{"hx-request": "true", "hx-current-url": HERE["referer"]}, {"accept": "application/json"} | HERE]
)
def test_what_a_page_asks_by_itself_leaves_it_where_it_is(method, asks, stranger):
    answer = getattr(stranger, method)("/requests/", headers=asks)
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["X-Sign-In"].startswith("http://langelis.test/enter/acme/?next=/requests/")
    if method == "post" or "hx-request" in asks:
        assert answer["X-Sign-In"].endswith("/requests/%3Fshow%3Dopen")


def test_another_host_is_never_led_back_to(stranger):
    away = {"referer": "https://evil.example/requests/?show=open"}
    answer = stranger.post("/report/", {"text": WORDS}, headers=away)
    assert "evil.example" not in answer.text
    assert "/enter/acme/?next=/report/" in answer.text


def test_an_address_to_which_something_is_only_sent_leads_to_its_page(acme, inside):
    answer = inside(acme, acme.manager).get("/incidents/INC-7/customer_reply/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert '<meta http-equiv="refresh" content="0; url=/incidents/INC-7/">' in answer.text
    assert '<a class="btn btn-primary" href="/incidents/INC-7/">' in answer.text
