"""Data folders of their own, with whatever runs in them ended."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpdesk.embedded import servers, where


@contextmanager
def data_folder() -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as environment, tempfile.TemporaryDirectory(prefix="langelis-") as base:
        environment.delenv("DATABASE_URL", raising=False)
        environment.delenv("REDIS_URL", raising=False)
        Path(base).chmod(0o711)
        data = where.data_folder(f"{base}/data")
        yield data
        if data.exists():
            servers.remove(data)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder that another user can reach."""
    with data_folder() as data:
        yield data


@pytest.fixture(scope="module")
def kept_folder() -> Iterator[Path]:
    """The same, kept for all tests of a file, because making a database takes a second."""
    with data_folder() as data:
        yield data
