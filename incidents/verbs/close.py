"""Closed by itself, some business days after resolving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act

if TYPE_CHECKING:
    from incidents.models.incident import Incident


def close(self: Incident) -> None:
    """Closes what was resolved and neither confirmed nor denied; only the clock does this."""
    with act(self, "close", by=None) as doing:
        doing.close()
