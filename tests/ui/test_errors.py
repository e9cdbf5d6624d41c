"""The pages that stand when nothing else does need nothing but themselves."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

PAGES = [
    "404.html",
    "403.html",
    "500.html",
    "errors/nowhere.html",
    "errors/deactivated.html",
    "errors/csrf.html",
]


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_it_renders_without_a_request_and_without_a_database(page, language):
    with translation.override(language):
        html = render_to_string(page, {"help_line": "+370 600 00000", "public_url": "http://langelis.test/"})
    assert f'<html lang="{language}"' in html
    assert "+370 600 00000" in html


@pytest.mark.parametrize("page", ["404.html", "403.html", "500.html"])
def test_it_renders_without_a_context(page):
    assert "<h1>" in render_to_string(page)
