"""A browser in which a test looks at the pages of a help desk without leaving it."""

from typing import Any

from django.db import connection


class Browser:
    """A signed-in browser; each answer leaves the test where it was, inside the help desk."""

    def __init__(self, client: Any, schema: str) -> None:
        self.client, self.schema = client, schema

    def get(self, path: str, data: Any = None, **headers: str) -> Any:
        return self._here(self.client.get(path, data, headers=headers))

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self._here(self.client.post(path, data or {}, headers=headers))

    def fetch(self, path: str) -> tuple[Any, bytes]:
        """The answer to a download, closed behind it, and its bytes."""
        answer = self.client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        connection.set_schema(self.schema)
        return answer, body

    def _here(self, answer: Any) -> Any:
        connection.set_schema(self.schema)
        answer.text = answer.content.decode()
        return answer
