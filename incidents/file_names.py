"""What a file is called and what its first bytes look like; neither is ever trusted for serving it."""

import re
import unicodedata

LONGEST = 120
_BARE = re.compile(r'[<>:"|?*]')
# Beginnings by which a file shows what it is; for the sign beside its name and for nothing else.
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"%PDF-", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    (b"PK\x03\x04", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b", "archive"),
)
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"word/", b"xl/")


def cleaned(name: str, without_name: str = "file") -> str:
    """The name as people may read it: no folders, no hidden or turning letters, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Controls, line breaks, marks that turn the direction of writing, halves of letters.
    seen = "".join(one for one in last if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    seen = _BARE.sub("_", " ".join(seen.split())).strip(". ")
    if len(seen) > LONGEST:
        stem, dot, ending = seen.rpartition(".")
        ending = dot + ending if stem and len(ending) <= 10 else ""
        seen = seen[: LONGEST - len(ending)].rstrip(". ") + ending
    return seen or without_name


def family_of(head: bytes) -> str:
    """What the first bytes look like: image, document, archive, text or other."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    for sign, family in _SIGNS:
        if head.startswith(sign):
            is_office = family == "archive" and any(part in head for part in _OFFICE)
            return "document" if is_office else family
    return "text" if head and _is_text(head) else "other"


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3  # a letter cut in two at the end
    return True
