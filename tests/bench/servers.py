"""A PostgreSQL of its own for one measurement, with the product's tables in it."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpdesk.embedded.postgres import Postgres


@contextmanager
def database(settings: str = "tests.chaos.settings") -> Iterator[None]:
    """Starts the server, makes the shared tables, sets Django up, and throws all away at the end."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        Path(name).chmod(0o711)
        postgres = Postgres(Path(name))
        try:
            postgres.start()
            os.environ |= {
                "SECRET_KEY": secrets.token_urlsafe(32),
                "DATABASE_URL": postgres.url,
                "CLOCK_MAY_SHIFT": "0",
                "DEMO_MAILBOX": "0",
                "LOG_LEVEL": "WARNING",
                "DJANGO_SETTINGS_MODULE": settings,
            }
            import django

            django.setup()
            migrate = [sys.executable, "-m", "django", "migrate_schemas", "--shared", "-v", "0"]
            subprocess.run(migrate, check=True)
            yield
        finally:
            from django.db import connections

            connections.close_all()
            postgres.remove()
