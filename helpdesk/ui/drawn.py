"""Parts of pages that are drawn once: a page shows the same forms each time, only with other values in them.

A template takes longer to draw than the database to answer. Here a part is drawn once for each shape and
language, with stand-ins for the values, and kept; afterwards the real values, escaped, are put in their
places. Nothing of a help desk, a person or a moment is kept: what is no word of the program is refused
unless it was given by name.
"""

import html
import re
import secrets
import string
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 256  # shapes of one part
WORD = re.compile(r"[a-z_]{0,30}")  # a verb, a tone, a key: nobody's name and no number


def drawn(draw: Callable[..., str]) -> Callable[..., SafeString]:
    """A function that draws a part of a page, drawn once for each shape.

    Values are given by name and are text; it is escaped unless it says of itself that it is HTML, and an
    empty one is drawn as empty. What is given by position decides the shape: words of the program, whether
    something is so, and tuples of these. The function may use nothing else, its language excepted.
    """

    @lru_cache(KEPT)
    def kept(
        shape: tuple[Any, ...], names: tuple[str, ...], full: tuple[bool, ...], _where: tuple[Any, ...]
    ) -> str:
        for one in shape:
            _refuse_values(one)
        values = {name: StandIn() if is_full else "" for name, is_full in zip(names, full, strict=True)}
        return _places(draw(*shape, **values), values)

    @wraps(draw)
    def part(*shape: Any, **values: str) -> SafeString:
        where = (get_language(), get_urlconf())
        find = kept.__wrapped__ if settings.DEBUG else kept  # whoever works on a template sees what it says
        found = find(shape, tuple(values), tuple(map(bool, values.values())), where)
        return SafeString(found % {name: _escaped(value) for name, value in values.items()})

    part.kept = kept  # type: ignore[attr-defined]  # so that tests can look into it
    return part


class StandIn:
    """Stands for a value while a part is drawn: it can be shown as it is, and is not empty.

    It fits where a page names something by a number, so that addresses can be made with it.
    """

    def __init__(self) -> None:
        # A small letter and a large one always: a part that changes either is found out.
        signs = (string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters)
        letters = "".join(map(secrets.choice, signs))
        self.digits = f"{secrets.randbelow(9 * 10**8) + 10**8}"
        self.text = f"{letters}-{self.digits}"

    def __str__(self) -> str:
        return self.text


def _refuse_values(one: Any) -> None:
    if isinstance(one, tuple):
        for part in one:
            _refuse_values(part)
    elif not (isinstance(one, bool) or (isinstance(one, str) and WORD.fullmatch(one))):
        raise ValueError(f"{one!r} would be kept in a page that is drawn once: give it by name")


def _places(text: str, values: dict[str, Any]) -> str:
    """What was drawn, as a form of Python's `%` with the names of the values in their places."""
    text = text.replace("%", "%%")
    stand_ins = [(name, one) for name, one in values.items() if isinstance(one, StandIn)]
    for name, one in stand_ins:
        text = text.replace(one.text, f"%({name})s")
    for name, one in stand_ins:
        if one.digits in text:
            raise ValueError(f"The value of {name!r} was changed while the part was drawn.")
    return text


def _escaped(value: str) -> str:
    return value if isinstance(value, SafeString) else html.escape(value)
