"""A mail's text for the screen: paragraphs of lines, and in each the links."""

import re
from dataclasses import dataclass

# Only what begins as a web address is ever made a link; the rest stays text and is escaped by the template.
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Piece:
    """A run of text, or a link."""

    words: str
    is_link: bool = False


def paragraphs(text: str) -> list[list[list[Piece]]]:
    """The paragraphs of the text; each is a list of lines, each line a list of pieces."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return [[_pieces(line) for line in block.splitlines()] for block in blocks if block.strip()]


def _pieces(line: str) -> list[Piece]:
    pieces, end = [], 0
    for link in _LINK.finditer(line):
        if link.start() > end:
            pieces.append(Piece(line[end : link.start()]))
        pieces.append(Piece(link.group(), is_link=True))
        end = link.end()
    if end < len(line):
        pieces.append(Piece(line[end:]))
    return pieces
