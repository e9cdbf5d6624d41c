"""Browsers for the pages of calls."""

from tests.incidents.views.conftest import browser

__all__ = ["browser"]
