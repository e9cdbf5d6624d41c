"""Small pictures of attached images: drawn anew, so that nothing of the original file reaches a browser."""

import logging
from io import BytesIO
from threading import Lock
from typing import IO, cast

from django.core.files.base import File
from PIL import Image, ImageOps

logger = logging.getLogger(__name__)

WIDEST = (320, 240)
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")  # every other reader of Pillow stays closed
# A JPEG is read at an eighth of its size; the others are read whole, four bytes a point.
MOST_POINTS = {"JPEG": 50_000_000}
MOST_POINTS_OF_OTHERS = 24_000_000
# One at a time in a process: the memory of one picture is the most that all uploads together can take.
_one_at_a_time = Lock()


def picture_of(file: IO[bytes] | File) -> bytes | None:
    """A small picture as WebP, without anything that stood in the file besides; None where there is none."""
    with _one_at_a_time:
        try:
            return _drawn(file)
        except Exception as error:
            # Whatever a reader of broken or hostile pictures raises: the file is a file all the same.
            logger.info("No small picture of an attachment: %s", type(error).__name__)
            return None
        finally:
            file.seek(0)


def _drawn(file: IO[bytes] | File) -> bytes | None:
    file.seek(0)
    with Image.open(cast(IO[bytes], file), formats=FORMATS) as original:
        width, height = original.size
        if width * height > MOST_POINTS.get(original.format or "", MOST_POINTS_OF_OTHERS):
            return None
        original.draft("RGB", WIDEST)
        turned = ImageOps.exif_transpose(original)
        turned.thumbnail(WIDEST)
        small = turned.convert("RGBA" if "A" in turned.getbands() or "transparency" in turned.info else "RGB")
    # A new canvas holds points only: no place, no camera, no colour profile.
    clean = Image.new(small.mode, small.size)
    clean.paste(small)
    written = BytesIO()
    clean.save(written, "WEBP", quality=80)
    return written.getvalue()
