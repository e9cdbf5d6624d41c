"""Data folders of their own, with whatever runs in them ended."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.embedded import servers, where


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that another user can reach."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    with tempfile.TemporaryDirectory(prefix="langelis-") as base:
        Path(base).chmod(0o711)
        data = where.data_folder(f"{base}/data")
        yield data
        if data.exists():
            servers.remove(data)
