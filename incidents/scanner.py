"""The search for viruses by the operators' command: it reads a file, and its exit code says what it found."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from typing import BinaryIO

from django.conf import settings

CLEAN, INFECTED = 0, 1  # as clamdscan and most others say it
# It is given nothing of ours: neither the key nor the way to the database.
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR")


class CouldNotSay(Exception):
    """The scanner neither cleared nor condemned the file; it stays closed and is looked at again."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.for_operators = why


def is_set() -> bool:
    """Whether files are looked through at all."""
    return bool(settings.ATTACHMENT_SCANNER)


def finds_virus(file: BinaryIO) -> bool:
    """Whether the scanner finds a virus; raises CouldNotSay for whatever is neither yes nor no."""
    with tempfile.TemporaryFile() as copy:  # the file may be far away, and a pipe could block for ever
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        code = _run(copy)
    if code not in (CLEAN, INFECTED):
        raise CouldNotSay(f"exit code {code}")
    return code == INFECTED


def _run(file: BinaryIO) -> int:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        with subprocess.Popen(  # noqa: S603 - the operator's own command, without a shell
            shlex.split(settings.ATTACHMENT_SCANNER),
            stdin=file,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=passed,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(settings.ATTACHMENT_SCANNER_SECONDS)
            except BaseException as error:
                # With all that it started: a child of it could go on for ever.
                os.killpg(process.pid, signal.SIGKILL)
                if isinstance(error, subprocess.TimeoutExpired):
                    raise CouldNotSay(f"no answer in {settings.ATTACHMENT_SCANNER_SECONDS} s") from error
                raise
    except (OSError, ValueError) as error:
        raise CouldNotSay(f"cannot be started: {type(error).__name__}") from error
