import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpdesk.embedded.demo import secret
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.redis import Redis
from tests.embedded.test_family import carriers, within

CLONE = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Started:
    """A demo in a process of its own, and what it has printed so far."""

    def __init__(self, folder: Path, port: int) -> None:
        self.log = folder.parent / f"log-{time.monotonic_ns()}"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.embedded.stand_in", str(folder)],
                cwd=CLONE,
                env={**os.environ, "PORT": str(port)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def is_ready(self) -> bool:
        return within(30, lambda: "Ctrl-C stops everything" in self.said())

    def ends_by(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def start(kept_folder):
    started = []

    def start(port: int | None = None) -> Started:
        demo = Started(kept_folder, port or free_port())
        started.append(demo)
        return demo

    yield start
    for demo in started:
        if demo.process.poll() is None:
            demo.process.terminate()
            demo.process.wait(30)


def nothing_runs(folder: Path) -> bool:
    servers_run = Postgres(folder).process() or Redis(folder).process()
    return not servers_run and not carriers(folder)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_the_demo_no_process_is_left(start, kept_folder, number):
    demo = start()
    assert demo.is_ready(), demo.said()
    assert "Ona signs in" in demo.said()
    assert len(carriers(kept_folder)) == 4
    assert demo.ends_by(number) == 0
    assert nothing_runs(kept_folder)


@pytest.mark.slow
def test_a_demo_that_was_killed_is_cleared_away_by_the_next_start(start, kept_folder):
    port = free_port()
    killed = start(port)
    assert killed.is_ready(), killed.said()
    postgres = Postgres(kept_folder).process().pid
    killed.ends_by(signal.SIGKILL)
    assert len(carriers(kept_folder)) == 4
    again = start(port)
    assert again.is_ready(), again.said()
    assert "ended what an earlier start left behind (processes: 4)" in again.said()
    assert Postgres(kept_folder).process().pid == postgres
    assert len(carriers(kept_folder)) == 4
    assert again.ends_by(signal.SIGINT) == 0
    assert nothing_runs(kept_folder)


@pytest.mark.slow
def test_a_second_demo_with_the_same_data_is_refused(start, kept_folder):
    demo = start()
    assert demo.is_ready(), demo.said()
    second = start()
    assert second.process.wait(20) == 1
    assert "The demo runs already" in second.said()
    assert len(carriers(kept_folder)) == 4


@pytest.mark.slow
def test_a_server_that_was_killed_is_started_again(start, kept_folder):
    demo = start()
    assert demo.is_ready(), demo.said()
    Redis(kept_folder).process().kill()
    Postgres(kept_folder).process().kill()
    assert within(20, lambda: Redis(kept_folder).answers() and Postgres(kept_folder).answers()), demo.said()
    assert "the server behind REDIS_URL ended by itself" in demo.said()


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_before_anything_starts(start, kept_folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = start(port)
        assert demo.process.wait(20) == 1
    assert f"Port {port} is taken. PORT={port + 1} script/demo uses another one." in demo.said()
    assert nothing_runs(kept_folder)


@pytest.mark.slow
@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said(start, port):
    demo = start(port)
    assert demo.process.wait(20) == 1
    assert "PORT must be a number between 1 and 65535" in demo.said()


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    made = secret(tmp_path / "secret")
    assert len(made) > 50
    assert secret(tmp_path / "secret") == made
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
