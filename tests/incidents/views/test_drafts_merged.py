"""What the desk had begun to write in a request that is merged goes on in the other one; nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents import attaching
from incidents.models import Attachment, Draft
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def write(agent):
    """Begins to write somewhere as the agent."""

    def begin(one, text, tab="reply", **more):
        agent.post(f"{one.get_absolute_url()}write/{tab}/draft/", {"text": text} | more, **SCRIPT)

    return begin


@pytest.mark.parametrize("tab", ["reply", "note", "log_call"])
def test_it_stands_where_the_request_goes_on(tab, agent, write, file, people, colleague):
    one, other = file(), file()
    write(one, "Jau beveik radau", tab)
    one.merge(other, "Tas pats", by=colleague)
    assert "Jau beveik radau</textarea>" in agent.get(other.get_absolute_url()).text
    assert "Jau beveik radau" not in agent.get(one.get_absolute_url()).text


def test_it_stands_before_what_was_begun_there(agent, write, file, people, colleague):
    one, other = file(), file()
    write(one, "Pirma", line="Tikrinu")
    write(other, "Antra")
    one.merge(other, "Tas pats", by=colleague)
    text = agent.get(other.get_absolute_url()).text
    assert "Pirma\n\nAntra</textarea>" in text
    assert Draft.objects.get(incident=other).words["line"] == "Tikrinu"


def test_it_stays_its_writers_alone(browser, write, file, people, colleague):
    one, other = file(), file()
    write(one, "Slapta mintis")
    one.merge(other, "Tas pats", by=colleague)
    for part in ("first_line", "customer", "manager"):
        assert "Slapta" not in browser(part).get(other.get_absolute_url()).text


def test_files_that_were_not_sent_go_along(file, people, colleague):
    one, other = file(), file()
    attaching.keep(SimpleUploadedFile("a.txt", b"abc"), by=people.agent, pane="reply", about=one)
    one.merge(other, "Tas pats", by=colleague)
    assert Attachment.objects.get().incident == other


def test_the_customers_words_are_not_touched_by_it(browser, file, people, colleague):
    one, other = file(), file()
    words = {"text": "Dar ne viskas"}
    Draft.keep(one, people.customer, "customer_reply", words, at=one.reported_at, page="")
    one.merge(other, "Tas pats", by=colleague)
    assert Draft.objects.get().incident == one


@pytest.mark.parametrize("status", ["merged", "cancelled", "closed"])
def test_what_is_typed_on_the_old_page_afterwards_stands_there(status, agent, write, file, people, colleague):
    one = file()
    if status == "merged":
        one.merge(file(), "Tas pats", by=colleague)
    else:
        bring(one, status, people)
    write(one, "Rašiau toliau")
    text = agent.get(one.get_absolute_url()).text
    assert "the request cannot be replied to any more" in text
    assert "Rašiau toliau" in text
    agent.post(f"{one.get_absolute_url()}write/reply/draft/", {"discard": "1"})
    assert "Rašiau toliau" not in agent.get(one.get_absolute_url()).text
