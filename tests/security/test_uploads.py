"""What is sent is kept only from those who may send, and only as much as a message holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[int]:
    """How much came to the disk of each file that was begun; a large one is anything at all here."""
    written: list[int] = []
    write = uploadedfile.TemporaryUploadedFile.__init__

    def counted(self: Any, *args: Any, **kwargs: Any) -> None:
        write(self, *args, **kwargs)
        at, put = len(written), self.file.write
        written.append(0)

        def count(chunk: bytes) -> int:
            written[at] += len(chunk)
            return put(chunk)

        self.file.write = count

    monkeypatch.setattr(uploadedfile.TemporaryUploadedFile, "__init__", counted)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    return written


def some(count: int) -> list[Any]:
    return [SimpleUploadedFile(f"{n}.txt", b"labas") for n in range(count)]


def test_nothing_that_a_stranger_sends_comes_to_the_disk(
    inside: Callable[..., Any], public: Callable[..., Any], acme: Any, kept: list[int]
) -> None:
    for client, path in (
        (public(), "/accounts/login/"),
        (inside(acme), "/report/"),
        (inside(acme), "/files/"),
    ):
        client.handler.enforce_csrf_checks = True
        client.cookies["csrf"] = "a" * 32
        client.post(path, {"upload": some(3), "csrfmiddlewaretoken": "b" * 32})
    assert sum(kept) == 0


def test_no_more_comes_to_the_disk_than_a_message_holds(
    browser: Any, file: Any, kept: list[int], settings: Any
) -> None:
    settings.ATTACHMENTS_PER_MESSAGE = 2
    incident = file()
    path = f"{incident.get_absolute_url()}customer_reply/"
    answer = browser("customer").post(path, {"text": "Štai", "upload": some(20)})
    assert answer.status_code == 422
    assert sum(1 for size in kept if size) == 3
    assert Attachment.objects.count() == 2


def test_what_a_message_holds_comes_whole(browser: Any, file: Any, kept: list[int], settings: Any) -> None:
    settings.ATTACHMENTS_PER_MESSAGE = 3
    path = f"{file().get_absolute_url()}customer_reply/"
    assert browser("customer").post(path, {"text": "Štai", "upload": some(3)}).status_code == 303
    assert [one.size for one in Attachment.objects.all()] == [5, 5, 5]
    assert kept == [5, 5, 5]
