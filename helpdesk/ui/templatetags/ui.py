"""`{% load ui %}`: the parts that pages are built from. The gallery shows each of them."""

from django import template

from helpdesk.ui.tags import bundles, clocks, forms, frame, lines, marks, words

register = template.Library()

for part in (words, marks, clocks, lines, frame, forms, bundles):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
