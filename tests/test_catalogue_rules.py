"""The rules of the catalogue and of the pages, each shown to be able to fail."""

import polib
import pytest

from helpdesk.catalogue import book, rules, strays
from helpdesk.catalogue.sentences import Sentence


@pytest.mark.parametrize(
    ("english", "lithuanian"),
    [
        ("Start work", "Pradėti darbą"),
        ("Hello, %(name)s!", "Sveiki, %(name)s!"),
        ("{count} of %(all)s", "{count} iš %(all)s"),
        ("See <b>this</b>.", "Žr. <b>čia</b>."),
        ("The status is “new”.", "Būsena – „naujas“."),
        ("%(n)s h", "%(n)s val."),
        ("We promise to start by %(due)s.", "Pažadame pradėti iki %(due)s."),
        ("We aim to answer by %(due)s.", "Siekiame atsakyti iki %(due)s."),
        ("75 %%", "75 %%"),
    ],
)
def test_a_good_translation_passes(english, lithuanian):
    assert rules.of_pair(english, lithuanian) == []


@pytest.mark.parametrize(
    ("english", "lithuanian", "problem"),
    [
        ("Yes", "", "not translated"),
        ("Hello, %(name)s", "Sveiki, %(vardas)s", "placeholders"),
        ("Hello, {name}", "Sveiki", "placeholders"),
        ("%s of %s", "%s", "placeholders"),
        ("75 %%", "75 procentai", "placeholders"),
        ("Lost %%(ago)s", "Nutrūko %%(kada)s", "placeholders"),
        ("See <b>this</b>", "Žr. čia", "placeholders"),
        ('See <a href="%(url)s">this</a>', 'Žr. <a href="%(url)s">čia', "placeholders"),
        ("Done.", "Atlikta", "another sign"),
        ("Sure?", "Tikrai.", "another sign"),
        ("Done", "Atlikta!", "another sign"),
        ("Done", "atlikta", "another case"),
        ("Done", "Atlikta ", "stray space"),
        ("The “new”", 'Tas "naujas"', "quotes"),
        ("The “new”", "Tas „naujas”", "quotes"),
        ("The “new”", "Tas „naujas", "unclosed"),
        ("The request is new", "Kreipinys is naujas", "English left: is"),
        ("An agent writes", "Darbuotojas rašo", "konsultant"),
        ("He writes", "Agentas rašo", "never"),
        ("A workaround", "Apėjimas", "alternatyv"),
        ("Write to you", "Rašyti jums", "capital letter"),
        ("Your name", "Tavo vardas", "never"),
        ("A ticket", "Tiketas", "never"),
        ("Until %(day)s.", "Iki %(day)s.", "full stop"),
        ("We promise it", "Mes tai padarysime", "pažad"),
        ("We will do it", "Pažadame padaryti", "is said where"),
        ("We will do it", "Siekiame padaryti", "is said where"),
    ],
)
def test_a_bad_translation_is_named(english, lithuanian, problem):
    assert any(problem in said for said in rules.of_pair(english, lithuanian))


@pytest.mark.parametrize("text", ["Until ", " until", "Several\n    lines", "Two  spaces"])
def test_a_piece_of_a_sentence_is_named(text):
    assert list(rules.of_english(text))


def test_every_plural_form_is_judged():
    forms = {0: "%(n)s diena", 1: "%(n)s dienos", 2: "%(n)s dienos", 3: "dienų"}
    found = rules.about(polib.POEntry(msgid="One day", msgid_plural="%(n)s days", msgstr_plural=forms))
    assert found == ["placeholders differ: '%(n)s days' → 'dienų'"]


def test_plural_forms_that_do_not_bend_are_named():
    forms = dict.fromkeys(range(4), "%(n)s dienos")
    one = polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural=forms)
    assert rules.about(one) == ["all plural forms are the same: '%(n)s day'"]


@pytest.mark.parametrize(
    ("said", "written", "problem"),
    [
        ([Sentence("Yes")], [], "missing: 'Yes'"),
        ([], [polib.POEntry(msgid="Yes", msgstr="Taip")], "nobody says it any more: 'Yes'"),
        ([Sentence("Yes")], [polib.POEntry(msgid="Yes", msgstr="Taip", flags=["fuzzy"])], "fuzzy: 'Yes'"),
        ([], [polib.POEntry(msgid="Yes", msgstr="Taip", obsolete=True)], "obsolete: 'Yes'"),
        (
            [Sentence("Yes", "All")],
            [polib.POEntry(msgid="Yes", msgstr="Taip")],
            "other plural in the book: 'Yes'",
        ),
    ],
)
def test_book_and_code_say_the_same(tmp_path, said, written, problem):
    for one in said:
        one.places.add("a.py")
    po = polib.POFile()
    po.metadata = dict(book.METADATA)
    po.extend(written)
    po.save(str(tmp_path / "django.po"))
    found = rules.problems({one.key: one for one in said}, tmp_path / "django.po")
    assert [line.partition(" (")[0] for line in found] == [problem]


@pytest.mark.parametrize(
    "page",
    [
        '<h1>{% translate "Queue" %}</h1>',
        "<p>{% blocktranslate trimmed %}All of it{% endblocktranslate %}</p>",
        "<p>{{ name }} · {{ number }} (2/3)&nbsp;→</p>",
        '<img alt="" class="mark mark--critical" data-poll="30">',
        "{# a note to ourselves #}{% comment %}and another{% endcomment %}",
        "{% if lt %}Lietuvių{% else %}English{% endif %}",
        '<button data-key="Shift+C"></button>',
        "<kbd>Ctrl</kbd><title>Langelis</title><a lang='en'>English</a>",
        '<input placeholder="vardas@imone.lt">',
        '<body class="{% block body_class %}{% if dense %}dense{% endif %}{% endblock body_class %}">',
        '{% include "part.html" with title=_("Queue") kind="plain" %}',
        '<a class="{% if one == "Two words" %}on{% endif %}" href="{% url "incidents:queue" %}"></a>',
        '{{ at|date:"SHORT_DATE_FORMAT" }} {{ at|date:"H:i" }} {{ at|date:"Ym" }}',
    ],
)
def test_a_translated_page_passes(page):
    assert list(strays.in_html(page)) == []


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Queue</h1>",
        "<p>{{ n }} eilėje</p>",
        "<q>“{{ line }}”</q>",
        '<p>{% translate "Queue" %}: by {{ name }}</p>',
        '<a title="Queue"></a>',
        '<img alt="{{ name }} logo">',
        "<input placeholder='Your name'>",
        '<nav aria-label="Main"></nav>',
        '<button data-confirm="Really?"></button>',
        '<input type="submit" value="Send">',
        '<meta name="description" content="A help desk">',
        '{% include "part.html" with title="Queue" %}',
        '{{ name|default:"Nobody" }}',
        "{{ n }} {{ n|pluralize }}",
        '{{ at|date:"j F Y" }}',
    ],
)
def test_a_stray_word_of_a_page_is_named(page):
    assert len(list(strays.in_html(page))) == 1


def test_a_stray_word_of_a_mail_is_named():
    assert list(strays.in_text('{% translate "Hello" %},\nyour {{ link }}\n')) == ["your"]


@pytest.mark.parametrize(
    "source",
    [
        'raise ValidationError(_("Too long."))',
        'forms.CharField(label=_("Name"), widget=TextInput(attrs={"class": "wide"}))',
        'class Kind(TextChoices):\n    A = "a", _("An a")',
        'log.info("The clock is late")',
    ],
)
def test_translated_code_passes(source):
    assert list(strays.in_python(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise ValidationError("Too long.")',
        'messages.success(request, "It is done.")',
        'form.add_error("name", "Too long.")',
        'forms.CharField(label="Your name")',
        'TextInput(attrs={"placeholder": "Your name"})',
        'class Kind(TextChoices):\n    A = "a", "An a"',
    ],
)
def test_a_stray_sentence_in_code_is_named(source):
    assert len(list(strays.in_python(source))) == 1
