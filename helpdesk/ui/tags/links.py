"""`{% url %}` as Django has it, with each address worked out once: a page asks for dozens of the same."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()


class Link(URLNode):
    """An address; what cannot be found, or is only looked for, is left to Django."""

    def render(self, context: Context) -> str:
        """Gives the address, or keeps it under a name."""
        if self.kwargs:
            return str(super().render(context))
        args = tuple(str(one.resolve(context)) for one in self.args)
        try:
            path = address(str(self.view_name.resolve(context)), *args)
        except NoReverseMatch:
            return str(super().render(context))
        if self.asvar:
            context[self.asvar] = path
            return ""
        return str(conditional_escape(path)) if context.autoescape else path


def address(name: str, *args: str) -> str:
    """The same for Python: the address of a page, worked out once."""
    return _path(name, args, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=20_000)
def _path(name: str, args: tuple[str, ...], urlconf: Any, _prefix: str) -> str:
    return reverse(name, urlconf=urlconf, args=args)


@register.tag
def url(parser: Any, token: Any) -> Link:
    """`{% url "room:view" argument %}`, as everywhere in Django."""
    node = parse(parser, token)
    return Link(node.view_name, node.args, node.kwargs, node.asvar)
