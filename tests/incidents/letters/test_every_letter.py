"""What is true of every letter of a request, in both languages."""

import re

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from incidents.models import Notice
from incidents.notices import in_words

PAGE = "Please do not answer this mail: answers are written on that page."
BUTTON = "Please do not answer this mail: answers are written on the page that the button opens."
OPEN_OR_CLOSED = {"en": r"The help line is (open|closed) now", "lt": r"[Dd]abar (dirba|nedirba)"}


@pytest.fixture(params=["en", "lt"])
def language(request):
    return request.param


@pytest.fixture
def letters(language, every_letter):
    return every_letter(language)


def html_of(mail):
    [(html, kind)] = [(part.content, part.mimetype) for part in mail.alternatives]
    assert kind == "text/html"
    return html


def test_each_has_what_every_letter_must_have(letters, language, people):
    for name, mail in letters.items():
        html = html_of(mail)
        for words in (mail.body, re.sub("<[^>]*>", " ", html)):
            assert settings.HELP_LINE in words, name
            assert re.search(OPEN_OR_CLOSED[language], words), (name, words)
            number = re.search(r"INC-\d+", words)
            assert number, name
            assert number[0] in mail.subject, name
        assert f'<html lang="{language}">' in html, name


def test_each_opens_with_the_way_to_the_page_and_says_that_answers_are_written_there(letters, language):
    for name, mail in letters.items():
        first, second, third, *_rest = mail.body.splitlines()
        assert first.endswith(":"), name
        assert re.fullmatch(r"https?://acme\.\S+/incidents/INC-\d+/(#e\w{32})?", second), (name, second)
        with translation.override(language):
            in_text, in_html = gettext(PAGE), gettext(BUTTON)
        assert third == in_text, name
        body = html_of(mail).split("<body>")[1]
        assert body.index("<a href") < body.index("<p>"), name
        assert body.index(in_html) < body.index("INC-", body.index("</table>")), name


def test_each_says_that_no_machine_should_answer_it(letters):
    for name, mail in letters.items():
        message = mail.message()
        assert message["Auto-Submitted"] == "auto-generated", name
        assert message["X-Auto-Response-Suppress"] == "All", name


def test_each_leads_whoever_can_sign_in_to_their_choice_of_letters(letters, people):
    for name, mail in letters.items():
        assert people.tenant.url("/notices/settings/") in mail.body, name


def test_no_letter_leaves_a_place_unfilled(letters):
    for name, mail in letters.items():
        whole = f"{mail.subject}\n{mail.body}\n{html_of(mail)}"
        assert not re.search(r"%\(\w+\)|\{\{|\bNone\b", whole), name


def test_each_notice_of_them_has_its_sentence(letters):
    said = {
        notice.kind: in_words(notice) for notice in Notice.objects.select_related("event__by", "incident")
    }
    # Its own reporter needs no notice of a request; complaints have letters of their own.
    assert set(said) == set(Notice.Kind.values) - {"received", "complaint", "complaint_work"}
    assert not [words for words in said.values() if "INC-" not in words or "%" in words]


def test_what_stands_after_by_is_in_its_own_case(every_letter):
    for name, mail in every_letter("lt").items():
        assert not re.search(r"\b(iki|po|nuo) rytoj\b", mail.body), name


def test_each_time_stands_with_its_date_for_a_letter_is_read_on_any_day(letters, language):
    dated = {
        "en": r"\d (March|April)( at|,|( 2027,?))? \d\d:\d\d",
        "lt": r"(kovo|balandžio) \d+ d\. \d\d:\d\d",
    }
    for name, mail in letters.items():
        times = re.findall(r"\d\d:\d\d", mail.body)
        assert len(times) == len(re.findall(dated[language], mail.body)), (name, mail.body)
