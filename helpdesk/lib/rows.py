"""Objects of rows that came as JSON beside something else: a statement of their own was not worth it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

READ: dict[type[models.Field], Callable[[Any], Any]] = {
    models.UUIDField: UUID,
    models.DateTimeField: datetime.fromisoformat,
}


@cache
def columns(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """The columns of a table and how each is read from JSON."""
    found = []
    for field in model._meta.concrete_fields:
        kept: Any = field.target_field if isinstance(field, models.ForeignKey) else field
        found.append((field.attname, READ.get(type(kept))))
    return tuple(found)


def of_json(model: type[models.Model], row: Mapping[str, Any]) -> Any:
    """The object of a row of a table."""
    values = []
    for name, read in columns(model):
        value = row[name]
        values.append(value if value is None or read is None else read(value))
    found = model(*values)
    found._state.adding, found._state.db = False, connection.alias
    return found
