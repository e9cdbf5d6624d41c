"""Which words of a note name somebody: exactly one colleague, in plain words, however it is typed."""

from types import SimpleNamespace

import pytest

from incidents.mentions import LOOKED_AT, MOST, Spot, find, html

RASA = SimpleNamespace(pk="rasa", name="Rasa Petraitė", email="rasa@vendor.example")
KALNAS = SimpleNamespace(pk="kalnas", name="Jonas Kalnas", email="kalnas@vendor.example")
UPE = SimpleNamespace(pk="upe", name="Jonas Upė", email="upe@vendor.example")
ANA = SimpleNamespace(pk="ana", name="Ana-Marija O'Nil", email="ana@vendor.example")
PEOPLE = [RASA, KALNAS, UPE, ANA]


def named(text, people=PEOPLE, strangers=()):
    return [(one.who, text[one.start : one.start + one.length]) for one in find(text, people, strangers)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Rasa Petraitė, pažiūrėk", ("rasa", "@Rasa Petraitė")),
        ("ar matei, @rasa petraite?", ("rasa", "@rasa petraite")),
        ("@RASA", ("rasa", "@RASA")),
        ("(@Rasa)", ("rasa", "@Rasa")),
        ("**@Rasa**", ("rasa", "@Rasa")),
        ("@Jonas  Upe jau žiūri", ("upe", "@Jonas  Upe")),
        ("@ana-marija ir kiti", ("ana", "@ana-marija")),
        ("@Ana-Marija O'Nil.", ("ana", "@Ana-Marija O'Nil")),
        ("@upe@vendor.example, ačiū", ("upe", "@upe@vendor.example")),
        ("Sveika,\n@Rasa\nPetraitė", ("rasa", "@Rasa")),
    ],
)
def test_a_name_is_found_by_whole_or_by_first_name_and_marks_are_forgiven(text, who):
    assert named(text) == [who]


@pytest.mark.parametrize(
    "text",
    [
        "@Jonas pažiūrės",  # two of them
        "@Petraitė",
        "@Ana",
        "@Ras",
        "@Rasai",
        "@Rasa-Marija",
        "@rasa.lt",
        "rasa@rasa",
        "rašyk rasa@vendor.example",
        r"\@Rasa",
        "`@Rasa`",
        "```\n@Rasa\n```",
        "[@Rasa](https://example.com)",
        "[čia](https://example.com/@Rasa)",
        "@ Rasa",
        "@",
        "",
    ],
)
def test_what_fits_nobody_or_several_or_is_no_plain_word_stays_text(text):
    assert find(text, PEOPLE) == []


def test_the_whole_name_of_somebody_of_the_company_is_nobody_elses_first_name():
    assert named("@Rasa Klientė skambino", strangers=["Rasa Klientė"]) == []
    assert named("@Rasa skambino", strangers=["Rasa Klientė"]) == [("rasa", "@Rasa")]
    assert named("@Rasa Petraitė", strangers=["Rasa Petraitė"]) == []


def test_two_of_one_name_are_told_apart_by_their_addresses():
    twins = [RASA, SimpleNamespace(pk="other", name="Rasa Petraitė", email="rp@vendor.example")]
    assert named("@Rasa Petraitė @Rasa", twins) == []
    assert named("@rp@vendor.example", twins) == [("other", "@rp@vendor.example")]


def test_a_note_does_not_call_the_whole_world():
    assert len(find("@Rasa " * 100, PEOPLE)) == MOST


def test_a_name_is_drawn_as_a_mark_and_the_readers_own_as_another():
    text = "@Rasa ir @Jonas Upė"
    drawn = html(text, find(text, PEOPLE), "upe")
    assert drawn == (
        '<p><span class="mention">@Rasa</span> ir <span class="mention mine">@Jonas Upė</span></p>\n'
    )


def test_nothing_else_is_let_in_by_a_mark():
    text = '<span class="mention">x</span> @Rasa <script>1</script> \ue000\ue100y\ue001'
    drawn = html(text, find(text, PEOPLE))
    assert drawn.count("<span") == 1
    assert "<script" not in drawn
    assert html("", [Spot("rasa", 0, 5)]) == ""


def test_a_link_that_holds_a_name_leads_where_it_led():
    text = "[kelias](/@Rasa) [@Rasa](https://example.com/@Rasa) @Rasa"
    drawn = html(text, find(text, PEOPLE))
    assert 'href="https://example.com/@Rasa"' in drawn
    assert 'href="/@Rasa"' in drawn
    assert drawn.count('<span class="mention">') == 1


def test_a_text_full_of_signs_is_not_read_for_names_to_its_end():
    assert named("@x " * (LOOKED_AT - 1) + "@Rasa") == [("rasa", "@Rasa")]
    assert named("@x " * LOOKED_AT + "@Rasa") == []
