"""A part that is drawn once shows this time's values, escaped, and keeps nobody's."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from helpdesk.ui import drawn as module
from helpdesk.ui.drawn import StandIn, drawn

ODD = '<b>"%(name)s"</b> & 100 % {{ name }}'
AFTER_ALL = Template(
    "{% load i18n %}<p{% if loud %} class=loud{% endif %}>50 % "
    "{% blocktranslate %}To: {{ name }}{% endblocktranslate %}{% if more %}, {{ more }}{% endif %}</p>"
)


def draw(loud, **said):
    return AFTER_ALL.render(Context({"loud": loud} | said))


def made(function=draw):
    return drawn(function)


@pytest.mark.parametrize("language", ["lt", "en"])
def test_what_comes_out_is_what_the_template_draws(language):
    part = made()
    with override(language):
        for loud in (True, False):
            for name in ("Ona", ODD, SafeString("<i>x</i>"), "ąžuolas"):
                for more in ("", "Petras", "0"):
                    assert part(loud, name=name, more=more) == draw(loud, name=name, more=more)


def test_each_drawing_shows_its_own_values():
    part = made()
    assert "Ona" in part(True, name="Ona", more="UAB Medis")
    other = part(True, name="Petras", more="UAB Akmuo")
    assert "Petras" in other
    assert "Ona" not in other
    assert "Medis" not in other


def test_no_value_is_kept():
    kept = []

    def remembering(loud, **said):
        kept.append(draw(loud, **said))
        return kept[-1]

    part = made(remembering)
    part(True, name="Ona Petraitė", more="ona@pavyzdys.example")
    part(True, name="Petras", more="petras@pavyzdys.example")
    assert len(kept) == 1
    assert "Ona" not in kept[0]
    assert "example" not in kept[0]


def test_each_language_is_drawn_for_itself():
    part = drawn(lambda: gettext("Send reply"))
    with override("en"):
        english = part()
    with override("lt"):
        assert part() != english
    with override("en"):
        assert part() == english


@pytest.mark.parametrize("value", ["Ona", "INC-318", "ona@pavyzdys.example", "two words", "x1", 7, None, 1.5])
def test_a_value_that_would_be_kept_is_refused(value):
    part = drawn(lambda shape: str(shape))
    for shape in (value, ("reply", (value,))):
        with pytest.raises(ValueError, match="would be kept"):
            part(shape)


def test_words_of_the_program_and_tuples_of_them_are_a_shape():
    part = drawn(lambda *shape: repr(shape))
    assert part("log_call", True, ("line", ("wait",)), "") == "('log_call', True, ('line', ('wait',)), '')"


@pytest.mark.parametrize("value", [7, None])
def test_a_value_is_text(value):
    with pytest.raises((AttributeError, TypeError)):
        drawn(lambda one: str(one))(one=value)


def test_a_part_that_changes_a_value_is_found_out():
    for change in (str.lower, str.swapcase, lambda text: text.replace("-", "")):
        for _ in range(50):
            part = drawn(lambda name, change=change: change(str(name)))
            with pytest.raises(ValueError, match="was changed"):
                part(name="Ona")


def test_a_stand_in_can_only_be_shown():
    with pytest.raises((AttributeError, TypeError)):
        drawn(lambda name: name.upper())(name="Ona")


def test_stand_ins_are_other_ones_each_time():
    assert len({str(StandIn()) for _ in range(1000)}) == 1000


def test_a_value_that_looks_like_a_stand_in_or_a_place_stays_itself():
    part = made()
    for said in (str(StandIn()), "%(more)s", "%s", "%%"):
        assert part(False, name=said, more="Petras") == draw(False, name=said, more="Petras")


def test_only_so_many_shapes_are_kept():
    part = drawn(lambda shape: "x")
    for number in range(3 * module.KEPT):
        part(tuple(bool(number & 1 << bit) for bit in range(12)))
    assert part.kept.cache_info().currsize == module.KEPT


def test_while_the_product_is_worked_on_templates_are_drawn_each_time(settings):
    settings.DEBUG = True
    said = []
    part = drawn(lambda: said.append("drawn") or "x")
    part(), part()
    assert len(said) == 2
