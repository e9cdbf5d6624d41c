"""The column that holds the words of a request, ready to be searched."""

from typing import Any

from django.db import models


class Words(models.Field):
    """The stems of a text without their places; PostgreSQL's tsvector, read by nobody but PostgreSQL."""

    # Django has such a field in django.contrib.postgres, which asks each connection about hstore and citext.
    def db_type(self, connection: Any) -> str:
        """The type of the column."""
        return "tsvector"


class Threes(models.Field):
    """A word three letters by three."""

    def db_type(self, connection: Any) -> str:
        """The type of the column."""
        return "text[]"
