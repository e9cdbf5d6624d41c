"""Whatever somebody says of the way they write, it is read as UTF-8, and at once."""

import pytest

from helpdesk import wsgi

FORM, SIMPLE = "multipart/form-data", "application/x-www-form-urlencoded"
# Some take minutes to read, some make halves of letters, some are no way to write, one is not there.
OTHERWISE = ["punycode", "idna", "utf-7", "unicode_escape", "rot13", "zlib_codec", "undefined", "unheard-of"]


@pytest.mark.parametrize("written", OTHERWISE)
@pytest.mark.parametrize("said", ["charset={}", 'CHARSET="{}"', "charset*=utf-8''{}", "a*0*={}''x; a*1=y"])
def test_what_is_said_of_a_way_of_writing_never_comes_in(monkeypatch, said, written):
    came = []
    monkeypatch.setattr(wsgi, "_django", lambda environ, _answer: came.append(environ["CONTENT_TYPE"]) or [])
    for kind in (f"{FORM}; boundary=x; {said}", f"{FORM}; {said}; boundary=x", f"{SIMPLE};{said}"):
        wsgi.application({"CONTENT_TYPE": kind.format(written)}, lambda *_answer: None)
    assert came == [f'{FORM}; boundary="x"', f'{FORM}; boundary="x"', SIMPLE]


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("", ""),
        (SIMPLE, SIMPLE),
        (f"{SIMPLE};charset=UTF-8", SIMPLE),
        (f"{FORM}; boundary=----WebKitFormBoundaryA1", f'{FORM}; boundary="----WebKitFormBoundaryA1"'),
        (f'{FORM}; boundary="a b"; charset=utf-8', f'{FORM}; boundary="a b"'),
        (f"{FORM}; boundary*=utf-7''x", FORM),
    ],
)
def test_what_browsers_say_of_a_form_is_left(kind, left):
    assert wsgi.plain(kind) == left


def test_a_page_without_a_form_says_nothing_of_one(monkeypatch):
    monkeypatch.setattr(wsgi, "_django", lambda environ, _answer: [environ["CONTENT_TYPE"].encode()])
    assert list(wsgi.application({}, lambda *_answer: None)) == [b""]
