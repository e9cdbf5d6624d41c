"""The small parts: what they show, what they escape, what they refuse."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from helpdesk.ui import hot

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def render(text, **context):
    return Template("{% load ui %}" + text).render(Context({"now": NOW} | context))


def test_the_impacts_differ_in_shape_and_word_and_not_only_in_colour():
    drawn = [hot.impact(level) for level in ("critical", "important", "minimal")]
    assert len({re.search(r"<svg.*?</svg>", one)[0] for one in drawn}) == 3
    assert [re.sub(r"<.*?>", "", one) for one in drawn] == ["Critical", "Important", "Minimal"]


def test_a_customer_reads_that_it_waits_for_them():
    assert "Waiting on customer" in hot.status("waiting")
    assert "Waiting for you" in hot.status("waiting", side="customer")


@pytest.mark.parametrize("draw", [hot.impact, hot.status])
def test_a_word_nobody_knows_is_refused(draw):
    with pytest.raises(ValueError, match="no such"):
        draw("urgent")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rūta Kalnė", "RK"),
        ("R. K.", "RK"),
        ("Aistė", "AI"),
        ("jonas van der berg", "JB"),
        ("", "?"),
        ("<b>", "?"),
    ],
)
def test_people_are_known_by_their_initials(name, letters):
    assert hot.initials(name) == letters


def test_names_and_labels_are_escaped():
    bad = "<img src=x>"
    for html in (
        render("{% who name %}", name=bad),
        render("{% tag name %}", name=bad),
        render("{% countdown due label=name name=name %}", name=bad, due=NOW + timedelta(hours=1)),
        render("{% countdown None state='paused' text=name %}", name=bad),
        render("{% entry 'note' now by=name what=name %}{{ name }}{% endentry %}", name=bad),
        render("{% promise now label=name foot=name %}{{ name }}{% endpromise %}", name=bad),
        render("{% empty name %}{{ name }}{% endempty %}", name=bad),
    ):
        assert "<img" not in html
        assert "&lt;img" in html


def test_a_running_clock_says_what_is_left_and_carries_what_the_script_needs():
    due = NOW + timedelta(minutes=12, seconds=30)
    html = render(
        "{% countdown due since=since label='Start work' %}", due=due, since=due - timedelta(hours=1)
    )
    assert "12 min left" in html
    assert 'class="fuse is-hot"' in html
    assert (
        'data-due="2026-11-22T12:12:30Z" data-now="2026-11-22T12:00:00Z" data-used="79" data-amber="50"'
        in html
    )
    assert '<rect width="79%"' in html


@pytest.mark.parametrize(
    ("state", "said"), [("paused", "Paused"), ("met", "Kept"), ("missed", "Not kept"), ("none", "–")]
)
def test_a_clock_that_stands_says_why(state, said):
    html = render("{% countdown None state=state %}", state=state)
    assert f"is-{state}" in html
    assert said in html
    assert "data-countdown" not in html


def test_the_promise_card_says_it_differently_when_late():
    card = "{% promise due label='Work must start in' late='Work should have started' %}{% endpromise %}"
    assert "Work must start in" in render(card, due=NOW + timedelta(minutes=12))
    late = render(card, due=NOW - timedelta(hours=1))
    assert "Work should have started" in late
    assert "1\u00a0h late" in late


def test_an_internal_note_says_that_the_customer_does_not_see_it():
    assert "Internal: the customer does not see this" in render(
        "{% entry 'note' now by='R' %}x{% endentry %}"
    )


def test_an_entry_of_no_known_kind_is_refused():
    with pytest.raises(ValueError, match="no such entry"):
        render("{% entry 'shout' now %}x{% endentry %}")


class Form(forms.Form):
    name = forms.CharField()
    code = forms.CharField(required=False, help_text="Nine digits.")
    agree = forms.BooleanField(label="I accept it.")


def test_a_field_shows_its_error_beside_it_and_the_control_names_it():
    html = render("{% field form.name %}", form=Form({}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "form-control is-invalid" in html


def test_an_optional_field_says_so_and_a_needed_one_has_no_star():
    assert "optional" in render("{% field form.code %}", form=Form())
    needed = render("{% field form.name %}", form=Form())
    assert "optional" not in needed
    assert "*" not in needed


def test_the_summary_links_to_each_field():
    html = render("{% error_summary form %}", form=Form({}))
    assert 'href="#id_name"' in html
    assert 'href="#id_agree"' in html
    assert "I accept it: Tick this, if you agree." in html
    assert render("{% error_summary form %}", form=Form()).strip() == ""


def test_crispy_draws_the_same_field():
    html = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": Form({})}))
    assert 'class="error-summary"' in html
    assert 'id="id_name_error"' in html
    assert "asteriskField" not in html
