"""A part that was drawn before says what it would say, drawn now for this reader."""

import sys

import pytest

from incidents.models import Person, Status
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db
ODD = 'Ona <b>"%(name)s" & 100 %</b>'


@pytest.fixture
def compared(monkeypatch):
    """Draws every part a second time, from the values themselves, and tells how many agreed."""
    agreed = []

    def watched(part):
        def both(*shape, **values):
            kept, fresh = part(*shape, **values), part.__wrapped__(*shape, **values)
            assert str(kept) == str(fresh), (part.__module__, part.__name__)
            agreed.append((part.__name__, shape))
            return kept

        return both

    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("helpdesk", "incidents"):
            for part, one in list(vars(module).items()):
                if hasattr(one, "kept") and hasattr(one, "__wrapped__"):
                    monkeypatch.setattr(module, part, watched(one))
    return agreed


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("status", Status.values)
def test_on_the_desks_page_of_a_request(compared, browser, file, people, status, language):
    Person.objects.filter(pk=people.customer.pk).update(name=ODD)
    for level in ("important" if status == "waiting" else "critical", "minimal"):
        one = bring(file(level), status, people)
        for part in ("agent", "first_line"):
            reader = browser(part)
            reader.client.cookies["language"] = language
            for asked in ("", "?write=note", "?show=changes"):
                assert reader.get(one.get_absolute_url() + asked).status_code == 200
    assert {name for name, _shape in compared} >= {"_account_menu", "_keys_help", "_entry", "composer"}


def test_after_something_was_refused_or_kept(compared, browser, file, people):
    agent, one = browser("agent"), file("critical")
    here = one.get_absolute_url()
    for verb in ("reply", "note", "log_call", "resolve", "reclassify", "cancel", "link", "assign", "start"):
        answer = agent.post(f"{here}{verb}/", {"minutes": "x", "other": ODD, "until": ODD})
        assert answer.status_code == 422
    agent.post(f"{here}write/reply/draft/", {"text": ODD})
    answer = agent.get(here)
    assert "&lt;b&gt;&quot;%(name)s&quot; &amp; 100 %&lt;/b&gt;" in answer.text
    assert compared


def test_on_the_pages_around_it(compared, browser, file, people):
    file("critical")
    for part, pages in {
        "agent": ("/queue/", "/calls/", "/search/?q=x", "/kept/", "/notices/"),
        "customer": ("/", "/requests/", "/report/", "/notices/"),
    }.items():
        reader = browser(part)
        for page in pages:
            assert reader.get(page).status_code == 200, page
    assert {shape[-1] for name, shape in compared if name == "_account_menu"} != {()}


def test_nobody_meets_the_words_of_somebody_else(browser, file, people):
    first, second = file(subject="Pirmas"), file(subject="Antras", by=people.colleague)
    agent = browser("agent")
    agent.get(first.get_absolute_url())
    shown = agent.get(second.get_absolute_url()).text
    assert second.requester.name in shown
    for foreign in (first.reference, first.requester.name, "Pirmas"):
        assert foreign not in shown
