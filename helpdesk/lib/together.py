"""Rows of many tables, written in one statement.

An act writes a dozen rows here and there, and a trip to the database for each costs more than the writing.
Each table's part takes its rows as JSON, of which PostgreSQL itself makes rows of that table; so acts that
write into the same tables are the same statement, and the server works out once how to do it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models

Row = Mapping[str, Any]


class Part(NamedTuple):
    """What is written into one table: a name, and SQL that reads its rows as JSON from `%(name)s`."""

    name: str
    sql: str


def inserting(model: type[models.Model], *, but: Iterable[str] = (), conflict: str = "") -> Part:
    """New rows of a table; the columns that are left out get what the database gives them."""
    table, left_out = model._meta.db_table, set(but)
    names = ", ".join(f'"{name}"' for name, _attribute in columns(model) if name not in left_out)
    sql = (
        f"INSERT INTO {table} AS it ({names}) SELECT {names}"  # noqa: S608 - made of our own tables and columns
        f" FROM jsonb_populate_recordset(NULL::{table}, %({table})s::jsonb) {conflict}"
    )
    return Part(table, sql)


@cache
def columns(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """The columns of a table, each with the attribute that holds it."""
    return tuple((str(one.column), one.attname) for one in model._meta.concrete_fields)


def row_of(instance: models.Model) -> Row:
    """A row as its object has it."""
    held = instance.__dict__
    return {column: held[attribute] for column, attribute in columns(type(instance))}


class Together:
    """What is to be written, until it is written in one statement."""

    def __init__(self, *parts: Part) -> None:
        self.parts = parts

    def sql(self, named: tuple[str, ...]) -> str:
        """The statement of some parts: it tells how many rows each has written, and rings the bells."""
        parts = [part for part in self.parts if part.name in named]
        made = ", ".join(f"{part.name} AS ({part.sql} RETURNING 1)" for part in parts)
        counted = "".join(f"(SELECT count(*) FROM {part.name}), " for part in parts)  # noqa: S608 - ours
        rung = "(SELECT string_agg(pg_notify(one, '')::text, '') FROM unnest(%(bells)s::text[]) AS one)"
        return f"{f'WITH {made} ' if made else ''}SELECT {counted}{rung}"

    def sheet(self) -> "Sheet":
        """Begins to gather rows."""
        return Sheet(self)


class Sheet:
    """The rows of one act."""

    def __init__(self, kind: Together) -> None:
        self._kind = kind
        self._rows: dict[str, list[Row]] = {part.name: [] for part in kind.parts}
        self._bells: set[str] = set()

    def add(self, part: Part, *rows: Row) -> None:
        """Adds rows, each a value for every column, by its name."""
        self._rows[part.name] += rows

    def ring(self, channel: str) -> None:
        """Wakes whoever listens there, once the transaction commits."""
        self._bells.add(channel)

    def write(self) -> dict[str, int]:
        """Writes all of them; tells how many rows each part has written."""
        given: dict[str, Any] = {name: _json(rows) for name, rows in self._rows.items() if rows}
        named = tuple(given)
        given["bells"] = sorted(self._bells)
        with connection.cursor() as cursor:
            cursor.execute(_sql(self._kind, named), given)
            *counts, _rung = cursor.fetchone()
        return dict.fromkeys(self._rows, 0) | dict(zip(named, counts, strict=True))


@cache
def _sql(kind: Together, named: tuple[str, ...]) -> str:
    """Acts are of a few dozen shapes, each a statement that the server knows by then."""
    return kind.sql(named)


def _json(rows: list[Row]) -> str:
    return json.dumps(rows, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """A value as PostgreSQL reads it from text."""
    match value:
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return f"{value.days} days {value.seconds}.{value.microseconds:06d} seconds"
    raise TypeError(f"{type(value).__name__} is nothing that a row of JSON holds")
