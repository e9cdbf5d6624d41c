"""A PostgreSQL of its own for one measurement, with the product's tables in it."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from helpdesk.embedded.postgres import Postgres


@contextmanager
def database(settings: str = "tests.chaos.settings", keep: str = "", **more: str) -> Iterator[None]:
    """Starts the server, makes the shared tables, sets Django up, and throws all away unless kept."""
    with _folder(keep) as name:
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
            os.environ |= more
            import django

            django.setup()
            migrate = [sys.executable, "-m", "django", "migrate_schemas", "--shared", "-v", "0"]
            subprocess.run(migrate, check=True)
            yield
        finally:
            from django.db import connections

            connections.close_all()
            if keep:
                postgres.stop()
            else:
                postgres.remove()


def _folder(keep: str) -> AbstractContextManager[str]:
    if keep:
        Path(keep).mkdir(parents=True, exist_ok=True)
        return nullcontext(keep)
    return tempfile.TemporaryDirectory(prefix="bench-")
