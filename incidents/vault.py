"""Where files are kept: outside the web, under names that say nothing, readable by this program alone."""

import os
import re
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
FOLDER = re.compile(_UUID)
# A file, its small picture, or either while it is being written.
NAME = re.compile(rf"({_UUID})(?:\.picture)?(?:\.part)?")


class Vault(FileSystemStorage):
    """Files in a folder of ours; each is whole before it has its name."""

    base_url: Any = None  # no file has an address of its own

    def __init__(self, **options: Any) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700, **options)

    def _save(self, name: str, content: File) -> str:
        place = Path(self.path(name))
        for folder in (Path(self.location), place.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(part, flags, 0o600), "wb") as written:
            for chunk in content.chunks():
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())  # the row that comes next must never outlive its file
        part.rename(place)
        return name


def storage() -> Storage:
    """The storage of attachments, whatever the settings make it."""
    return storages["attachments"]


def folders() -> list[UUID]:
    """The help desks that have files."""
    try:
        found = storage().listdir("")[0]
    except FileNotFoundError:
        return []
    return [UUID(name) for name in sorted(found) if FOLDER.fullmatch(name)]


def names(tenant: UUID) -> list[str]:
    """The names of all files of a help desk that are ours."""
    try:
        found = storage().listdir(str(tenant))[1]
    except FileNotFoundError:
        return []
    return [name for name in sorted(found) if NAME.fullmatch(name)]


def is_older(tenant: UUID, name: str, seconds: float) -> bool:
    """Whether a file was written longer ago than this; by the clock of the machine that keeps it."""
    try:
        changed = storage().get_modified_time(f"{tenant}/{name}").timestamp()
    except FileNotFoundError:
        return False
    return time.time() - changed > seconds


def is_there(tenant: UUID, name: str) -> bool:
    """Whether there is such a file."""
    return storage().exists(f"{tenant}/{name}")


def delete(tenant: UUID, name: str) -> None:
    """Deletes one file."""
    storage().delete(f"{tenant}/{name}")
