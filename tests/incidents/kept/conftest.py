"""Browsers for the pages of promises kept."""

from tests.incidents.policy.conftest import admin, operator
from tests.incidents.views.conftest import browser

__all__ = ["admin", "browser", "operator"]
