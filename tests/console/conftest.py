"""The operators' browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def admin(public: Callable[..., Client], operator_admin: Any) -> Client:
    """An operator admin's browser that speaks English."""
    browser = public(operator_admin)
    browser.cookies["language"] = "en"
    return browser
