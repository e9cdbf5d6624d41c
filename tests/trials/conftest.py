"""Sentences are compared in English; what people read in Lithuanian is tested with the screens."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Speaks English wherever nobody else is asked."""
    with translation.override("en"):
        yield
