"""The figures of promises kept, in words."""

from datetime import date
from uuid import UUID

from django import template
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language

from incidents import kept_in_words
from onewindow.promises import Figures

register = template.Library()
register.filter("heading", kept_in_words.heading)
register.filter("why", kept_in_words.why)
register.filter("took", kept_in_words.took)


@register.filter
def month(day: date) -> str:
    """The month of a day: "March 2027"."""
    return date_format(day, r"Y \m. F" if (get_language() or "en").startswith("lt") else "F Y")


@register.filter
def company(row: Figures, names: dict[UUID, str]) -> str:
    """The company of a figure."""
    return names.get(row.tenant_id, "–") if row.tenant_id else ""
