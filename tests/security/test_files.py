"""Files are given to those alone who may read their entry, and never as a page of ours."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from helpdesk.accounts.models import User
from incidents import attaching, vault
from incidents.models import Attachment
from incidents.views.files import HARMLESS
from tests.incidents import files as samples
from tests.incidents.files import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def replied(file, people):
    """A request with a picture in a reply to the customer."""
    incident = file()
    one = keep(people.agent, incident, name="langas.png", body=samples.png(400, 300))
    incident.reply("Štai", by=people.agent, files=[one.pk])
    return one


def where(one, name="x"):
    return f"/files/{one.pk}/{name}", f"/pictures/{one.pk}/"


def apart(acme):
    """The company's people see only their own requests."""
    acme.tenant.company_sees_all = False
    acme.tenant.save(update_fields=["company_sees_all"])


@pytest.mark.parametrize("part", ["customer", "manager", "colleague", "first_line", "agent"])
def test_who_may_read_the_entry_gets_its_files(part, replied, browser):
    for path, begins in zip(where(replied), (b"\x89PNG", b"RIFF"), strict=True):
        answer, body = browser(part).fetch(path)
        assert answer.status_code == 200
        assert body.startswith(begins)


def test_everybody_else_gets_the_answer_of_a_file_that_does_not_exist(
    replied, browser, inside, public, acme, globex
):
    apart(acme)
    stranger = User.objects.create(email="stranger@nowhere.example", name="Svetimas")
    nothing = browser("colleague").get(f"/files/{uuid4()}/x")
    assert nothing.status_code == 404
    for path in where(replied):
        assert browser("colleague").get(path).content == nothing.content
        assert inside(globex, globex.manager).get(path).status_code == 404
        assert inside(globex, globex.customer).get(path).status_code == 404
        assert inside(acme, stranger).get(path).status_code in (302, 403, 404)
        assert inside(acme).get(path).status_code == 302
        assert public(globex.manager).get(path).status_code == 404


def test_an_internal_notes_file_is_the_desks_alone(file, people, browser):
    incident = file()
    one = keep(people.agent, incident, name="vidinis.png", body=samples.png(40, 30))
    incident.note("Tik mums", by=people.agent, files=[one.pk])
    for part in ("customer", "manager", "colleague"):
        assert [browser(part).get(path).status_code for path in where(one)] == [404, 404]
        assert "vidinis" not in browser(part).get(f"/incidents/{incident.reference}/").text
    for part in ("agent", "first_line"):
        assert browser(part).fetch(where(one)[0])[0].status_code == 200


def test_what_is_not_sent_yet_is_its_writers_alone(file, people, browser):
    one = keep(people.agent, file(), name="dar-ne.pdf")
    assert browser("agent").fetch(where(one)[0])[0].status_code == 200
    for part in ("customer", "manager", "first_line"):
        assert browser(part).get(where(one)[0]).status_code == 404
        assert browser(part).post(f"/files/{one.pk}/remove/").status_code == 404
    assert Attachment.objects.filter(pk=one.pk).exists()


def test_what_was_taken_out_is_gone_for_everybody(replied, people, browser):
    comment = replied.comment or Attachment.objects.get(pk=replied.pk).comment
    incident = comment.incident
    incident.redact("Algos", comment=comment, text=False, files=[replied.pk], by=people.agent)
    for part in ("agent", "customer"):
        assert [browser(part).get(path).status_code for path in where(replied)] == [404, 404]


def test_a_file_that_is_gone_from_the_disk_is_not_found(replied, browser, caplog):
    vault.storage().delete(replied.path)
    assert browser("agent").get(where(replied)[0]).status_code == 404
    assert str(replied.pk) in caplog.text


def test_a_file_deleted_while_it_is_read_is_still_read_to_its_end(replied, browser):
    answer = browser("agent").client.get(where(replied)[0])
    vault.storage().delete(replied.path)
    assert b"".join(answer.streaming_content) == samples.png(400, 300)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("puslapis.html", b"<script>alert(1)</script>"),
        ("piesinys.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("ne-paveikslas.png", b"<html><script>alert(1)</script></html>"),
        ("paveikslas.html", samples.png(10, 10)),
        ("bomba.zip", b"PK\x03\x04" + b"\0" * 100),
    ],
)
def test_whatever_it_says_it_is_it_is_only_downloaded(name, body, people, browser):
    upload = SimpleUploadedFile(name, body, content_type="text/html")
    one = attaching.keep(upload, by=people.agent, pane="report")
    answer, given = browser("agent").fetch(where(one, name)[0])
    assert given == body
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_is_ours_and_stands_behind_the_same_walls(replied, browser):
    answer, _body = browser("customer").fetch(where(replied)[1])
    assert answer["Content-Type"] == "image/webp"
    assert {name: answer[name] for name in HARMLESS} == HARMLESS


@pytest.mark.parametrize(("name", "shown"), samples.NAMES)
def test_no_name_breaks_out_of_its_header_or_its_folder(name, shown, file, people, browser):
    incident = file()
    upload = SimpleUploadedFile("x", b"body")
    upload._name = name  # as hostile as it came; Django takes folders off by itself
    one = attaching.keep(upload, by=people.agent, pane="note", about=incident)
    assert one.path == f"{people.tenant.pk}/{one.pk}"
    incident.note("Štai", by=people.agent, files=[one.pk])
    answer, _body = browser("agent").fetch(where(one)[0])
    assert answer.status_code == 200
    assert not {"\r", "\n", "\0"} & set(answer["Content-Disposition"])
    page = browser("agent").get(f"/incidents/{incident.reference}/")
    assert page.status_code == 200
    assert "\u202e" not in page.text
    assert '<b>"x"' not in page.text


def test_a_name_in_our_letters_is_written_as_the_standard_says(people, browser):
    one = keep(people.agent, pane="report", name="sąskaita ąž.pdf")
    answer, _body = browser("agent").fetch(where(one)[0])
    assert "filename*=utf-8''s%C4%85skaita%20%C4%85%C5%BE.pdf" in answer["Content-Disposition"]


def test_no_file_is_fetched_by_another_method_or_lies_under_the_static_files(replied, browser, settings):
    assert browser("agent").post(where(replied)[0]).status_code == 405
    assert browser("agent").get(f"/static/{replied.path}").status_code == 404
    assert browser("agent").get(f"/media/{replied.path}").status_code == 404
    assert str(vault.storage().location) not in str(settings.STATIC_ROOT)
    with pytest.raises(ValueError, match="accessible via a URL"):
        vault.storage().url(replied.path)


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_a_customer_cannot_put_files_into_the_desks_forms(part, file, people, browser):
    sent = {"pane": "note", "incident": file().reference, "upload": SimpleUploadedFile("a.txt", b"a")}
    assert browser(part).post("/files/", sent).status_code == 403
    assert not Attachment.objects.exists()


def test_nobody_attaches_to_a_request_they_do_not_see(file, people, browser, acme):
    apart(acme)
    upload = SimpleUploadedFile("a.txt", b"a")
    sent = {"pane": "customer_reply", "incident": file().reference, "upload": upload}
    assert browser("colleague").post("/files/", sent).status_code == 404


def test_nobody_sends_the_file_of_another(file, people, browser):
    incident, theirs = file(), keep(people.agent, file(), name="svetimas.pdf")
    path = f"/incidents/{incident.reference}/customer_reply/"
    answer = browser("customer").post(path, {"text": "Mano", "files": [str(theirs.pk), "not-a-key"]})
    assert answer.status_code == 303
    theirs.refresh_from_db()
    assert theirs.comment is None


def test_an_upload_needs_the_key_of_a_form(people, acme, inside):
    client = inside(acme, acme.customer)
    client.handler.enforce_csrf_checks = True
    assert client.post("/files/", {"pane": "report"}).status_code == 403
