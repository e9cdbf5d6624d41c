import os
import stat
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.where import Trouble

pytestmark = pytest.mark.slow


@pytest.fixture
def server(kept_folder: Path):
    server = Postgres(kept_folder, careless=True)
    server.start()
    return server


def asked(server: Postgres, question: str):
    with psycopg.connect(server.url) as connection:
        return connection.execute(question).fetchone()[0]


def told(server: Postgres, statement: str) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute(statement)


def gone(process: psutil.Process) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        # a killed process whose parent has not asked after it yet is gone all the same
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_the_server_is_the_version_and_the_locale_the_product_needs(server):
    assert asked(server, "SHOW server_version_num").startswith("18")
    assert asked(server, "SELECT datlocale FROM pg_database WHERE datname = 'langelis'") == "C.UTF-8"
    assert asked(server, "SELECT upper('ąčęėįšųūž')") == "ĄČĘĖĮŠŲŪŽ"
    assert asked(server, "SELECT cfgname FROM pg_ts_config WHERE cfgname = 'lithuanian'") == "lithuanian"
    assert asked(server, "SHOW timezone") == "UTC"


def test_the_product_may_make_databases_and_is_not_a_superuser(server):
    row = asked(server, "SELECT (rolsuper, rolcreatedb)::text FROM pg_roles WHERE rolname = current_user")
    assert row == "(f,t)"


def test_nobody_else_on_the_machine_reaches_it(server):
    assert asked(server, "SHOW listen_addresses") == ""
    for path in (server.data, server.socket):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.socket / ".s.PGSQL.5432").stat().st_mode) == 0o700


def test_a_second_start_keeps_the_data_and_takes_seconds(server, kept_folder):
    told(server, "CREATE TABLE outlives_a_stop AS SELECT 42 AS answer")
    server.stop()
    assert not server.answers()
    began = time.monotonic()
    again = Postgres(kept_folder, careless=True)
    again.start()
    assert time.monotonic() - began < 5
    assert asked(again, "SELECT answer FROM outlives_a_stop") == 42


def test_a_start_adopts_the_server_that_is_running(server, kept_folder):
    pid = server.process().pid
    again = Postgres(kept_folder, careless=True)
    again.start()
    assert again.process().pid == pid


def test_a_start_comes_back_after_the_server_was_killed(server, kept_folder):
    told(server, "CREATE TABLE outlives_a_kill AS SELECT 42 AS answer")
    killed = server.process()
    killed.kill()
    assert gone(killed)
    Postgres(kept_folder, careless=True).start()
    assert asked(server, "SELECT answer FROM outlives_a_kill") == 42


def test_a_start_ends_an_orphan_that_does_not_answer(server, kept_folder):
    orphan = server.process()
    for path in server.socket.glob(".s.*"):
        path.unlink()
    again = Postgres(kept_folder, careless=True)
    again.patience = 0.5
    again.start()
    assert gone(orphan)
    assert again.process().pid != orphan.pid


def test_a_number_taken_over_by_another_process_does_not_stand_in_the_way(server, kept_folder):
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n")
    assert server.process() is None
    server.start()
    assert server.answers()


def test_an_interrupted_first_start_is_begun_anew(folder):
    server = Postgres(folder, careless=True)
    (server.home / "data.new").mkdir()
    (server.home / "data.new" / "PG_VERSION").write_text("18\n")
    server.start()
    assert server.answers()


def test_data_of_another_version_is_left_alone_and_said(folder):
    server = Postgres(folder, careless=True)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Trouble, match="is of PostgreSQL 15"):
        server.start()


def test_a_data_folder_with_a_long_path_gets_a_short_socket(folder):
    far = folder / ("long" * 20) / ("longer" * 10)
    far.mkdir(parents=True)
    server = Postgres(far, careless=True)
    try:
        server.start()
        assert asked(server, "SELECT 1") == 1
        assert len(str(server.socket)) < 60
    finally:
        server.remove()
    assert not server.socket.exists()


def test_a_folder_for_the_socket_made_by_somebody_else_is_refused(folder):
    server = Postgres(folder, careless=True)
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of somebody else")
    os.chown(server.socket, 12345, -1)
    with pytest.raises(Trouble, match="made by somebody else"):
        Postgres(folder, careless=True)
    server.socket.rmdir()


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(server):
    assert os.getsid(server.process().pid) != os.getsid(0)
