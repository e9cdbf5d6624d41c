"""Somebody who acts upon the requests of a help desk again and again, some of it in vain."""

import json
import random
import sys
from typing import Any
from uuid import UUID

VERBS = ("reply", "customer_reply", "assign", "start", "link", "report")
MARKS = ["main_departments", "part_broken_no_workaround"]


class TakenBack(Exception):
    """What is raised within an act to take all of it back."""


def act(tenant: str, agent: str, customer: str, requests: list[str], *, seed: int, times: int) -> list[str]:
    """Does so many things to requests picked at random; tells which of them were done for good."""
    from django.core.exceptions import PermissionDenied
    from django.db import transaction

    from helpdesk.lib.lifecycle import NotNow
    from incidents.models import Incident, Person
    from incidents.need import Unclear
    from tenants.door import in_tenant

    dice, done = random.Random(seed), []
    with in_tenant(UUID(tenant)):
        people = [Person.objects.get(pk=key) for key in (agent, customer)]
        for person, role in zip(people, ("agent", "customer"), strict=True):
            person.role, person.sees_all = role, True
        for number in range(times):
            verb = dice.choice(VERBS)
            how = dice.choice(["done"] * 4 + ["taken back", "partly taken back", "refused"])
            one, other = (Incident.objects.get(pk=key) for key in dice.sample(requests, 2))
            try:
                with transaction.atomic():
                    if how == "partly taken back":
                        _in_vain(one, people[0])
                    by = people[how == "refused"]
                    _do(verb, one, other, f"{how} {seed}-{number}", by, people[1])
                    if how == "taken back":
                        raise TakenBack
            except (TakenBack, NotNow, Unclear, PermissionDenied):
                continue
            done.append(verb)
    return done


def _in_vain(one: Any, agent: Any) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            one.note("taken back", by=agent)
            raise TakenBack
    except TakenBack:
        one.refresh_from_db()


def _do(verb: str, one: Any, other: Any, words: str, by: Any, customer: Any) -> None:
    match verb:
        case "reply":
            one.reply(words, by=by)
        case "customer_reply":
            one.customer_reply(words, by=customer)
        case "assign":
            one.assign(by, by=by)
        case "start":
            one.start(words, by=by)
        case "link":
            one.link(other, tie="relates", by=by)
        case "report":
            type(one).report(words, words, by=customer, marks=MARKS)


if __name__ == "__main__":
    import django

    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(act(**json.loads(sys.argv[1]))))
