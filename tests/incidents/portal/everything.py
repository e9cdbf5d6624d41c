"""A request in which everything happened that can happen, stage by stage."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from helpdesk.timers import clock
from tests.incidents.stages import break_the_hour

NOTE = "Pastaba, kurios klientas neturi matyti"
TAKEN = "Slaptažodis Vasara1"


def stages(file: Any, people: SimpleNamespace, ring: Any) -> Iterator[Any]:
    """Takes a request through its life; after each stage its pages and letters can be read."""
    agent, customer, clerk = people.agent, people.customer, people.colleague
    one = file("critical", by=customer, contact="Ona +370 600 11111")
    one.watch(clerk, by=customer)
    one.note(f"{NOTE}, @Fausta", by=agent)
    one.add_steps(f"{NOTE}: kopija\n{NOTE}: taisymas", by=agent)
    one.tick(one.events.get(kind="steps_added").data["steps"][0], by=people.first_line)
    one.assign(agent, by=agent)
    yield one
    break_the_hour(one)
    yield one
    one.justify("Tuo metu sirgo visi.", cause="people", by=agent)
    one.reclassify("Dirbti galima iš kopijos.", impact="important", by=agent)
    yield one
    one.agree(by=customer)
    one.reclassify("Sustojo visi.", impact="critical", by=customer)
    one.log_call("Susitarėme, kad prisijungsime.", answered=True, minutes=4, line="Jungiuosi", by=agent)
    one.give_contacts(contact="Jonas +370 600 22222", by=customer)
    yield one
    one.reply("Matome priežastį.", by=agent)
    one.log_call("", answered=False, by=agent)
    ring(minutes=16)
    one.log_call("", answered=False, by=agent)
    one.wait("Kokia programos versija?", until=clock.now() + timedelta(days=2), by=agent)
    yield one
    one.customer_reply("Naujausia.", by=customer)
    one.give_workaround("Spausdinkite iš naršyklės.", by=agent)
    yield one
    one.fail_workaround("Nespausdina ir taip.", by=customer)
    one.give_workaround("Siųskite paštu.", by=agent)
    one.confirm_workaround(by=customer)
    one.customer_reply(TAKEN, by=customer)
    one.redact("Slaptažodis", comment=one.comments.get(text=TAKEN), by=customer)
    yield one
    one.resolve("Pataisėme spausdinimą.", code="fixed", by=agent)
    yield one
    one.still_fails("Viena ataskaita dar nespausdina.", by=customer)
    one.release(by=agent)
    ring(minutes=200)
    yield one
    one.resolve("Pataisėme ir ją.", code="fixed", by=agent)
    one.confirm(by=customer, rating=4, words="Ačiū")
    yield one
    one.reopen("Vėl nespausdina.", by=customer)
    one.unwatch(clerk, by=customer)
    one.watch(clerk, by=agent)
    yield one
    one.cancel("Nebereikia.", by=customer)
    yield one
