"""What somebody reads on a page."""

from typing import Any


def words(answer: Any) -> str:
    """The words of the page, however its lines are broken."""
    return " ".join(answer.content.decode().split())
