"""Receiving: a file that is too large is let go while it comes in, before it fills a disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NotTooLarge(FileUploadHandler):
    """Counts what comes in of each file; one that grows too large is not kept, and its name is remembered."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins to count."""
        super().new_file(*args, **kwargs)
        self.come = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes on what came, until it is too much."""
        self.come += len(raw_data)
        if self.come > settings.ATTACHMENT_MB * 1024 * 1024:
            refused: list[str] = self.request.__dict__.setdefault("files_too_large", [])
            refused.append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The others make the file."""
        return
