"""Settings of the test suite: strict where production is forgiving."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("SECRET_KEY", "not a secret, only for tests, " + "x" * 40)
os.environ.setdefault("PUBLIC_HOST", "langelis.test")
os.environ.setdefault("PUBLIC_SCHEME", "http")
os.environ.setdefault("CLOCK_MAY_SHIFT", "1")
os.environ.setdefault("DEMO_MAILBOX", "1")
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("REPLY_HOLD_SECONDS", "0")  # tests of the undo set their own

from helpdesk.settings import *  # noqa: F403 - the environment must be set first
from helpdesk.settings import TEMPLATES


class UndefinedVariableError(Exception):
    """A template used a name that nobody gave it."""


class Undefined(str):
    """Makes every undefined variable of a template fail the test."""

    def __mod__(self, other: object) -> str:
        raise UndefinedVariableError(f"undefined in a template: {other}")

    def __contains__(self, other: object) -> bool:
        return True


options: Any = TEMPLATES[0]["OPTIONS"]
options["string_if_invalid"] = Undefined("%s")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ATTACHMENTS_DIR = Path(tempfile.mkdtemp(prefix="langelis-files-"))
atexit.register(shutil.rmtree, ATTACHMENTS_DIR, ignore_errors=True)
STORAGES = {
    "attachments": {"BACKEND": "incidents.vault.Vault", "OPTIONS": {"location": ATTACHMENTS_DIR}},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # nothing is collected for the suite
