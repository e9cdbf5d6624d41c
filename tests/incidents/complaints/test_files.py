"""Files with a complaint: part of what was said, for those who read it."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from incidents.models import Attachment, Complaint
from incidents.need import Unclear
from tests.incidents import files as samples
from tests.incidents.complaints.about import fetched, keep, where
from tests.incidents.files import PDF, upload
from tests.statements import at_most

pytestmark = pytest.mark.django_db
SENT = {"answer": "agent", "note": "agent", "dispute": "customer", "add": "customer"}


@pytest.fixture
def ready(brought, people, others):
    """A complaint upon which the act is possible now, for whom it belongs to."""

    def ready(verb):
        one = brought("answered" if verb == "dispute" else "received")
        if verb == "answer":
            one.own(people.agent, by=people.agent)
        return one

    return ready


# --- with each act ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", sorted(SENT))
def test_an_act_brings_what_was_uploaded_before_and_what_comes_with_the_form(verb, english, ready, people):
    one, reader = ready(verb), english(SENT[verb])
    asked = {"pane": verb, "complaint": one.reference, "upload": upload("anksciau.pdf")}
    chip = reader.post("/files/", asked)
    first = Attachment.objects.get()
    assert chip.status_code == 201
    assert (first.complaint, first.words, first.incident, first.pane) == (one, None, None, verb)
    assert f'value="{first.pk}" checked' in reader.get(where(one)).text
    said = {"text": "Štai", "files": [str(first.pk)], "upload": [upload("dabar.pdf")]}
    assert reader.post(where(one, verb), said).status_code == 303
    words = one.words.get(text="Štai")
    assert set(words.attachments.values_list("name", flat=True)) == {"anksciau.pdf", "dabar.pdf"}
    text = reader.get(where(one)).text
    assert f'href="/files/{first.pk}/anksciau.pdf" download' in text
    assert "dabar.pdf" in text


@pytest.mark.parametrize("part", ["customer", "agent"])
def test_a_new_complaint_takes_its_files_along_and_keeps_them_when_it_comes_back(part, english, people):
    reader = english(part)
    key = str(uuid4())
    said = {"key": key, "incident": "", "caller": people.customer.name, "text": ""}
    answer = reader.post("/complaints/new/", said | {"upload": [upload("langas.png", samples.png(40, 30))]})
    one = Attachment.objects.get()
    assert answer.status_code == 422
    assert f'value="{one.pk}" checked' in answer.text
    said |= {"text": "Niekas neatsiliepė", "files": [str(one.pk)]}
    first = reader.post("/complaints/new/", said)
    assert first.status_code == 303
    # Sent twice it is one complaint, with its files.
    assert reader.post("/complaints/new/", said)["Location"] == first["Location"]
    one.refresh_from_db()
    assert (one.complaint, one.words.kind) == (Complaint.objects.get(), "complaint")
    assert f"/pictures/{one.pk}/" in english("customer").get(where(one.complaint)).text


def test_a_form_that_comes_back_keeps_what_was_chosen_and_what_is_left_out_goes(english, complain):
    one, reader = complain(), english("customer")
    answer = reader.post(where(one, "add"), {"text": " ", "upload": [upload("taip.pdf"), upload("ne.pdf")]})
    yes, no = Attachment.objects.order_by("id")
    assert answer.status_code == 422
    for file in (yes, no):
        assert f'value="{file.pk}" checked' in answer.text
    said = {"text": "Štai", "files_shown": "1", "files": [str(yes.pk)]}
    assert reader.post(where(one, "add"), said).status_code == 303
    assert list(Attachment.objects.values_list("name", flat=True)) == ["taip.pdf"]


def test_the_limits_are_those_of_every_message_and_nothing_is_said_without_its_files(
    english, complain, settings
):
    settings.ATTACHMENT_MB, settings.ATTACHMENTS_PER_MESSAGE = 1, 2
    one, reader = complain(), english("customer")
    large = upload("didelis.zip", b"x" * (2 * 1024 * 1024))
    answer = reader.post(where(one, "add"), {"text": "Štai", "upload": [large]})
    assert answer.status_code == 422
    assert "didelis.zip" in answer.text
    assert "Štai</textarea>" in answer.text
    many = [upload(f"{n}.pdf") for n in range(3)]
    assert "up to 2 files" in reader.post(where(one, "add"), {"text": "Štai", "upload": many}).text
    assert one.events.count() == 1


def test_files_stand_beside_the_question_whether_they_agree(english, brought, others):
    one = brought("received")
    one.own(others.second, by=others.second)
    file = keep(others.second, one, "answer", name="planas.pdf")
    one.answer("Štai planas", by=others.second, files=[file.pk])
    text = english("customer").get(where(one)).text
    assert "planas.pdf" in text[text.index('id="agree"') : text.index('class="timeline"')]


def test_letters_say_how_many_files_there_are(brought, people, others, mail):
    type(people.customer).objects.update(language="en")
    one = brought("received")
    one.own(others.second, by=others.second)
    one.answer("Štai", by=others.second, files=[keep(others.second, one, "answer").pk])
    assert "1 file is attached; it is on the page." in mail(people.customer.email)[-1].body


def test_the_page_costs_the_same_however_many_files_there_are(english, complain, people):
    one, reader = complain(), english("agent")
    for n in range(6):
        one.add(f"Štai {n}", by=people.customer, files=[keep(people.customer, one, name=f"{n}.pdf").pk])
    reader.get(where(one))
    with at_most(7):
        assert "5.pdf" in reader.get(where(one)).text


# --- for whom ------------------------------------------------------------------------------------------


def test_a_file_is_for_those_who_read_what_it_came_with(english, complain, people, inside, globex):
    file = keep(people.customer, complain(), name="algos.pdf")
    one = file.complaint
    for part, status in (("customer", 200), ("agent", 404), ("manager", 404), ("colleague", 404)):
        assert fetched(english(part), file)[0] == status, part  # not sent yet: its writer's alone
    one.add("Štai", by=people.customer, files=[file.pk])
    for part in ("customer", "agent", "manager"):
        assert fetched(english(part), file) == (200, PDF), part
    for part in ("colleague", "first_line"):
        assert fetched(english(part), file)[0] == 404, part
    assert inside(globex, globex.manager).get(f"/files/{file.pk}/algos.pdf").status_code == 404


def test_a_file_of_an_internal_note_is_the_desks_alone(english, complain, people):
    one = complain()
    file = keep(people.agent, one, "note", name="vidinis.png", body=samples.png(40, 30))
    one.note("Tik mums", by=people.agent, files=[file.pk])
    assert fetched(english("agent"), file)[0] == 200
    for part in ("customer", "manager"):
        assert fetched(english(part), file)[0] == 404
        assert english(part).get(f"/pictures/{file.pk}/").status_code == 404
        assert "vidinis" not in english(part).get(where(one)).text


def test_the_first_line_reads_no_note_about_its_own_complaint_nor_its_file(english, complain, people):
    one = complain(by=people.first_line)
    file = keep(people.agent, one, "note", name="vidinis.pdf")
    one.note("Tik mums", by=people.agent, files=[file.pk])
    assert fetched(english("first_line"), file)[0] == 404


@pytest.mark.parametrize(
    ("part", "pane", "status"),
    [
        ("customer", "note", 403),
        ("manager", "answer", 403),
        ("agent", "add", 403),
        ("colleague", "add", 404),
        ("customer", "reply", 403),
        ("agent", "log_call", 403),
        ("agent", "report", 404),
        ("customer", "complain", 404),
        ("customer", "no such", 404),
    ],
)
def test_nobody_attaches_where_they_may_not_write(part, pane, status, english, complain):
    asked = {"pane": pane, "complaint": complain().reference, "upload": upload()}
    assert english(part).post("/files/", asked).status_code == status
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("pane", ["answer", "dispute", "add"])
def test_what_is_said_of_complaints_alone_is_not_attached_to_a_request(pane, english, file):
    asked = {"pane": pane, "incident": file().reference, "upload": upload()}
    assert english("agent").post("/files/", asked).status_code == 403


def test_nobody_sends_the_file_of_another_and_nothing_is_said_then(complain, people):
    one = complain()
    theirs = keep(people.manager, one)
    with pytest.raises(Unclear, match="no longer here"):
        one.add("Mano", by=people.customer, files=[theirs.pk])
    assert one.events.count() == 1
    assert not one.words.filter(text="Mano").exists()


# --- what the database states ---------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["both", "words alone", "words and a request"])
def test_a_file_is_of_a_request_or_of_a_complaint_and_of_words_of_that(wrong, complain, file, people):
    one = complain()
    kept = keep(people.customer, one)
    words = one.words.get()
    columns = {
        "both": {"incident": file()},
        "words alone": {"complaint": None, "words": words},
        "words and a request": {"complaint": None, "words": words, "incident": file()},
    }[wrong]
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=kept.pk).update(**columns)
