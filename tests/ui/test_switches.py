"""Theme and language: kept in the browser and with the person; they lead back to a page of this host only."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "field", "cookie", "value"),
    [
        ("/ui/theme/", "theme", "theme", "dark"),
        ("/ui/language/", "language", "language", "en"),
        ("/ui/keys/", "keys", "keys", "off"),
        ("/ui/density/", "density", "density", "compact"),
        ("/ui/sound/", "sound", "sound", "on"),
    ],
)
def test_a_switch_keeps_the_choice_and_goes_back(public, path, field, cookie, value):
    answer = public().post(path, {field: value, "next": "/order/?a=1"})
    assert (answer.status_code, answer["Location"]) == (303, "/order/?a=1")
    assert answer.cookies[cookie].value == value


@pytest.mark.parametrize(
    ("path", "field"),
    [(f"/ui/{name}/", name) for name in ("theme", "language", "keys", "density", "sound")],
)
def test_a_switch_takes_nothing_it_does_not_know(public, path, field):
    assert public().post(path, {field: "<b>"}).status_code == 400
    assert public().post(path).status_code == 400


@pytest.mark.parametrize("path", ["/ui/theme/", "/ui/language/", "/ui/keys/", "/ui/density/"])
def test_a_switch_is_no_link(public, path):
    assert public().get(path).status_code == 405


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_host(public, wanted):
    assert public().post("/ui/theme/", {"theme": "dark", "next": wanted})["Location"] == "/"


def test_the_choice_of_a_person_is_kept_with_them(public, acme):
    public(acme.customer).post("/ui/theme/", {"theme": "dark"})
    public(acme.customer).post("/ui/language/", {"language": "en"})
    acme.customer.refresh_from_db()
    assert (acme.customer.theme, acme.customer.language) == ("dark", "en")


def test_the_switches_work_in_a_help_desk(inside, acme):
    answer = inside(acme, acme.customer).post("/ui/theme/", {"theme": "light", "next": "/people/"})
    assert (answer.status_code, answer["Location"]) == (303, "/people/")


def test_the_page_wears_the_theme_that_was_chosen(public):
    client = public()
    assert 'data-theme="auto"' in client.get("/gallery/").text
    client.post("/ui/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/gallery/").text
