"""Receiving: what is too large, too much or from nobody is let go while it comes in."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NotTooLarge(FileUploadHandler):
    """Counts what comes in of each file; one that grows too large is not kept, and its name is remembered.

    A form is read before the door asks who may send it, for its key is in it: so files of strangers, and more
    than one beyond what a message holds, are not kept at all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins to count."""
        super().new_file(*args, **kwargs)
        self.come = 0
        self.files += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes on what came, until it is too much."""
        # Not sooner: what is let go at its first bytes has a place of its own, and takes no other file along.
        if getattr(self.request, "entry", None) is None or self.files > settings.ATTACHMENTS_PER_MESSAGE + 1:
            raise SkipFile
        self.come += len(raw_data)
        if self.come > settings.ATTACHMENT_MB * 1024 * 1024:
            refused: list[str] = self.request.__dict__.setdefault("files_too_large", [])
            refused.append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The others make the file."""
        return
