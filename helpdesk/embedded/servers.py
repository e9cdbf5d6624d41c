"""Both servers of a data folder, unless the environment names others."""

import os
import shutil
from pathlib import Path

from . import where
from .postgres import Postgres
from .redis import Redis

Server = Postgres | Redis


def needed(folder: Path, *, careless: bool = False) -> dict[str, Server]:
    """Gives the servers that the environment does not name, each under the setting that will name it."""
    servers: dict[str, Server] = {}
    if not os.environ.get("DATABASE_URL"):
        servers["DATABASE_URL"] = Postgres(folder, careless=careless)
    if not os.environ.get("REDIS_URL"):
        servers["REDIS_URL"] = Redis(folder)
    return servers


def start(folder: Path, *, careless: bool = False) -> dict[str, str]:
    """Starts what is needed and gives the settings that name it."""
    with where.alone(folder / "lock", f"Another start is under way in {folder}."):
        servers = needed(folder, careless=careless)
        for server in servers.values():
            server.start()
    return {name: server.url for name, server in servers.items()}


def stop(folder: Path) -> None:
    """Stops both servers of a folder."""
    for server in (Redis(folder), Postgres(folder)):
        server.stop()


def remove(folder: Path) -> None:
    """Stops both servers of a folder and throws the folder away."""
    for server in (Redis(folder), Postgres(folder)):
        server.remove()
    shutil.rmtree(folder)
