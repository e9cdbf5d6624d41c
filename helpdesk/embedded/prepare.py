"""Makes the demo's database, words, static files and data ready; nothing is done twice."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import transaction

from helpdesk.ui import bundles

from . import where
from .demo import SIGN_INS


def prepare(folder: Path) -> None:
    """Prepares everything and prints who may sign in."""
    _collect(folder / "static-is-of")
    _say("bringing the database up to date")
    call_command("migrate_schemas", verbosity=0)
    if "demo_load" in get_commands():
        _say("loading the demo data")
        # All or nothing, so that a load that was cut off is begun anew by the next start.
        with transaction.atomic(), (folder / SIGN_INS).open("w") as file:
            call_command("demo_load", stdout=file)


def _collect(stamp: Path) -> None:
    now = hashlib.sha256("\n".join(sorted(_static())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == now:
        return
    _say("collecting the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def _static() -> Iterator[str]:
    found = [storage.path(path) for finder in get_finders() for path, storage in finder.list([])]
    for file in map(Path, [*found, bundles.__file__]):
        yield f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}"


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    os.environ["CLOCK_MAY_SHIFT"] = "1"  # the demo's past is told in its own time, in this process alone
    _say("compiling the words")
    # Before anything here has read them: Django keeps a catalogue as it first found it.
    subprocess.run([sys.executable, "-m", "django", "messages", "compile"], check=True)
    django.setup()
    prepare(where.data_folder())
