"""With real processes: a worker that is killed while it scans, and gathered mail that a real clock sends."""

import os
import sys
from datetime import datetime, time, timedelta
from hashlib import sha256

import psutil
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import attaching, scanning
from incidents.letters.replanning import wish
from incidents.letters.waiting import GATHERED
from incidents.models import Attachment
from tenants.door import in_tenant
from tests import factories
from tests.real import committed, desk, eventually, processes

__all__ = ["committed", "desk"]
pytestmark = pytest.mark.slow
BODY = b"%PDF-1.7 " + b"x" * 300_000
# It sleeps while it is held, and says that it came to the end only to whom it was started for.
SCANNER = """
import hashlib, os, pathlib, sys, time
home, parent = pathlib.Path(sys.argv[1]), os.getppid()
def say(words):
    with (home / "said").open("a") as said:
        print(words, file=said)
body = sys.stdin.buffer.read()
say(f"began {os.getpid()}")
while (home / "held").exists():
    time.sleep(0.02)
if os.getppid() == parent:
    say("ended " + hashlib.sha256(body).hexdigest())
"""


@pytest.fixture
def scanner(tmp_path, settings):
    """A slow scanner, and what it has said."""
    (tmp_path / "scan.py").write_text(SCANNER)
    (tmp_path / "held").touch()
    settings.ATTACHMENT_SCANNER = f"{sys.executable} -I {tmp_path / 'scan.py'} {tmp_path}"
    said = tmp_path / "said"
    return lambda: said.read_text().splitlines() if said.exists() else []


def test_a_worker_killed_while_it_scans_is_followed_by_another_that_scans_to_the_end(
    desk, tmp_path, settings, scanner
):
    with in_tenant(desk.tenant):
        agent, customer = factories.person(desk, "agent"), factories.person(desk, "customer")
        incident = factories.IncidentFactory(by=customer)
        one = attaching.keep(SimpleUploadedFile("a.pdf", BODY), by=agent, pane="reply", about=incident)
        incident.reply("Štai", by=agent, files=[one.pk])

    def scan():
        with in_tenant(desk.tenant):
            return Attachment.objects.get(pk=one.pk).scan

    command = {"ATTACHMENT_SCANNER": settings.ATTACHMENT_SCANNER}
    with processes(tmp_path, "clock-1", "worker-1", "worker-2", **command) as crew:
        eventually(scanner, within=30)
        scans = psutil.Process(int(scanner()[0].removeprefix("began ")))
        parent = scans.ppid()
        group = os.getpgid(parent)
        [killed] = [role for role, member in crew.members.items() if member.pid == group]
        crew.kill(killed)
        eventually(lambda: scans.ppid() != parent)
        assert scan() == Attachment.Scan.CHECKING
        (tmp_path / "held").unlink()
        clock.shift(timedelta(seconds=settings.ATTACHMENT_SCANNER_SECONDS) + scanning.SPARE)
        eventually(lambda: scan() == Attachment.Scan.CLEAN, within=15)
        timer = Timer.objects.get(kind=scanning.KIND, subject_id=one.pk)
        eventually(lambda: Timer.objects.get(pk=timer.pk).state == Timer.State.FIRED)
        clock.shift(timedelta(hours=1))
        eventually(lambda: not Timer.objects.pending().filter(next_try_at__lte=clock.now()).exists())
    began, again, ended = scanner()
    assert began.startswith("began ")
    assert again.startswith("began ")
    assert again != began
    assert ended == f"ended {sha256(BODY).hexdigest()}"


def test_gathered_mail_of_an_hour_and_of_a_morning_goes_out_by_a_real_clock(desk, tmp_path):
    zone = desk.tenant.zone
    tomorrow = clock.now().astimezone(zone).date() + timedelta(days=1)
    _to(datetime.combine(tomorrow, time(10, 10), zone))
    with in_tenant(desk.tenant):
        agent, customer = factories.person(desk, "agent"), factories.person(desk, "customer")
        colleague = factories.person(desk, "colleague")
        wish(customer, wishes={"replied": "hourly"}, rest={})
        wish(colleague, wishes={"replied": "morning"}, rest={})
        incident = factories.IncidentFactory(by=customer)
        incident.watch(colleague, by=customer)
        for words in ("Pirma žinia", "Antra žinia"):
            incident.reply(words, by=agent)
    hourly, morning = (
        Letter.objects.get(letter=GATHERED, to=person.email).hold_until for person in (customer, colleague)
    )
    assert [at.astimezone(zone).hour for at in (hourly, morning)] == [11, 8]
    with processes(tmp_path, "clock-1"):
        eventually(lambda: DemoLetter.objects.filter(to__contains=colleague.email).exists(), within=30)
        assert _gathered(customer) == _gathered(colleague) == []
        _to(hourly)
        eventually(lambda: _gathered(customer), within=10)
        assert _gathered(colleague) == []
        _to(morning)
        eventually(lambda: _gathered(colleague), within=10)
        _to(morning + timedelta(days=1))
        eventually(lambda: not Letter.objects.late(clock.now()).exists(), within=10)
    for person in (customer, colleague):
        [letter] = _gathered(person)
        assert letter.index("Pirma žinia") < letter.index("Antra žinia")


def _to(moment):
    clock.shift(moment - clock.now())


def _gathered(person):
    return [one.text for one in DemoLetter.objects.filter(to__contains=person.email) if "Pirma" in one.text]
