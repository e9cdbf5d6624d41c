"""Nothing the product says is left untranslated, half-translated or put together from pieces."""

import gettext
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import trans_real

from helpdesk.catalogue import book, rules, strays
from helpdesk.catalogue.sentences import Sentence, TwoPlurals, sentences


def lay(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def entry(msgid, msgstr="", **more):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def made(path, *entries):
    po = polib.POFile()
    po.metadata = dict(book.METADATA)
    po.extend(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(path))
    return path


# The product's own words


def test_every_sentence_is_translated_well():
    assert rules.problems() == []


def test_no_page_or_form_speaks_past_the_catalogue():
    assert strays.problems() == []


def test_our_plural_formula_is_djangos():
    django_po = Path(trans_real.__file__).parents[2] / "conf/locale/lt/LC_MESSAGES/django.po"
    assert polib.pofile(str(django_po)).metadata["Plural-Forms"] == book.PLURAL_FORMS
    assert book.read().metadata["Plural-Forms"] == book.PLURAL_FORMS


# Plural forms


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 kreipinių"),
        (1, "1 kreipinys"),
        (2, "2 kreipiniai"),
        (9, "9 kreipiniai"),
        (10, "10 kreipinių"),
        (11, "11 kreipinių"),
        (20, "20 kreipinių"),
        (21, "21 kreipinys"),
        (22, "22 kreipiniai"),
        (101, "101 kreipinys"),
        (111, "111 kreipinių"),
    ],
)
def test_a_number_bends_its_noun(tmp_path, number, said):
    forms = {0: "%(n)s kreipinys", 1: "%(n)s kreipiniai", 2: "%(n)s kreipinio", 3: "%(n)s kreipinių"}
    path = tmp_path / "lt/LC_MESSAGES/django.po"
    made(path, entry("%(n)s request", msgid_plural="%(n)s requests", msgstr_plural=forms))
    book.compile_all(tmp_path)
    with path.with_suffix(".mo").open("rb") as file:
        lithuanian = gettext.GNUTranslations(file)
    assert lithuanian.ngettext("%(n)s request", "%(n)s requests", number) % {"n": number} == said


def test_every_plural_of_the_product_has_its_four_forms():
    for one in book.read():
        if one.msgid_plural:
            assert sorted(one.msgstr_plural) == [0, 1, 2, 3], one.msgid
            assert all(one.msgstr_plural.values()), one.msgid


def test_english_needs_no_catalogue():
    with translation.override("en"):
        said = [
            translation.ngettext("%(n)s thing nobody says", "%(n)s things nobody says", n) for n in (1, 2, 0)
        ]
    assert said == ["%(n)s thing nobody says"] + ["%(n)s things nobody says"] * 2


# Finding the sentences


@pytest.mark.parametrize(
    ("source", "key", "plural"),
    [
        ('from django.utils.translation import gettext as _\n_("One" " two")', ("", "One two"), ""),
        ('from django.utils.translation import gettext_lazy as later\nlater("One")', ("", "One"), ""),
        ('def f():\n    if 1:\n        return gettext("It’s %(n)s")', ("", "It’s %(n)s"), ""),
        ('ngettext("a", "b", n)', ("", "a"), "b"),
        ('ngettext_lazy("a", "b", "n")', ("", "a"), "b"),
        ('pgettext("c", "a")', ("c", "a"), ""),
        ('pgettext_lazy("c", "a")', ("c", "a"), ""),
        ('npgettext("c", "a", "b", n)', ("c", "a"), "b"),
        ('npgettext_lazy("c", "a", "b", "n")', ("c", "a"), "b"),
        ("f'<p>{esc(gettext(\"One\"))}</p>'", ("", "One"), ""),
    ],
)
def test_code_is_searched(tmp_path, source, key, plural):
    lay(tmp_path, "room/code.py", source)
    found = sentences(tmp_path)
    assert list(found) == [key]
    assert found[key].plural == plural


@pytest.mark.parametrize(
    ("source", "key", "plural"),
    [
        ('<p>{% translate "Don’t" %}</p>', ("", "Don’t"), ""),
        ('<a title="{% translate \'Say "hello"\' %}">', ("", 'Say "hello"'), ""),
        ('{% translate "Open" context "a door" %}', ("a door", "Open"), ""),
        ('{% translate "Open" as label %}{{ label }}', ("", "Open"), ""),
        ("{% blocktranslate trimmed %}\n   One\n   two.\n  {% endblocktranslate %}", ("", "One two."), ""),
        ("{% blocktranslate %}{{ who }}'s{% endblocktranslate %}", ("", "%(who)s's"), ""),
        (
            "{% blocktranslate trimmed with a=b|upper asvar c %} By {{ a }} {% endblocktranslate %}",
            ("", "By %(a)s"),
            "",
        ),
        (
            "{% blocktranslate count n=n trimmed %} a {% plural %} {{ n }} b {% endblocktranslate %}",
            ("", "a"),
            "%(n)s b",
        ),
        ('{% blocktranslate context "c" count n=n %}a{% plural %}b{% endblocktranslate %}', ("c", "a"), "b"),
        ('<p>\n      {% include "x.html" with title=_("A title") %}\n  </p>', ("", "A title"), ""),
        ('{{ name|default:_("nobody") }}', ("", "nobody"), ""),
    ],
)
def test_templates_are_searched(tmp_path, source, key, plural):
    lay(tmp_path, "templates/page.html", f"{{% load i18n %}}\n  <p>Isn't (unbalanced</p>\n    {source}\n")
    found = sentences(tmp_path)
    assert list(found) == [key]
    assert found[key].plural == plural


def test_mails_are_searched_and_tests_are_not(tmp_path):
    lay(tmp_path, "room/templates/mail/a.txt", '{% translate "In a mail" %}')
    lay(tmp_path, "notes.txt", '{% translate "In a note" %}')
    lay(tmp_path, "tests/test_it.py", '_("In a test")')
    lay(tmp_path, ".venv/lib.py", '_("In a library")')
    assert [msgid for context, msgid in sentences(tmp_path)] == ["In a mail"]


def test_a_hint_reaches_the_translator(tmp_path):
    lay(tmp_path, "room/code.py", '# Translators: the request is meant\nx = _("Open")\n')
    assert sentences(tmp_path)["", "Open"].hints == {"the request is meant"}


def test_one_sentence_cannot_have_two_plurals(tmp_path):
    lay(tmp_path, "a.py", 'ngettext("a", "b", n)')
    lay(tmp_path, "b.py", 'ngettext("a", "c", n)')
    with pytest.raises(TwoPlurals):
        sentences(tmp_path)


# Keeping the book


def test_a_merge_keeps_adds_and_removes(tmp_path):
    path = made(
        tmp_path / "django.po",
        entry("Kept", "Liko"),
        entry("Gone", "Dingo"),
        entry("Old", "Senas", flags=["fuzzy"]),
    )
    found = [
        Sentence("New", places={"b.py", "a.py"}),
        Sentence("Kept"),
        Sentence("Old"),
        Sentence("Kept", context="x"),
    ]
    assert book.merge(found, path) == book.Merged(total=4, added=2, removed=1, untranslated=2)
    after = {book.key(one): one for one in book.read(path)}
    assert after["", "Kept"].msgstr == "Liko"
    assert after["x", "Kept"].msgstr == ""
    assert after["", "New"].occurrences == [("a.py", ""), ("b.py", "")]
    assert not any("fuzzy" in one.flags or one.obsolete for one in after.values())


def test_a_second_merge_changes_nothing(tmp_path):
    path = tmp_path / "django.po"
    found = [Sentence("b %(n)s", "c %(n)s"), Sentence("A"), Sentence("a", context="x", hints={"a hint"})]
    book.merge(found, path)
    before = path.read_bytes()
    assert book.merge(reversed(found), path).added == 0
    assert path.read_bytes() == before


def test_a_sentence_whose_plural_changed_is_translated_anew(tmp_path):
    forms = dict.fromkeys(range(4), "x")
    path = made(tmp_path / "django.po", entry("a", msgid_plural="b", msgstr_plural=forms))
    assert book.merge([Sentence("a", "c")], path).untranslated == 1


def test_compiling_twice_writes_once(tmp_path):
    path = made(tmp_path / "lt/LC_MESSAGES/django.po", entry("Yes", "Taip"))
    assert book.compile_all(tmp_path) == [path.with_suffix(".mo")]
    assert book.compile_all(tmp_path) == []
    assert book.compile_all(tmp_path, anew=True) == [path.with_suffix(".mo")]
    assert sorted(one.name for one in path.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "django.mo"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        book.write(path, "not bytes")
    assert [one.name for one in tmp_path.iterdir()] == ["django.mo"]
    assert path.read_bytes() == b"old"


def test_the_command_compiles_without_a_database(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(book, "ROOT", tmp_path)
    monkeypatch.setattr(book.compile_all, "__defaults__", (tmp_path,))
    made(tmp_path / "lt/LC_MESSAGES/django.po", entry("Yes", "Taip"))
    call_command("messages", "compile")
    call_command("messages", "compile")
    assert capsys.readouterr().out == "Compiled lt/LC_MESSAGES/django.mo.\nAll fresh.\n"


def test_the_command_refuses_a_book_with_problems(monkeypatch, capsys):
    monkeypatch.setattr(rules, "problems", lambda: ["missing: 'Yes'"])
    monkeypatch.setattr(strays, "problems", list)
    with pytest.raises(CommandError, match="1 problem"):
        call_command("messages", "check")
    assert "missing: 'Yes'" in capsys.readouterr().out
