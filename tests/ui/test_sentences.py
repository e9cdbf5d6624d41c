"""`{% translate %}` says what Django's says, in the language of each page."""

import pytest
from django.template import Context, engines
from django.utils.translation import override

from helpdesk.ui.tags.i18n import Sentence


def drawn(template, language, **context):
    with override(language):
        return template.render(Context(context))


@pytest.fixture
def template():
    return lambda text: engines["django"].engine.from_string("{% load i18n %}" + text)


def test_each_language_has_its_own_sentence(template):
    page = template('{% translate "Queue" %}')
    assert [drawn(page, "en"), drawn(page, "lt"), drawn(page, "en")] == ["Queue", "Eilė", "Queue"]


def test_a_sentence_kept_under_a_name_stands_there_alone(template):
    page = template('{% translate "Queue" as word %}[{{ word }}]')
    assert [drawn(page, "en"), drawn(page, "lt")] == ["[Queue]", "[Eilė]"]


def test_what_a_page_puts_in_is_never_remembered(template):
    page = template("{% translate word %}")
    assert drawn(page, "lt", word="Queue") == "Eilė"
    assert drawn(page, "lt", word="<b>") == "&lt;b&gt;"


def test_marks_of_percent_and_markup_are_as_djangos(template):
    page = template('{% translate "100%" %}{% translate "a" context "b" %}{% translate "c" noop %}')
    assert drawn(page, "en") == "100%ac"
    assert isinstance(page.nodelist[1], Sentence)
