"""Who wants to know when a help desk is made, first entered, closed or opened again.

A room above registers a function once, from its ready(); the order of registration is the order of calls.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenants.models import Tenant

Hook = Callable[["Tenant"], None]

provision: list[Hook] = []
ready: list[Hook] = []
first_entry: list[Hook] = []
coming: list[Callable[[], str]] = []  # one at the most
close: list[Hook] = []
reopen: list[Hook] = []


def on_provision(hook: Hook) -> Hook:
    """Calls the function when a new help desk needs its defaults; it may run again and must do no harm."""
    provision.append(hook)
    return hook


def on_ready(hook: Hook) -> Hook:
    """Calls the function, once, in the transaction that finishes the making of a help desk."""
    ready.append(hook)
    return hook


def on_first_entry(hook: Hook) -> Hook:
    """Calls the function when somebody of the company first comes in; of two at once both, in a row."""
    first_entry.append(hook)
    return hook


def on_close(hook: Hook) -> Hook:
    """Calls the function in the transaction that deactivates a help desk."""
    close.append(hook)
    return hook


def on_reopen(hook: Hook) -> Hook:
    """Calls the function in the transaction that brings a help desk back."""
    reopen.append(hook)
    return hook


def on_coming(sql: Callable[[], str]) -> Callable[[], str]:
    """Takes SQL of one value of a help desk that the statement which reads the session brings along.

    It may name `session.user_id`; nothing of a help desk, a person or a moment may stand in it.
    """
    if coming:
        raise RuntimeError("The session's statement brings one value along already.")
    coming.append(sql)
    return sql


def run(hooks: list[Hook], tenant: "Tenant") -> None:
    """Calls every function for one help desk; each enters the help desk by itself if it needs to."""
    for hook in hooks:
        hook(tenant)
