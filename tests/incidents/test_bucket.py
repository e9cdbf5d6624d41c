"""Files in a bucket: a real S3 server, the same opaque names, nothing given out but by our view."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.db import connection

from helpdesk.environment import attachments
from incidents import attaching, sweeping, vault
from incidents.models import Attachment
from tests.incidents import files as samples
from tests.incidents.files import keep

CLONE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server():
    """An S3 server of our own, as a process, until the tests are over."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", port]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _try in range(300):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", int(port))) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture
def bucket(server, settings):
    """The storage of attachments is a bucket of that server."""
    url = f"s3://key:se%2Fcret@files/langelis/one?endpoint={server}&region=eu-north-1&style=path"
    settings.STORAGES = settings.STORAGES | {"attachments": attachments(url, Path("/nowhere"))}
    client = vault.storage().connection.meta.client
    client.create_bucket(Bucket="files", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    yield client
    for page in client.get_paginator("list_objects_v2").paginate(Bucket="files"):
        for one in page.get("Contents", ()):
            client.delete_object(Bucket="files", Key=one["Key"])
    client.delete_bucket(Bucket="files")


def keys(bucket):
    return sorted(one["Key"] for one in bucket.list_objects_v2(Bucket="files").get("Contents", ()))


def test_a_file_lies_under_an_opaque_name_of_no_type_and_without_a_right_for_anybody(
    bucket, server, file, people
):
    one = keep(people.agent, file(), name="algos 2027.html", body=b"<script>")
    key = f"langelis/one/{people.tenant.pk}/{one.pk}"
    assert keys(bucket) == [key]
    head = bucket.head_object(Bucket="files", Key=key)
    assert head["ContentType"] == "application/octet-stream"
    assert head["ContentDisposition"] == "attachment"
    assert head["Metadata"] == {}
    grants = bucket.get_object_acl(Bucket="files", Key=key)["Grants"]
    assert not [grant for grant in grants if "URI" in grant["Grantee"]]
    with pytest.raises(ValueError, match="no address"):
        vault.storage().url(one.path)
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{server}/files/{key}")


def test_it_is_given_out_by_the_view_to_those_alone_who_may_read_its_entry(
    bucket, file, people, browser, globex, inside
):
    incident = file()
    body = samples.png(400, 300)
    one = keep(people.agent, incident, name="langas.png", body=body)
    incident.note("Tik mums", by=people.agent, files=[one.pk])
    answer, given = browser("agent").fetch(f"/files/{one.pk}/langas.png")
    assert given == body
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert 'attachment; filename="langas.png"' in answer.headers["Content-Disposition"]
    assert browser("agent").fetch(f"/pictures/{one.pk}/")[1][8:12] == b"WEBP"
    assert browser("customer").fetch(f"/files/{one.pk}/langas.png")[0].status_code == 404
    stranger = inside(globex, globex.people["manager"])
    assert stranger.get(f"/files/{one.pk}/langas.png").status_code == 404


def test_a_large_file_goes_there_and_back_whole(bucket, file, people, browser):
    incident, body = file(), os.urandom(9 * 1024 * 1024)
    one = keep(people.agent, incident, name="dump.bin", body=body)
    incident.reply("Štai", by=people.agent, files=[one.pk])
    assert browser("customer").fetch(f"/files/{one.pk}/dump.bin")[1] == body


def test_what_is_taken_out_or_not_sent_leaves_the_bucket(
    bucket, file, people, django_capture_on_commit_callbacks
):
    incident = file()
    out, unsent = (keep(people.agent, incident, name="a.png", body=samples.png(40, 30)) for _ in range(2))
    assert len(keys(bucket)) == 4  # with their small pictures
    incident.reply("Štai", by=people.agent, files=[out.pk])
    with django_capture_on_commit_callbacks(execute=True):
        comment = Attachment.objects.get(pk=out.pk).comment
        incident.redact("Ne ta", comment=comment, text=False, files=[out.pk], by=people.agent)
        attaching.drop([unsent])
    assert keys(bucket) == []


def test_the_nightly_sweep_finds_what_is_too_many_and_what_is_missing(bucket, file, people, monkeypatch):
    incident = file()
    kept = keep(people.agent, incident)
    incident.reply("Štai", by=people.agent, files=[kept.pk])
    gone = keep(people.agent, incident)
    bucket.delete_object(Bucket="files", Key=f"langelis/one/{gone.path}")
    vault.storage().save(f"{people.tenant.pk}/{'0' * 8}-0000-7000-8000-{'0' * 12}", ContentFile(b"x"))
    assert [str(folder) for folder in vault.folders()] == [str(people.tenant.pk)]
    monkeypatch.setattr(sweeping, "A_DAY", -1.0)
    said = "\n".join(sweeping.files_and_their_rows())
    assert "1 files without a row are deleted" in said
    assert f"the file of attachment {gone.pk} is missing" in said
    connection.set_schema(people.tenant.schema_name)
    assert keys(bucket) == [f"langelis/one/{kept.path}"]
    assert not vault.is_older(people.tenant.pk, str(gone.pk), 0)


def test_a_server_that_is_away_keeps_nothing_of_the_upload(bucket, file, people, settings):
    url = "s3://files?endpoint=http://127.0.0.1:9&region=eu-north-1&style=path"
    settings.STORAGES = settings.STORAGES | {"attachments": attachments(url, Path("/nowhere"))}
    with pytest.raises(Exception, match=re.compile("connect|credentials", re.IGNORECASE)):
        keep(people.agent, file())
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("url", ["/folder", "http://bucket", "s3://", "s3://bucket?public=yes"])
def test_a_crooked_address_is_refused_at_the_start(url):
    with pytest.raises(ImproperlyConfigured, match="s3://bucket/prefix"):
        attachments(url, Path("/nowhere"))


def test_without_the_setting_nothing_of_it_is_loaded():
    said = (
        "import django, sys; django.setup();"
        "from incidents import vault; vault.storage();"
        "print([name for name in sys.modules if name.split('.')[0] in ('boto3', 'botocore', 'storages')])"
    )
    env = {name: value for name, value in os.environ.items() if name != "ATTACHMENTS_URL"}
    env |= {"DJANGO_SETTINGS_MODULE": "helpdesk.settings", "SECRET_KEY": "x"}
    done = subprocess.run([sys.executable, "-c", said], cwd=CLONE, env=env, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
