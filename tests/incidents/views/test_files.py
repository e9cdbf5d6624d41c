"""Attaching on the pages: by a form alone, by the uploads of its script, and by both at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import attaching, holding
from incidents.models import Attachment, Incident
from incidents.need import Unclear
from tests.incidents import files as samples
from tests.incidents.files import keep, upload
from tests.incidents.views.sent import sent, where

pytestmark = pytest.mark.django_db


def put(browser, pane, incident=None, **given):
    told = {"incident": incident.reference} if incident else {}
    return browser.post("/files/", {"pane": pane, **told, "upload": upload(**given)})


REPORT = {
    "kind": "incident",
    "product": "other",
    "subject": "Neveikia",
    "text": "Klaida",
    "marks": "can_carry_on",
    "key": "01938b3c-0000-7000-8000-000000000001",
}


# --- the script's way -------------------------------------------------------------------------------


def test_a_file_is_kept_while_one_writes_and_stands_in_the_form(browser, file, people):
    incident = file()
    answer = put(browser("agent"), "reply", incident)
    assert answer.status_code == 201
    one = Attachment.objects.get()
    assert f'value="{one.pk}" checked' in answer.text
    assert (one.incident, one.pane, one.by, one.comment) == (incident, "reply", people.agent, None)
    assert f'value="{one.pk}" checked' in browser("agent").get(f"/incidents/{incident.reference}/").text
    assert str(one.pk) not in browser("first_line").get(f"/incidents/{incident.reference}/").text


def test_what_is_refused_says_why_in_one_sentence(browser, file, settings):
    settings.ATTACHMENT_MB = 1
    large = put(browser("agent"), "reply", file(), body=b"x" * (2 * 1024 * 1024))
    assert large.status_code == 422
    assert "ataskaita.pdf" in large.text
    assert large["Content-Type"].startswith("text/plain")
    assert put(browser("agent"), "reply", file(), body=b"").status_code == 422
    assert browser("agent").post("/files/", {"pane": "report"}).status_code == 422
    assert put(browser("agent"), "no such", file()).status_code == 404
    assert put(browser("agent"), "reply").status_code == 404
    assert put(browser("agent"), "report", file()).status_code == 404


def test_a_file_can_be_left_out_again(browser, file):
    put(browser("agent"), "reply", file())
    one = Attachment.objects.get()
    assert browser("agent").post(f"/files/{one.pk}/remove/").status_code == 204
    assert not Attachment.objects.exists()
    assert browser("agent").post(f"/files/{one.pk}/remove/").status_code == 404


# --- with any form ----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["note", "log_call", "give_workaround", "resolve"])
def test_an_act_sends_what_was_chosen_and_what_was_uploaded(verb, browser, file, people):
    incident, agent = file(), browser("agent")
    put(agent, verb, incident, name="anksciau.pdf")
    first = Attachment.objects.get()
    words = sent(verb, people) | {"files": [str(first.pk)], "upload": [upload("dabar.pdf")]}
    assert agent.post(where(incident, verb), words).status_code == 303
    said = incident.comments.exclude(kind="opening").get()
    assert set(said.attachments.values_list("name", flat=True)) == {"anksciau.pdf", "dabar.pdf"}
    page = agent.get(f"/incidents/{incident.reference}/").text
    assert f"/files/{first.pk}/anksciau.pdf" in page


@pytest.mark.parametrize("hold", [0, 10])
@pytest.mark.parametrize("verb", ["reply", "wait"])
def test_a_reply_takes_its_files_along_at_once_or_when_it_goes_out(
    verb, hold, browser, file, people, settings, ring
):
    settings.REPLY_HOLD_SECONDS = hold
    incident = file()
    words = sent(verb, people) | {"upload": [upload("dabar.pdf")]}
    assert browser("agent").post(where(incident, verb), words).status_code == 303
    one = Attachment.objects.get()
    assert (one.comment is None) == bool(hold)
    assert str(one.pk) not in browser("customer").get(f"/incidents/{incident.reference}/").text or not hold
    ring(seconds=11)
    one.refresh_from_db()
    assert one.comment.text == words["text"]
    assert "dabar.pdf" in browser("customer").get(f"/incidents/{incident.reference}/").text


def test_an_undone_reply_gives_its_files_back(browser, file, people, settings):
    settings.REPLY_HOLD_SECONDS = 10
    incident, agent = file(), browser("agent")
    agent.post(where(incident, "reply"), sent("reply", people) | {"upload": [upload()]})
    one = Attachment.objects.get()
    assert f'value="{one.pk}"' not in agent.get(f"/incidents/{incident.reference}/").text
    held = incident.held.get()
    agent.post(f"/incidents/{incident.reference}/write/held/{held.pk}/undo/")
    assert f'value="{one.pk}" checked' in agent.get(f"/incidents/{incident.reference}/").text


def test_a_file_of_a_reply_on_its_way_is_not_thrown_away_in_another_window(
    browser, file, people, ten_seconds, ring
):
    incident, agent = file(), browser("agent")
    put(agent, "reply", incident)
    one = Attachment.objects.get()
    said = sent("reply", people) | {"files": [str(one.pk)], "files_shown": "1"}
    agent.post(where(incident, "reply"), said)
    assert agent.post(f"/files/{one.pk}/remove/").status_code == 404
    attaching.drop([one])  # as of another window that read it before it was sent
    ring(seconds=11)
    assert list(incident.events.get(kind="replied").comment.attachments.all()) == [one]


def test_a_reply_whose_file_is_gone_is_not_sent_without_it(file, people, ten_seconds):
    incident = file()
    held, gone = keep(people.agent, incident), keep(people.agent, incident)
    attaching.drop([gone])
    with pytest.raises(Unclear, match="no longer here"):
        holding.send(incident, "reply", "Štai", by=people.agent, files=[held.pk, gone.pk])
    assert not incident.held.exists()
    holding.send(incident, "reply", "Štai", by=people.agent, files=[held.pk])
    with pytest.raises(Unclear, match="no longer here"):  # the same file, once more
        holding.send(incident, "reply", "Dar", by=people.agent, files=[held.pk])


def test_a_customer_replies_with_files(browser, file):
    incident, customer = file(), browser("customer")
    path = f"/incidents/{incident.reference}/customer_reply/"
    picture = upload("langas.png", samples.png(400, 300))
    assert customer.post(path, {"text": "Štai kaip atrodo", "upload": [picture]}).status_code == 303
    one = Attachment.objects.get()
    page = customer.get(f"/incidents/{incident.reference}/").text
    assert f"/pictures/{one.pk}/" in page
    assert "langas.png" in page


def test_a_form_that_comes_back_keeps_its_files(browser, file):
    incident, customer = file(), browser("customer")
    path = f"/incidents/{incident.reference}/customer_reply/"
    answer = customer.post(path, {"text": "a" * 20_001, "upload": [upload()]})
    one = Attachment.objects.get()
    assert answer.status_code == 422
    assert f'value="{one.pk}" checked' in answer.text
    assert customer.post(path, {"text": "Štai", "files": [str(one.pk)]}).status_code == 303
    one.refresh_from_db()
    assert one.comment.text == "Štai"


def test_what_is_unticked_is_not_sent_and_is_gone(browser, file, people):
    incident, agent = file(), browser("agent")
    for name in ("taip.pdf", "ne.pdf"):
        put(agent, "note", incident, name=name)
    yes = Attachment.objects.get(name="taip.pdf")
    words = sent("note", people) | {"files_shown": "1", "files": [str(yes.pk)]}
    agent.post(where(incident, "note"), words)
    assert list(Attachment.objects.values_list("name", flat=True)) == ["taip.pdf"]


def test_a_file_that_is_too_large_is_said_beside_the_field_and_nothing_is_sent(browser, file, settings):
    settings.ATTACHMENT_MB = 1
    incident, customer = file(), browser("customer")
    path = f"/incidents/{incident.reference}/customer_reply/"
    large, small = upload("didelis.zip", b"x" * (2 * 1024 * 1024)), upload("mazas.pdf")
    answer = customer.post(path, {"text": "Štai", "upload": [large, small]})
    assert answer.status_code == 422
    assert "didelis.zip" in answer.text
    assert "Štai" in answer.text
    assert Attachment.objects.get().name == "mazas.pdf"
    assert not incident.comments.filter(kind="customer").exists()


def test_one_file_too_many_is_said(browser, file, settings):
    settings.ATTACHMENTS_PER_MESSAGE = 2
    path = f"/incidents/{file().reference}/customer_reply/"
    many = [upload(f"{n}.pdf") for n in range(3)]
    answer = browser("customer").post(path, {"text": "Štai", "upload": many})
    assert answer.status_code == 422
    assert Attachment.objects.count() == 2


def test_a_report_takes_its_files_along_and_keeps_them_when_it_comes_back(browser, people):
    customer = browser("customer")
    answer = customer.post("/report/", REPORT | {"subject": "", "upload": [upload()]})
    one = Attachment.objects.get()
    assert answer.status_code == 422
    assert f'value="{one.pk}" checked' in answer.text
    words = REPORT | {"files": [str(one.pk)]}
    first = customer.post("/report/", words)
    assert first.status_code == 303
    # Sent twice it is one request, with its files.
    assert customer.post("/report/", words)["Location"] == first["Location"]
    one.refresh_from_db()
    assert one.comment.kind == "opening"
    assert one.incident == Incident.objects.get()


def test_a_report_by_phone_takes_files_along(browser, people):
    words = REPORT | {
        "product": "",
        "caller": people.customer.name,
        "began_at_day": "2027-03-01",
        "began_at_time": "09:50",
    }
    words |= {"upload": [upload()]}
    assert browser("agent").post("/calls/new/", words).status_code == 303
    assert Attachment.objects.get().comment.kind == "opening"


def test_what_waits_in_one_request_is_not_drawn_in_another(browser, file):
    incident, other = file(), file()
    put(browser("agent"), "reply", incident)
    assert "ataskaita.pdf" not in browser("agent").get(f"/incidents/{other.reference}/").text


def test_files_cost_the_page_no_statement(browser, file, people):
    incident, agent = file(), browser("agent")
    path = f"/incidents/{incident.reference}/"
    for verb in ("note", "note", "resolve"):
        words = sent(verb, people) | {"upload": [upload(), upload("langas.png", samples.png(40, 30))]}
        assert agent.post(where(incident, verb), words).status_code == 303
    put(agent, "note", incident)
    for reader in (agent, browser("customer")):
        with CaptureQueriesContext(connection) as asked:
            reader.get(path)
        # They come beside the request's own row.
        assert ["incidents_incident" in one["sql"] for one in asked if "_attachment" in one["sql"]] == [True]


# --- files without a word ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "verb", "kind"),
    [("agent", "reply", "reply"), ("agent", "note", "note"), ("customer", "customer_reply", "customer")],
)
def test_files_alone_are_sent_and_stand_on_the_page(part, verb, kind, browser, file, people):
    incident, writer = file(), browser(part)
    assert (
        writer.post(where(incident, verb), {"text": " ", "upload": [upload("viena.pdf")]}).status_code == 303
    )
    said = incident.comments.get(kind=kind)
    assert (said.text, said.files_alone) == ("", True)
    for reader in ("agent", "customer") if kind != "note" else ("agent",):
        page = browser(reader).get(f"/incidents/{incident.reference}/").text
        assert "viena.pdf" in page
        assert "I have already answered.”" not in page


@pytest.mark.parametrize(
    ("part", "verb"), [("agent", "reply"), ("agent", "note"), ("customer", "customer_reply")]
)
def test_neither_words_nor_files_are_no_message(part, verb, browser, file, people):
    incident = file()
    assert browser(part).post(where(incident, verb), {"text": ""}).status_code == 422
    assert incident.comments.count() == 1


def test_a_question_is_not_asked_by_files(browser, file, people):
    incident = file()
    words = sent("wait", people) | {"text": "", "upload": [upload()]}
    assert browser("agent").post(where(incident, "wait"), words).status_code == 422
    assert incident.status == "new"


def test_files_that_can_still_be_undone_are_named_to_their_sender(browser, file, people, settings):
    settings.REPLY_HOLD_SECONDS = 10
    incident, agent = file(), browser("agent")
    agent.post(where(incident, "reply"), {"text": "", "upload": [upload("viena.pdf")]})
    held = incident.held.get()
    page = agent.get(f"/incidents/{incident.reference}/").text
    assert "viena.pdf" in page.split(f'id="h{held.pk}"')[1].split("</li>")[0]
    assert "viena.pdf" not in browser("customer").get(f"/incidents/{incident.reference}/").text


def test_a_file_is_taken_out_of_an_entry_without_words(browser, file, people):
    incident, agent = file(), browser("agent")
    agent.post(where(incident, "note"), {"text": "", "upload": [upload("algos.pdf")]})
    entry = incident.events.get(kind="noted")
    page = agent.get(f"/incidents/{incident.reference}/redacting/{entry.pk}/").text
    assert "algos.pdf" in page
    assert "(The text was taken out.)" not in page
