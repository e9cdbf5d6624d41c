import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from helpdesk.embedded.family import MARK, Family, Member, end_left_behind

pytestmark = pytest.mark.slow
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
# Refuses the gentle signal, and has a child that does too.
STUBBORN = [
    sys.executable,
    "-c",
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork(); time.sleep(60)",
]


@pytest.fixture
def family(tmp_path):
    family = Family(tmp_path, dict(os.environ))
    yield family
    family.stop()


def carriers(folder: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(folder) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def within(seconds: float, true) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_a_stop_leaves_no_process_behind(family, tmp_path):
    family.start("web", SLEEPER)
    family.start("worker", SLEEPER)
    assert within(5, lambda: len(carriers(tmp_path)) == 2)
    family.stop()
    assert within(2, lambda: carriers(tmp_path) == [])


def test_who_does_not_listen_is_ended_by_force_with_all_children(family, tmp_path, monkeypatch):
    monkeypatch.setattr("helpdesk.embedded.family.PATIENCE", 0.3)
    monkeypatch.setattr("helpdesk.embedded.family.FORCE_AFTER", 0.3)
    family.start("worker", STUBBORN)
    assert within(5, lambda: len(carriers(tmp_path)) == 2)
    family.stop()
    assert within(2, lambda: carriers(tmp_path) == [])


def test_a_second_ctrl_c_does_not_wait(family, tmp_path, monkeypatch):
    monkeypatch.setattr("helpdesk.embedded.family.FORCE_AFTER", 0.3)
    family.start("worker", STUBBORN)
    assert within(5, lambda: len(carriers(tmp_path)) == 2)
    family.hurry = lambda: True
    began = time.monotonic()
    family.stop()
    assert time.monotonic() - began < 5


def test_what_a_killed_family_left_behind_is_ended_and_counted(family, tmp_path):
    family.start("web", SLEEPER)
    assert within(5, lambda: len(carriers(tmp_path)) == 1)
    assert end_left_behind(tmp_path) == 1
    assert within(2, lambda: carriers(tmp_path) == [])


def test_the_family_of_another_folder_is_left_alone(family, tmp_path):
    family.start("web", SLEEPER)
    assert within(5, lambda: len(carriers(tmp_path)) == 1)
    assert end_left_behind(tmp_path / "other") == 0
    assert len(carriers(tmp_path)) == 1


def test_a_member_that_ends_is_started_again(family):
    family.start("clock", SLEEPER)
    member = family.members[0]
    first = member.process
    first.kill()
    first.wait(10)
    assert within(
        5, lambda: family.tend() or (member.process is not None and member.process.pid != first.pid)
    )


def test_every_line_carries_the_name_of_who_says_it(family, capfd):
    assert family.run("clock", [sys.executable, "-c", "print('tick')"], lambda: False) == 0
    assert within(5, lambda: "clock   | tick" in capfd.readouterr().out)


def test_it_is_said_who_ended_and_how(family, capfd):
    family.start("clock", [sys.executable, "-c", "raise SystemExit(3)"])
    family.members[0].process.wait(10)
    family.tend()
    assert "clock   | ended by itself (exit 3); starting it again in 1 s" in capfd.readouterr().out


def test_the_wait_grows_with_every_fall_and_ends_after_a_steady_minute():
    member = Member("web", SLEEPER)
    waits = []
    for now in range(8):
        member.began = float(now)
        waits.append(member.fell(now + 0.5))
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    member.began = 100.0
    assert member.fell(200.0) == 1


def test_a_command_that_is_called_off_ends_at_once(family):
    began = time.monotonic()
    assert family.run("prepare", SLEEPER, lambda: True) != 0
    assert time.monotonic() - began < 5


def test_a_command_that_is_done_gives_its_exit_code(family):
    assert family.run("prepare", [sys.executable, "-c", "raise SystemExit(4)"], lambda: False) == 4


def test_members_do_not_hear_the_ctrl_c_of_the_terminal(family):
    family.start("web", SLEEPER)
    assert os.getsid(family.members[0].process.pid) == family.members[0].process.pid
