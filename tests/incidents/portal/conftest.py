"""The portal is tested with the browsers of the desk's tests."""

from tests.incidents.views.conftest import browser

__all__ = ["browser"]
