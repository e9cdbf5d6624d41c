"""Words of more than one line, as they are typed."""

from collections.abc import Mapping
from typing import Any

from django import forms


def one_break(text: str) -> str:
    """A line break is one letter, though browsers send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Area(forms.Textarea):
    """A field of several lines: what is counted and kept is what the browser's own limit counts."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was typed, each line break once."""
        typed = super().value_from_datadict(data, files, name)
        return one_break(typed) if isinstance(typed, str) else typed
