"""Bringing a request into each of its statuses, by the acts that lead there."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.db import connection

from helpdesk import timers
from helpdesk.accounts.models import User
from helpdesk.lib.ids import uuid7
from helpdesk.timers import clock
from incidents import policies
from incidents.models import Attachment, Incident, Person, ServicePolicy
from tenants.door import Entry
from tests.factories import PersonFactory


def bring(incident: Any, status: str, people: SimpleNamespace) -> Any:
    """Brings a new request to the status."""
    agent, customer = people.agent, people.customer
    match status:
        case "in_progress":
            incident.start("Žiūriu", by=agent)
        case "waiting":
            incident.start("Žiūriu", by=agent)
            incident.wait("Kokia versija?", until=clock.now() + timedelta(days=2), by=agent)
        case "resolved":
            incident.resolve("Pataisyta", code="fixed", by=agent)
        case "closed":
            bring(incident, "resolved", people).confirm(by=customer)
        case "reopened":
            bring(incident, "closed", people).reopen("Vėl neveikia", by=customer)
        case "cancelled":
            incident.cancel("Nebereikia", by=customer)
    assert incident.status == status
    return incident


def with_workaround(incident: Any, people: SimpleNamespace) -> Any:
    """Gives the request a workaround, where its status lets one be given."""
    if incident.is_open:
        incident.give_workaround("Spausdinkite iš naršyklės", by=people.agent)
    return incident


def break_the_hour(incident: Any) -> Any:
    """Turns the clock until the hour of a Critical has run out: the breach is on the timeline."""
    schema = connection.schema_name
    clock.Hand().to(incident.hour_due_at + timedelta(seconds=1))
    timers.fire_due(strict=True)
    connection.set_schema(schema)
    incident.refresh_from_db()
    assert incident.broken_at
    return incident


def admin() -> Any:
    """An operator admin who came in."""
    person, _made = Person.objects.get_or_create(name="Rūta Administratorė", side=Person.Side.AGENT)
    person.is_operator_admin = True
    return person


def second(people: SimpleNamespace) -> Person:
    """Another agent, an operator who came in."""
    operator = User.objects.get(email="agent@vendor.example")
    return Person.enter(Entry(operator, people.tenant, "agent", as_operator=True))


def edited_calendar() -> ServicePolicy:
    """Puts a calendar in force that has one more day off: the next one on which the desk would be open."""
    last = ServicePolicy.objects.order_by("version").last()
    day = clock.now().date() + timedelta(days=1)
    while day.weekday() > 4 or day.isoformat() in last.calendar["days_off"]:
        day += timedelta(days=1)
    days_off = sorted([*last.calendar["days_off"], day.isoformat()])
    # A moment later than now: what began in this very instant began under the terms before it.
    in_force = clock.now() + timedelta(seconds=1)
    edited = last.calendar | {"days_off": days_off}
    return ServicePolicy.revise(at=in_force, calendar=edited, reason="Šventė")


def reschedule(incident: Any, people: SimpleNamespace) -> Any:
    """Moves all goals of the request that run to a calendar that was edited a moment ago."""
    version = edited_calendar().version
    clocks = incident.clocks.filter(ended__in=["running", "paused"]).values_list("kind", "generation")
    incident.reschedule("Naujas darbo laikas", version=version, clocks=list(clocks), by=admin())


def another(incident: Any) -> Any:
    """Another request of whoever reported this one."""
    return Incident.report("Spausdintuvas tyli", "Nespausdina nuo ryto", by=incident.requester)


def linked(incident: Any) -> Any:
    """Links the request to another, and gives that one."""
    other = another(incident)
    incident.link(other, tie="relates", by=admin())
    return other


def infected(incident: Any, by: Person) -> Any:
    """A file of the first entry in which a virus was found."""
    return Attachment.objects.create(
        incident=incident,
        comment=incident.events.get(kind="reported").comment,
        name="sąskaita.exe",
        size=68,
        digest="0" * 64,
        path=str(uuid7()),
        by=by,
        at=clock.now(),
        scan=Attachment.Scan.INFECTED,
        scanned_at=clock.now(),
    )


def acts(people: SimpleNamespace) -> dict[str, Any]:
    """Every act, done by whom it belongs to."""
    agent, customer, clerk = people.agent, people.customer, people.colleague
    later = clock.now() + timedelta(days=1)
    return {
        "start": lambda one: one.start("Žiūriu", by=agent),
        "reply": lambda one: one.reply("Taip", by=agent),
        "customer_reply": lambda one: one.customer_reply("Štai", by=customer),
        "note": lambda one: one.note("Vidinė pastaba", by=agent),
        "log_call": lambda one: one.log_call("Kalbėjome", answered=True, by=agent),
        "assign": lambda one: one.assign(second(people), by=agent),
        "release": lambda one: one.release(by=agent),
        "wait": lambda one: one.wait("Kada?", until=later, by=agent),
        "resume": lambda one: one.resume(by=agent),
        "give_workaround": lambda one: one.give_workaround("Taip", by=agent),
        "confirm_workaround": lambda one: one.confirm_workaround(by=customer),
        "fail_workaround": lambda one: one.fail_workaround("Ne", by=customer),
        "resolve": lambda one: one.resolve("Pataisyta", code="fixed", by=agent),
        "confirm": lambda one: one.confirm(by=customer),
        "still_fails": lambda one: one.still_fails("Ne", by=customer),
        "close": lambda one: one.close(),
        "rate": lambda one: one.rate(5, by=customer),
        "reopen": lambda one: one.reopen("Vėl", by=customer),
        "reclassify": lambda one: one.reclassify("Pablogėjo", impact="important", by=customer),
        "reschedule": lambda one: reschedule(one, people),
        "merge": lambda one: one.merge(another(one), "Tas pats gedimas", by=agent),
        "link": lambda one: one.link(another(one), tie="caused_by", by=agent),
        "unlink": lambda one: one.unlink(linked(one), tie="relates", by=agent),
        "add_part": lambda one: one.add_part("Antras spausdintuvas", "Irgi tyli", by=agent),
        "ask_call": lambda one: one.ask_call(phone="+370 600 10000", by=customer),
        "withdraw_call": lambda one: one.withdraw_call(by=customer),
        "describe": lambda one: one.describe(product_name="Bonus", product_version="4.1", by=agent),
        "agree": lambda one: one.agree(by=customer),
        "cancel": lambda one: one.cancel("Nereikia", by=customer),
        "give_contacts": lambda one: one.give_contacts(contact="Ona +370", by=customer),
        "add_steps": lambda one: one.add_steps("Paskambinti", by=agent),
        "tick": lambda one: one.tick(a_step(one, agent), by=agent),
        "untick": lambda one: one.untick(a_step(one, agent, "tick"), by=agent),
        "drop_step": lambda one: one.drop_step(a_step(one, agent), by=agent),
        "restore_step": lambda one: one.restore_step(a_step(one, agent, "drop_step"), by=agent),
        "watch": lambda one: one.watch(clerk, by=customer),
        "unwatch": lambda one: (one.watch(clerk, by=customer), one.unwatch(clerk, by=customer)),
        "justify": lambda one: one.justify("Sirgo", cause="people", by=agent),
        "disinfect": lambda one: one.disinfect(infected(one, customer)),
        "redact": lambda one: one.redact("Slaptažodis", comment=own_words(one, customer), by=customer),
    }


def done_by(verb: str, incident: Any, who: Any) -> None:
    """Does the act as somebody, whoever they are."""
    later = clock.now() + timedelta(days=1)
    said: dict[str, dict[str, Any]] = {
        "start": {"line": "Žiūriu"},
        "reply": {"text": "Taip"},
        "customer_reply": {"text": "Štai"},
        "note": {"text": "Pastaba"},
        "log_call": {"text": "Kalbėjome", "answered": True},
        "assign": {"agent": who},
        "wait": {"question": "Kada?", "until": later},
        "give_workaround": {"text": "Taip"},
        "resolve": {"text": "Pataisyta", "code": "fixed"},
        "rate": {"rating": 4},
        "reopen": {"reason": "Vėl"},
        "reschedule": {"reason": "Trumpiau", "version": 1, "clocks": [("resolution", 1)]},
        "reclassify": {"reason": "Pablogėjo", "impact": "critical"},
        "cancel": {"reason": "Nereikia"},
        "describe": {"product_name": "Bonus", "product_version": "5"},
        "give_contacts": {"contact": "Ona"},
        "watch": {"person": PersonFactory() if _may_add(incident, who) else who},
        "justify": {"text": "Sirgo", "cause": "people"},
        "add_steps": {"steps": "Paskambinti"},
    }
    if verb in STEPS:
        said[verb] = {"step": a_step(incident, admin(), STEPS[verb])}
    if verb == "link":
        said[verb] = {"other": another(incident), "tie": "repeats"}
    if verb == "add_part":
        said[verb] = {"subject": "Antras", "text": "Irgi"}
    if verb == "ask_call":
        said[verb] = {"phone": "+370 600 10000"}
    if verb == "withdraw_call":
        incident.callbacks.update(person=who)
    if verb == "unlink":
        said[verb] = {"other": linked(incident), "tie": "relates"}
    if verb == "merge":
        said[verb] = {"into": another(incident), "reason": "Tas pats"}
    if verb == "unwatch":
        said[verb] = said["watch"]
        incident.watch(said[verb]["person"], by=who)
    if verb == "redact":
        said[verb] = {"reason": "Slaptažodis", "comment": own_words(incident, who)}
    getattr(incident, verb)(by=who, **said.get(verb, {}))


# The acts upon one step, and what must have been done with it before.
STEPS = {"tick": "", "untick": "tick", "drop_step": "", "restore_step": "drop_step"}


def a_step(incident: Any, who: Any, *before: str) -> str:
    """A step on the request's list, with which something was done already."""
    if incident.status != "cancelled":
        incident.add_steps("Patikrinti kopiją", by=who)
    added = incident.events.filter(kind="steps_added").order_by("id").last()
    step = added.data["steps"][-1] if added else "0" * 32
    for verb in before:
        if added and verb:
            getattr(incident, verb)(step, by=who)
    return step


def _may_add(incident: Any, who: Any) -> bool:
    """Whether they may take away others than themselves."""
    return who.is_agent or policies.speaks_for_it(who, incident)


def own_words(incident: Any, who: Any) -> Any:
    """Something that somebody has written about the request."""
    if who.is_agent:
        incident.note("Slaptažodis: Vasara1", by=who)
    elif not incident.comments.filter(by=who).exists():
        incident.customer_reply("Slaptažodis: Vasara1", by=who)
    return incident.comments.filter(by=who).order_by("id").last()
