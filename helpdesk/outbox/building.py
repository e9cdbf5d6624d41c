"""Building a letter: the rooms say what it is about, the templates give its words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formataddr
from hashlib import sha256
from typing import Any, TypeVar

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from helpdesk.lib.schema import to_public
from helpdesk.outbox.models import Letter


@dataclass(frozen=True)
class Rendered:
    """What a room says of its letter: the subject line, the template's name without its ending, the facts."""

    subject: str
    body_template: str
    context: dict[str, Any] = field(default_factory=dict)


# A builder may find that the letter is no longer needed, and gives None.
Builder = Callable[[Letter], Rendered | None]
B = TypeVar("B", bound=Builder)
Facts = Callable[[Letter], dict[str, Any]]

_builders: dict[str, Builder] = {}
_every: list[Facts] = []


class UnknownLetter(LookupError):
    """No room knows this letter; operators see it and it is tried again."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.for_operators = name


def letter(name: str) -> Callable[[B], B]:
    """Marks the function that says what this letter is about, when it is sent."""

    def register(function: B) -> B:
        if _builders.setdefault(name, function) is not function:
            raise ValueError(f"{name} has a builder already.")
        return function

    return register


def every_letter(function: Facts) -> Facts:
    """Registers a function that gives facts to all letters, as the hours of the help line."""
    if function not in _every:
        _every.append(function)
    return function


def letters() -> list[str]:
    """All letters that some room knows."""
    return sorted(_builders)


def build(row: Letter) -> EmailMultiAlternatives | None:
    """The whole mail in the reader's language, or None when it is no longer needed."""
    if row.letter not in _builders:
        raise UnknownLetter(row.letter)
    with override(row.language):
        try:
            rendered = _builders[row.letter](row)
            if rendered is None:
                return None
            facts = {"help_line": settings.HELP_LINE, "language": row.language, "name": row.name}
            for more in _every:
                facts |= more(row)
            facts |= rendered.context | {"subject": _one_line(rendered.subject)}
            mail = EmailMultiAlternatives(
                subject=facts["subject"],
                body=_text(rendered.body_template, facts),
                from_email=settings.MAIL_FROM,
                to=[formataddr((_one_line(row.name), row.to))],
                headers=_headers(row),
            )
            if html := _html(rendered.body_template, facts):
                mail.attach_alternative(html, "text/html")
        finally:
            to_public()
    return mail


def message_id(key: str) -> str:
    """The Message-ID of the letter with this key: the same each time it is sent."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{settings.PUBLIC_HOST.partition(':')[0]}>"


def _headers(row: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(row.key),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    root = message_id(f"thread:{row.thread}")
    if row.thread and root != headers["Message-ID"]:
        # All answer the first letter, whose key is the thread's; where it was never sent, its name alone
        # still ties the others together in every mail program.
        headers["In-Reply-To"] = headers["References"] = root
    return headers


def _text(template: str, facts: dict[str, Any]) -> str:
    source = get_template(f"mail/{template.removeprefix('mail/')}.txt")
    words: str = source.template.render(Context(facts, autoescape=False))  # type: ignore[attr-defined]  # Django's own backend
    return re.sub(r"\n{3,}", "\n\n", words).strip() + "\n"


def _html(template: str, facts: dict[str, Any]) -> str:
    name = f"mail/{template.removeprefix('mail/')}.html"
    try:
        return get_template(name).render(facts)
    except TemplateDoesNotExist as missing:
        if str(missing) != name:
            raise
        return ""  # a letter may be text alone


def _one_line(words: str) -> str:
    return " ".join(words.split())
