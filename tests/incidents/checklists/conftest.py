"""The browsers of Acme's people."""

from tests.incidents.views.conftest import browser

__all__ = ["browser"]
