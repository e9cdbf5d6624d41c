"""Files of all kinds, good and bad."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from incidents import attaching

PDF = b"%PDF-1.7 ..."
# Harmless, and known to every scanner; in two halves, so that none stops at this very file.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS" + "-TEST-FILE!$H+H*").encode()
NAMES = [
    ("ataskaita.pdf", "ataskaita.pdf"),
    ("../../etc/passwd", "passwd"),
    ("C:\\Windows\\system.ini", "system.ini"),
    ("a\0b.txt", "ab.txt"),
    ("eilutė\r\nSet-Cookie: x=1.txt", "eilutėSet-Cookie_ x=1.txt"),
    ("sąskaita\u202efdp.exe", "sąskaitafdp.exe"),
    ("\u2066a\u2069\u200b.pdf", "a.pdf"),
    ("  daug   tarpų .pdf ", "daug tarpų .pdf"),
    ('<b>"x"|y*?.html', "_b__x__y__.html"),
    ("...", "file"),
    ("", "file"),
    ("a/..", "file"),
    ("\ud800.txt", "txt"),
]
HEADS = [
    (b"\x89PNG\r\n\x1a\n....", "image"),
    (b"\xff\xd8\xff\xe0", "image"),
    (b"RIFF\0\0\0\0WEBPVP8 ", "image"),
    (b"%PDF-1.4", "document"),
    (b"PK\x03\x04....[Content_Types].xml", "document"),
    (b"PK\x03\x04....payload.txt", "archive"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'>", "text"),
    ("Labas, ąčęėįšųūž".encode(), "text"),
    ("ąž".encode()[:-1], "text"),
    (b"MZ\x90\0\x03\xfe", "other"),
    (b"", "other"),
]


def upload(name: str = "ataskaita.pdf", body: bytes = PDF) -> SimpleUploadedFile:
    """A file as a form brings it."""
    return SimpleUploadedFile(name, body)


def keep(person: Any, about: Any = None, pane: str = "reply", **given: Any) -> Any:
    """Attaches a file to what somebody is writing."""
    return attaching.keep(upload(**given), by=person, pane=pane, about=about)


def sent(incident: Any, person: Any, **given: Any) -> Any:
    """Attaches a file and sends it with a reply."""
    one = keep(person, incident, **given)
    (incident.reply if person.is_agent else incident.customer_reply)("Štai", by=person, files=[one.pk])
    one.refresh_from_db()
    return one


def png(width: int, height: int) -> bytes:
    """A plain picture."""
    written = BytesIO()
    Image.new("RGB", (width, height), (15, 79, 69)).save(written, "PNG")
    return written.getvalue()


def photo() -> bytes:
    """A photograph that lies on its side, and says where it was taken."""
    picture = Image.new("RGB", (1600, 1200), (200, 120, 20))
    about = picture.getexif()
    about[0x0112] = 6  # turn it a quarter to the right
    about[0x010E] = "Vilnius, Gedimino pr. 9"
    written = BytesIO()
    picture.save(written, "JPEG", exif=about, icc_profile=b"Vilnius profile")
    return written.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _bomb() -> bytes:
    """A few bytes that claim to be 50,000 by 50,000 points."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 6, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


BROKEN = [
    b"\x89PNG\r\n\x1a\n",
    png(40, 40)[:60],
    b"\xff\xd8\xff\xe0 no picture at all",
    b"GIF89a" + b"\xff" * 40,
    _bomb(),
    b"%!PS-Adobe-3.0 EPSF-3.0\n",
]
