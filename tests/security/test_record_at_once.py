"""Many write to the record of one help desk at once, some of it taken back: the chain holds each act once."""

import json
import os
import subprocess
import sys
from collections import Counter
from threading import Event as Signal

import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from helpdesk import audit
from helpdesk.audit.models import Head, Record
from incidents.models import Comment, Event
from tenants.door import in_tenant
from tests import factories
from tests.real import committed, desk, together
from tests.security import acting

__all__ = ["committed", "desk"]
pytestmark = pytest.mark.slow
KINDS = {
    "reply": Event.Kind.REPLIED,
    "customer_reply": Event.Kind.CUSTOMER_REPLIED,
    "assign": Event.Kind.ASSIGNED,
    "start": Event.Kind.STARTED,
    "link": Event.Kind.LINKED,
    "report": Event.Kind.REPORTED,
}


@pytest.fixture
def stage(desk):
    """What those who act are told: the help desk, two people of it, and a few requests."""
    with in_tenant(desk.tenant):
        agent, customer = factories.person(desk, "agent"), factories.person(desk, "customer")
        requests = [factories.IncidentFactory(by=customer) for _ in range(3)]
        said = {"agent": str(agent.pk), "customer": str(customer.pk)}
    return {"tenant": str(desk.tenant.pk), "requests": [str(one.pk) for one in requests], **said}


def number_of(chain):
    return Head.objects.filter(chain=chain).values_list("number", flat=True).first() or 0


@pytest.fixture
def as_a_process(stage):
    """Starts one who acts in a process of their own, on the database of the test; they begin when told to."""
    begun = []
    yield lambda **more: begun.append(_process(stage | more)) or begun[-1]
    for process in begun:
        process.kill()
        process.communicate()


def _process(said):
    database = conninfo_to_dict(os.environ["DATABASE_URL"]) | {"dbname": connection.settings_dict["NAME"]}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.security.acting", json.dumps(said)],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": make_conninfo(**database)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_each_act_stands_once_in_a_chain_that_is_whole_at_every_moment(desk, stage, as_a_process):
    chain, done, over, looks = desk.tenant.pk, [], Signal(), []
    with in_tenant(desk.tenant):
        before = set(Event.objects.values_list("pk", flat=True))
    began = number_of(chain)

    def writes(seed):
        return lambda: done.extend(acting.act(**stage, seed=seed, times=10))

    def looks_on():
        while not over.wait(0.02):
            looks.append(audit.verify(chain))

    def waits():
        for process in processes:
            process.stdin.write("begin\n")
            process.stdin.flush()
        for process in processes:
            told, _nothing = process.communicate(timeout=15)
            assert process.returncode == 0
            done.extend(json.loads(told))
        over.set()

    processes = [as_a_process(seed=seed, times=10) for seed in (11, 12)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 2
    together(*(writes(seed) for seed in range(3)), looks_on, waits)
    assert audit.verify(chain) == []
    assert looks
    assert not any(looks)
    with in_tenant(desk.tenant):
        events = {pk: kind for pk, kind in Event.objects.values_list("pk", "kind") if pk not in before}
        assert not Comment.objects.filter(text__startswith="taken back").exists()
    # Each act that was done is an entry, and each entry one link of the chain.
    counted = Counter(events.values())
    wanted = Counter(KINDS[verb] for verb in done for _twice in range(2 if verb == "link" else 1))
    assert counted == wanted
    links = Record.objects.filter(chain=chain, number__gt=began).order_by("number")
    assert [one.number for one in links] == list(range(began + 1, began + 1 + len(events)))
    assert Counter((one.kind, one.data["event"]) for one in links) == Counter(
        (f"incident.{kind}", str(pk)) for pk, kind in events.items()
    )
    assert not Record.objects.filter(seal="").exists()
