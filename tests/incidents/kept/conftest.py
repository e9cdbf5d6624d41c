"""Browsers for the pages of promises kept."""

from tests.incidents.policy.conftest import admin, operator

__all__ = ["admin", "operator"]
