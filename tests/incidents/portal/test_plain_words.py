"""No page and no letter of a customer speaks the desk's language or shows what is the desk's alone."""

import re

import pytest

from helpdesk.outbox.models import Letter
from tests.incidents.portal.everything import NOTE, TAKEN, stages

pytestmark = pytest.mark.django_db

# Words of the trade; what a reader sees and what is read out to them, in both languages.
TRADE = {
    "en": r"SLA|triage|internal|queue|agents?|tickets?|tenants?|breach\w*|escalat\w*|backlog|requester|"
    r"assign\w*|reclassif\w*|the customer|timers?|payload|None",
    "lt": r"SLA|triaž\w*|vidin\w*|eil(?:ė|ės|ėje|ę|es)|agent\w*|biliet\w*|eskal\w*|priskir\w*|"
    r"klient(?:o|ui|ą|u)|(?-i:klientas)|laikmat\w*|None",
}
# Names that only the code knows; nowhere in what is sent, attributes and all.
CODES = re.compile(
    r"in_progress|next_due|_due_at|broken_at|failed_solutions|by_side|speaks_as|generation|incidents\.\w+|"
    r"\brank\b|\bsla\b|call_logged|next_word_at|IncidentRow|uuid",
    re.IGNORECASE,
)
PAGES = ("/", "/requests/", "/report/", "/policy/", "/search/?q=spausdin", "/notices/")
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt|data-text|data-words|value)="([^"]*)"')


def read(html):
    """What somebody sees on a page, or hears."""
    bare = re.sub(r"<(script|style)\b.*?</\1>|<input type=\"hidden\"[^>]*>", " ", html, flags=re.DOTALL)
    return " ".join([re.sub(r"<[^>]+>", " ", bare), *SPOKEN.findall(bare)])


def found(language, text):
    """The words of the trade in it, with what stands around them."""
    return [
        " ".join(text[max(0, one.start() - 40) : one.end() + 40].split())
        for one in re.finditer(rf"(?<![\w/-])(?:{TRADE[language]})(?![\w-])", text, re.IGNORECASE)
    ]


@pytest.fixture
def strangers(file, people, globex):
    """Somebody else's matter in the same company, where everybody sees only their own."""
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    return file(by=people.manager, subject="Slapti atlyginimai", text="Nematykite manęs spausdinant")


@pytest.mark.parametrize("language", ["en", "lt"])
def test_no_page_speaks_the_language_of_the_trade(language, browser, file, people, ring, strangers):
    reader = browser("customer")
    reader.client.cookies["language"] = language
    for stage in stages(file, people, ring):
        own = stage.get_absolute_url()
        for path in (*PAGES, own, f"{own}followers/"):
            answer = reader.get(path)
            assert answer.status_code == 200, path
            text = read(answer.text)
            heard = [one for one in found(language, text) if path != "/policy/" or "agent" not in one]
            assert not heard, f"{path} ({stage.status}): {heard}"
            assert CODES.findall(text) == [], f"{path} ({stage.status})"
            for secret in (NOTE, TAKEN, strangers.subject, strangers.reference, "Globe"):
                assert secret not in answer.text, f"{secret}: {path} ({stage.status})"


def test_no_letter_does_either_in_both_languages(file, people, ring, mail, strangers):
    for _stage in stages(file, people, ring):
        pass
    language = {people.customer.email: "lt", people.colleague.email: "en"}
    for one in mail():
        if one.to[0].rpartition("<")[2].strip(">") not in language:
            continue
        speaks = language[one.to[0].rpartition("<")[2].strip(">")]
        html = "".join(str(content) for content, kind in one.alternatives if kind == "text/html")
        for text in (one.subject, one.body, read(html)):
            assert found(speaks, text) == [], one.body
            assert CODES.findall(text) == [], one.body
            for secret in (NOTE, TAKEN, strangers.subject, "Globe"):
                assert secret not in text
    for address in language:
        kinds = Letter.objects.filter(to=address).values_list("letter", flat=True)
        assert len(set(kinds)) >= 8, sorted(set(kinds))
