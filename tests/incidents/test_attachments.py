"""Attaching: a file is whole before its row is; it belongs to what it was sent with; the rest is swept."""

import os
import stat
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from helpdesk.timers import clock
from incidents import attaching, sweeping, vault
from incidents.models import Attachment
from incidents.need import Unclear
from tests.incidents.files import PDF, keep


def path_of(one):
    return vault.storage().path(one.path)


# --- keeping ----------------------------------------------------------------------------------------


def test_a_file_is_kept_under_a_name_that_says_nothing_for_the_program_alone(file, people):
    one = keep(people.agent, file(), name="algos 2027.pdf")
    assert one.path == f"{people.tenant.pk}/{one.pk}"
    assert Path(path_of(one)).read_bytes() == PDF
    assert stat.S_IMODE(os.stat(path_of(one)).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(path_of(one))).st_mode) == 0o700
    assert (one.name, one.size, one.family) == ("algos 2027.pdf", 12, "document")
    assert len(one.digest) == 64


def test_the_row_comes_after_the_file_so_a_crash_leaves_no_row_without_one(file, people, monkeypatch):
    def full(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vault.Vault, "_save", full)
    with pytest.raises(OSError):
        keep(people.agent, file())
    assert not Attachment.objects.exists()


def test_a_file_has_its_name_only_when_it_is_whole(people, monkeypatch):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError(5, "Input/output error")

    name = f"{people.tenant.pk}/{uuid4()}"
    with pytest.raises(OSError):
        vault.storage().save(name, Broken(b"half of it", name="x"))
    assert not vault.storage().exists(name)


@pytest.mark.parametrize(
    ("body", "sentence"), [(b"", "is empty"), (b"x" * (1024 * 1024 + 1), "is larger than 1 MB")]
)
def test_what_is_empty_or_too_large_is_refused_in_words(body, sentence, file, people, settings):
    settings.ATTACHMENT_MB = 1
    with pytest.raises(Unclear, match=sentence.replace("\xa0", ".").replace(" ", ".")):
        keep(people.agent, file(), body=body)
    assert not Attachment.objects.exists()


def test_a_message_holds_so_many_files(file, people, settings):
    settings.ATTACHMENTS_PER_MESSAGE = 2
    incident = file()
    for _again in range(2):
        keep(people.agent, incident)
    with pytest.raises(Unclear, match="up to 2 files"):
        keep(people.agent, incident)
    keep(people.agent, incident, pane="note")
    keep(people.customer, incident)


def test_a_help_desk_has_room_for_so_much(file, people, settings):
    settings.ATTACHMENTS_TENANT_MB = 1
    keep(people.agent, file(), body=b"x" * 900_000)
    with pytest.raises(Unclear, match="no room left"):
        keep(people.customer, file(), body=b"x" * 200_000)


# --- sending ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["reply", "note", "give_workaround", "resolve", "log_call", "wait"])
def test_files_belong_to_what_they_were_sent_with(verb, file, people):
    incident = file()
    one = keep(people.agent, incident)
    given = {
        "resolve": {"code": "fixed"},
        "log_call": {"answered": True},
        "wait": {"until": clock.now() + timedelta(days=1)},
    }.get(verb, {})
    getattr(incident, verb)("Štai", by=people.agent, files=[one.pk], **given)
    one.refresh_from_db()
    assert one.comment == incident.comments.get(text="Štai")
    assert one.incident == incident
    assert incident.events.filter(comment=one.comment).exists()


def test_a_customer_sends_files_with_the_report_and_with_a_reply(file, people):
    first = keep(people.customer, pane="report")
    incident = file(files=[first.pk])
    second = keep(people.customer, incident, pane="customer_reply")
    incident.customer_reply("Dar vienas", by=people.customer, files=[second.pk])
    kinds = Attachment.objects.order_by("id").values_list("comment__kind", flat=True)
    assert list(kinds) == ["opening", "customer"]


@pytest.mark.parametrize("whose", ["another's", "sent already", "gone"])
def test_only_ones_own_files_that_wait_are_sent_or_nothing_is(whose, file, people):
    incident = file()
    one = keep(people.customer if whose == "another's" else people.agent, incident)
    if whose == "sent already":
        incident.note("Pastaba", by=people.agent, files=[one.pk])
    if whose == "gone":
        attaching.drop([one])
    events = incident.events.count()
    with pytest.raises(Unclear, match="no longer here"):
        incident.reply("Štai", by=people.agent, files=[one.pk])
    assert incident.events.count() == events
    assert not incident.comments.filter(kind="reply").exists()


def test_files_alone_say_nothing(file, people):
    incident = file()
    one = keep(people.agent, incident)
    with pytest.raises(Unclear):
        incident.log_call("", by=people.agent, answered=False, files=[one.pk])


def test_files_put_aside_with_a_held_reply_come_back_when_it_is_undone(file, people):
    incident, held = file(), uuid4()
    one = keep(people.agent, incident)
    attaching.hold(held, [one.pk], incident=incident, by=people.agent)
    assert attaching.held(held) == [one.pk]
    attaching.give_back(held)
    one.refresh_from_db()
    assert (one.pane, attaching.held(held)) == ("reply", [])


# --- leaving out and sweeping -----------------------------------------------------------------------


def test_what_was_sent_a_moment_ago_is_not_thrown_away(file, people, django_capture_on_commit_callbacks):
    incident = file()
    one = keep(people.agent, incident)
    incident.reply("Štai", by=people.agent, files=[one.pk])
    with django_capture_on_commit_callbacks(execute=True):
        attaching.drop([one])
    assert Attachment.objects.filter(pk=one.pk).exists()
    assert os.path.exists(path_of(one))


def test_the_file_goes_only_when_the_row_has_gone_for_good(file, people, django_capture_on_commit_callbacks):
    one = keep(people.agent, file())
    with django_capture_on_commit_callbacks(execute=True):
        attaching.drop([one])
        assert os.path.exists(path_of(one))
    assert not os.path.exists(path_of(one))


def age(path, hours):
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def sweep(people):
    try:
        connection.set_schema_to_public()
        return sweeping.files_and_their_rows()
    finally:
        connection.set_schema(people.tenant.schema_name)


def orphan(people, hours, ending=""):
    name = f"{people.tenant.pk}/{uuid4()}"
    vault.storage().save(name, ContentFile(b"nobody's"))
    path = vault.storage().path(name)
    if ending:
        os.rename(path, path + ending)
        path += ending
    age(path, hours)
    return path


@pytest.mark.parametrize("ending", ["", ".picture", ".part"])
def test_a_file_that_no_row_knows_is_swept_after_a_day_and_said(ending, people):
    old, young = orphan(people, 25, ending), orphan(people, 1, ending)
    assert sweep(people) == [f"{people.tenant.schema_name}: 1 files without a row are deleted"]
    assert not os.path.exists(old)
    assert os.path.exists(young)
    os.unlink(young)


def test_a_row_whose_file_is_missing_is_said(file, people):
    one = keep(people.agent, file())
    os.unlink(path_of(one))
    assert sweep(people) == [f"{people.tenant.schema_name}: the file of attachment {one.pk} is missing"]


def test_what_nobody_sent_for_a_week_is_thrown_away(file, people, hand, django_capture_on_commit_callbacks):
    incident = file()
    old, sent = keep(people.agent, incident), keep(people.agent, incident, pane="note")
    incident.note("Pastaba", by=people.agent, files=[sent.pk])
    hand.forward(timedelta(days=8))
    young = keep(people.agent, incident)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(people) == []
    assert set(Attachment.objects.values_list("pk", flat=True)) == {sent.pk, young.pk}
    assert not os.path.exists(path_of(old))


def test_the_files_of_an_erased_help_desk_go_and_those_of_an_unknown_one_are_only_said(people):
    unknown = f"{uuid4()}/{uuid4()}"
    vault.storage().save(unknown, ContentFile(b"theirs"))
    age(vault.storage().path(unknown), 1000)
    mine = orphan(people, 25)
    gone = {"status": "erased", "deactivated_at": clock.now(), "deactivated_why": "ended"}
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(**gone)
    said = sweep(people)
    assert f"{people.tenant.schema_name}: 1 files of an erased help desk are deleted" in said
    assert f"{unknown.split('/')[0]}: files of a help desk that is not here" in said
    assert not os.path.exists(mine)
    assert vault.storage().exists(unknown)
    for left in (unknown, unknown.split("/")[0]):
        vault.storage().delete(left)


def test_nothing_that_is_not_ours_is_swept(people):
    folder = os.path.join(vault.storage().location, str(people.tenant.pk))
    os.makedirs(folder, mode=0o700, exist_ok=True)
    strange = os.path.join(folder, "README")
    Path(strange).touch()
    age(strange, 1000)
    sweep(people)
    assert os.path.exists(strange)
    os.unlink(strange)
