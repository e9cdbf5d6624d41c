"""Queries whose SQL is worked out once: a page asks the same question each time, only with other values.

Django builds and compiles a queryset anew at every request, which takes longer than the database's answer.
Here it is compiled with stand-ins for the values; afterwards the real ones are put in their places. Nothing
of a tenant, a person or a moment is kept: a value that was not given by position is refused.
"""

import copy
import re
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, TextChoices

KEPT = 128  # shapes of one question, as filters make them


def compiled(build: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    """A function that makes a queryset of values, compiled once for each shape.

    Values are given by position: ids, moments, whole numbers, and tuples of ids. What is given by name
    decides the shape and must be hashable; the SQL is kept for each.
    """

    @lru_cache(KEPT)
    def kept(kinds: tuple[Any, ...], shape: tuple[tuple[str, Any], ...]) -> _Kept | None:
        stand_ins = [_stand_in(kind) for kind in kinds]
        return _Kept.of(build(*stand_ins, **dict(shape)), _flat(stand_ins))

    @wraps(build)
    def ask(*values: Any, **shape: Any) -> QuerySet:
        kinds = tuple(len(one) if isinstance(one, tuple) else type(one) for one in values)
        found = kept(kinds, tuple(shape.items()))
        return found.ask(_flat(values)) if found else build(*values, **shape)

    return ask


def _flat(values: Any) -> list[Any]:
    return [part for one in values for part in (one if isinstance(one, tuple) else (one,))]


def _stand_in(kind: Any) -> Any:
    """A value that stands nowhere else."""
    if isinstance(kind, int):
        return tuple(uuid4() for _ in range(kind))
    if issubclass(kind, datetime):
        return datetime(2100, 1, 1, tzinfo=UTC) + timedelta(microseconds=secrets.randbelow(10**15))
    if kind is int:
        return 10**9 + secrets.randbelow(10**9)
    if kind is UUID:
        return uuid4()
    raise TypeError(f"{kind} is no value of a compiled query: give it by name")


class _Kept:
    """One compiled question: its SQL, and which value goes where."""

    def __init__(
        self, asked: QuerySet, compiler: Any, sql: str, places: list[tuple[int | None, Any]]
    ) -> None:
        self.asked, self.compiler, self.sql, self.places = asked, compiler, sql, places
        self.converters: Any = None

    @classmethod
    def of(cls, asked: QuerySet, stand_ins: list[Any]) -> "_Kept | None":
        """Compiles it; None for a question that is answered without the database."""
        compiler = asked.query.get_compiler(asked.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        sql, params = with_words(sql, params)
        where = {value: place for place, value in enumerate(stand_ins)}
        places = [(_place(one, where), one) for one in params]
        inside: Any = asked  # the stubs leave these out
        if inside._prefetch_related_lookups or inside._known_related_objects:
            raise TypeError("Rows that are joined afterwards are not compiled.")
        return cls(asked, compiler, sql, places)

    def ask(self, values: list[Any]) -> QuerySet:
        """The question with these values, as a queryset that belongs to where it is asked."""
        params = tuple(
            one if at is None else type(one)(values[at]) if isinstance(one, int) else values[at]
            for at, one in self.places
        )
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[compiler.using]  # each thread has its own
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)
        compiler.get_converters = self._read_by
        asked: Any = self.asked  # what follows is how Django itself copies a queryset
        fresh: Any = type(asked)(asked.model, _Query(asked.query, compiler), asked._db)
        fresh._iterable_class, fresh._fields = asked._iterable_class, asked._fields
        return fresh

    def _read_by(self, columns: Any) -> Any:
        """How each column is read: the same for every answer, so it is worked out with the first."""
        if self.converters is None:
            self.converters = self.compiler.get_converters(columns)
        return self.converters


def with_words(sql: str, params: Any) -> tuple[str, list[Any]]:
    """Writes our own words, as a status, into the SQL: an index of some statuses is found once for all then,
    where the server keeps its plan. What anybody else wrote stays a parameter."""
    given, left = iter(params), []

    def put(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        one = next(given)
        if isinstance(one, TextChoices) and one.value.replace("_", "").isalpha():
            return f"'{one.value}'"
        left.append(one)
        return "%s"

    return re.sub("%[%s]", put, sql), left


def _place(one: Any, where: dict[Any, int]) -> int | None:
    if isinstance(one, bool) or not isinstance(one, UUID | date | int):
        return None
    if one not in where and not isinstance(one, int):
        raise ValueError(f"{one!r} would be kept in a compiled query: give it by position")
    return where.get(one)


class _Query:
    """A query that has its compiler already; it can be read, not changed."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        """The compiler with the values in their places."""
        return self._compiler

    def chain(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refused: a change would be made without the values."""
        raise TypeError("A compiled query is read as it is.")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)
