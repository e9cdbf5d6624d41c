"""The session store: Django's, with the user, help desk and parent as columns."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from helpdesk.accounts.models import Session

TENANT_KEY = "tenant"
PARENT_KEY = "parent"


class SessionStore(DatabaseStore):
    """Keeps sessions in a table that knows whose they are, so that ending one ends its children."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Names the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Writes what the columns need beside the encoded data."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.tenant_id = data.get(TENANT_KEY)
        row.parent_id = data.get(PARENT_KEY)
        return row
