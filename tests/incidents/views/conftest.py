"""Browsers of Acme's people, in a test that stays inside Acme."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from tests.cast import Desk


class Browser:
    """A signed-in browser; each answer leaves the test where it was, inside the help desk."""

    def __init__(self, client: Any, schema: str) -> None:
        self.client, self.schema = client, schema

    def get(self, path: str, data: Any = None, **headers: str) -> Any:
        return self._here(self.client.get(path, data, headers=headers))

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self._here(self.client.post(path, data or {}, headers=headers))

    def _here(self, answer: Any) -> Any:
        connection.set_schema(self.schema)
        answer.text = answer.content.decode()
        return answer


@pytest.fixture
def browser(people: SimpleNamespace, acme: Desk, inside: Callable[..., Any]) -> Callable[[str], Browser]:
    """Gives the browser of one of Acme's people, by part."""

    def of(part: str) -> Browser:
        return Browser(inside(acme, getattr(acme, part)), acme.tenant.schema_name)

    return of
