"""Enters a help desk's schema when the server itself says that the connection is not in it."""

import select
from datetime import UTC
from typing import Any

from django_tenants.postgresql_backend.base import DatabaseWrapper as SchemaWrapper
from psycopg import adapters
from psycopg.adapt import Loader
from psycopg.pq import ConnStatus, Format

IN_C: Any = adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)
PREPARED = 200  # statements that the server keeps for a connection; a desk's pages and acts make about half


class Moments(Loader):
    """Reads moments as psycopg does in C; Django's own reader, in Python, takes twenty times as long, and a
    page of the queue has hundreds of them. The sessions of our connections are in UTC."""

    timezone = UTC  # Django asks, and would take its own reader for any other

    def __new__(cls, *where: Any) -> Any:
        """The reader that psycopg came with."""
        return IN_C(*where)


class DatabaseWrapper(SchemaWrapper):
    """django-tenants' connection, without the `SET search_path` that would change nothing.

    Nothing is remembered here: since version 18 PostgreSQL reports the search path with every answer, also
    when a transaction or a savepoint that had set it is rolled back. An older one reports none, and is told
    each time.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that keeps as many statements prepared as the desk's pages and acts are made of."""
        made = super().get_new_connection(conn_params)
        made.prepared_max = PREPARED
        made.adapters.register_loader("timestamptz", Moments)
        return made

    def is_usable(self) -> bool:
        """Whether the server is still there; asked before each page, so it costs a statement only in doubt.

        A server that stops or ends a connection says so, and then there is something to be read from it.
        """
        if self.connection is None:
            return False
        line, ear = self.connection.pgconn, select.poll()
        if line.status == ConnStatus.OK:
            ear.register(line.socket, select.POLLIN)
            if not ear.poll(0):
                return True
        return bool(super().is_usable())

    def _handle_search_path(self, cursor: Any = None) -> None:
        if not self._is_there():
            super()._handle_search_path(cursor)

    def _is_there(self) -> bool:
        if self.connection is None or not self.schema_name:
            return False
        said = self.connection.pgconn.parameter_status(b"search_path")
        return said is not None and bool(said.decode() == ", ".join(self._get_cursor_search_paths()))
