"""An error in one short line that operators may read: what and where, never whose."""

import traceback
from types import TracebackType


def describe(error: BaseException) -> str:
    """The type of the error, what the database or mail server numbered it, and the line it came from.

    The message itself stays out: it may hold a name, an address or a pasted password. An error of ours that
    has something harmless to say says it in `for_operators`.
    """
    parts = [type(error).__name__]
    if said := getattr(error, "for_operators", ""):
        parts.append(str(said))
    cause = error.__cause__ if getattr(error.__cause__, "sqlstate", None) else error
    if state := getattr(cause, "sqlstate", None):
        parts.append(str(state))
        if constraint := getattr(getattr(cause, "diag", None), "constraint_name", None):
            parts.append(str(constraint))
    if isinstance(code := getattr(error, "smtp_code", None), int):
        parts.append(str(code))
    if isinstance(error, OSError) and error.errno is not None:
        parts.append(f"errno {error.errno}")
    if place := _place(error.__traceback__):
        parts.append(place)
    return " ".join(parts)[:200]


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    ours = [
        frame
        for frame in frames
        if "site-packages" not in frame.filename and "/lib/python" not in frame.filename
    ]
    if not ours:
        return ""
    frame = ours[-1]
    file = "/".join(frame.filename.rsplit("/", 2)[-2:])
    return f"at {file}:{frame.lineno} in {frame.name}"
