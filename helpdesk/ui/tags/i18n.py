"""`{% load i18n %}` as Django has it, with each plain sentence looked up once for each language."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class Sentence(i18n.TranslateNode):
    """A sentence that stands in the template as it is, so that it says the same on every page."""

    def __init__(self, text: Any, noop: bool, name: str | None, about: Any) -> None:
        super().__init__(text, noop, None, about)
        self.name = name
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Says it, or keeps it under a name."""
        language = get_language()
        if language not in self.said:
            self.said[language] = super().render(context)
        if self.name:
            context[self.name] = self.said[language]
            return ""
        return self.said[language]


def translate(parser: Parser, token: Token) -> i18n.TranslateNode:
    """`{% translate "A sentence" %}`; one with variables, filters or no literal is left to Django."""
    node: Any = i18n.do_translate(parser, token)
    text, about = node.filter_expression, node.message_context
    plain = text.var.lookups is None and not text.filters and (about is None or isinstance(about.var, str))
    return Sentence(text, node.noop, node.asvar, about) if plain else node


register.tag("translate", translate)
register.tag("trans", translate)
