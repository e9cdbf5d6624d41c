"""The base of every tenant table: a row and a query stay in the help desk in which they began."""

from typing import Any, Self

from django.db import models

from helpdesk.lib import schema
from helpdesk.lib.ids import uuid7


class OtherTenant(RuntimeError):
    """A row or a query of one help desk was about to be used in another."""


def _here() -> str:
    name = schema.here()
    if name == "public":
        raise OtherTenant("A tenant's table was asked for outside any help desk.")
    return name


class TenantQuerySet(models.QuerySet):
    """A query that runs only in the schema in which it was begun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schema = schema.here()

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # the stubs leave it out
        clone._schema = self._schema
        return clone

    def _guard(self) -> None:
        if self._schema != _here():
            raise OtherTenant(f"A query of {self._schema} was about to run in {schema.here()}.")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._guard()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """Reads row by row, here only."""
        self._guard()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """Counts, here only."""
        self._guard()
        return super().count()

    def exists(self) -> bool:
        """Asks whether there are any, here only."""
        self._guard()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Sums up, here only."""
        self._guard()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Changes rows, here only."""
        self._guard()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Deletes rows, here only."""
        self._guard()
        return super().delete()

    def drop(self) -> None:
        """Deletes rows on which nothing hangs, here only: none is read first."""
        self._guard()
        self._raw_delete(self.db)

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        """Adds rows, here only."""
        self._guard()
        return super().bulk_create(*args, **kwargs)


class TenantModel(models.Model):
    """A row of one help desk; it refuses to be saved or deleted in another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schema = schema.here()

    def _guard(self) -> None:
        if self._schema != _here():
            raise OtherTenant(f"A row of {self._schema} was about to be written in {schema.here()}.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the row where it began."""
        self._guard()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes the row where it began."""
        self._guard()
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Reads the row anew where it began."""
        self._guard()
        super().refresh_from_db(*args, **kwargs)
