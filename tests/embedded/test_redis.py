import stat
from pathlib import Path

import psutil
import pytest
import redis

from helpdesk.embedded.redis import Redis
from helpdesk.embedded.where import Trouble

pytestmark = pytest.mark.slow


@pytest.fixture
def server(folder: Path):
    server = Redis(folder)
    server.start()
    return server


def test_the_address_leads_to_a_queue_that_never_drops_anything(server):
    with redis.Redis.from_url(server.url) as connection:
        assert connection.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert connection.config_get("port") == {"port": "0"}


def test_nobody_else_on_the_machine_reaches_it(server):
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700


def test_a_start_adopts_the_server_that_is_running(server, folder):
    pid = server.process().pid
    again = Redis(folder)
    again.start()
    assert again.process().pid == pid


def test_a_start_comes_back_after_the_server_was_killed(server, folder):
    killed = server.process()
    killed.kill()
    Redis(folder).start()
    assert server.answers()
    assert server.process().pid != killed.pid


def test_a_start_ends_an_orphan_that_does_not_answer(server, folder):
    orphan = server.process()
    server.socket.unlink()
    Redis(folder).start()
    assert server.answers()
    assert server.process().pid != orphan.pid
    with pytest.raises(psutil.NoSuchProcess):
        psutil.Process(orphan.pid).cmdline()


def test_a_stop_leaves_no_process(server):
    assert server.process()
    server.stop()
    assert server.process() is None
    assert not server.answers()


def test_without_a_wheel_and_without_an_installed_one_the_way_out_is_said(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("helpdesk.embedded.where.wheel", lambda package: None)
    with pytest.raises(Trouble, match="Install redis-server or valkey-server, or set REDIS_URL"):
        Redis(folder).start()
