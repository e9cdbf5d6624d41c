"""The desk: what an agent's pages and acts cost with years of requests, measured over HTTP."""

import json
import statistics
import subprocess
import sys
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from tests.bench import desk_cast, desk_load, desk_web, desk_words
from tests.bench.desk_load import ADDRESS, OPEN, say
from tests.bench.servers import database

WARM, TIMES, SECONDS, CLIENTS = 30, 200, 10, 8
TOKEN = "b" * 32
# The same work on two such cores, one client, median in ms; TO_REACH is what this product is held to.
PEERS = {
    "Request Tracker 5": (342, 348, 161, 146, 145, 514),
    "Redmine 5": (159, 158, 57, 106, 488, 596),
    "django-helpdesk": (293, 47, 16, 25, 955, 1059),
}
ACTS = ("queue", "request", "create", "reply", "search rare", "search common")
TO_REACH = dict(zip(ACTS, (15, 12, 10, 10, 12, 30), strict=True))


def measure(asked: Any) -> dict[str, Any]:
    """Loads a little and measures, loads all and measures again: the second may not cost more."""
    port = desk_web.free_port()
    with ExitStack() as stack:
        more = {
            "CLOCK_MAY_SHIFT": "1",
            "PUBLIC_HOST": f"localhost:{port}",
            "PUBLIC_SCHEME": "http",
            "REDIS_URL": stack.enter_context(desk_web.redis()),
            "STATIC_ROOT": stack.enter_context(desk_web.folder()),
            "ATTACHMENTS_DIR": stack.enter_context(desk_web.folder()),
        }
        stack.enter_context(database("helpdesk.settings", keep=asked.data, **more))
        subprocess.run([sys.executable, "-m", "django", "messages", "compile"], check=True, stdout=sys.stderr)
        told: dict[str, Any] = {"incidents": asked.incidents, "tenants": asked.tenants, "to_reach": TO_REACH}
        for stage, loaded in _stages(asked):
            say(f"measuring with {loaded}")
            with desk_web.web(port) as server:
                told[stage] = {"loaded": loaded} | _measure(port, server)
        return told


def _stages(asked: Any) -> Any:
    """Loads the help desk step by step; what an earlier run has kept is only measured."""
    from tenants import hosts
    from tenants.models import Domain, Tenant

    if Domain.objects.filter(domain=hosts.domain_of(ADDRESS)).exists():
        yield "all", {"tenants": Tenant.objects.count() - 1, "requests": _many()}
        return
    few, some = asked.incidents // 10, asked.tenants // 20
    say("making the help desk")
    desk = desk_cast.main_desk()
    stories = desk_cast.stories(desk)
    given = _given(desk)
    desk_cast.beside(0, some)
    opened = min(OPEN, few)
    desk_load.copies(desk, stories["open"], opened, of=given, apart=timedelta(seconds=1))
    desk_load.copies(desk, stories["closed"], few - opened, of=given, apart=timedelta(minutes=5))
    desk_load.settle(desk)
    yield "few", {"tenants": some, "requests": _many()}
    desk_cast.beside(some, asked.tenants)
    desk_load.copies(desk, stories["closed"], asked.incidents - few, of=given, apart=timedelta(minutes=5))
    desk_load.settle(desk)
    yield "all", {"tenants": asked.tenants, "requests": _many()}


def _given(desk: Any) -> dict[str, Any]:
    """What the copies are written with."""
    from django.db import connection

    from tenants.door import in_tenant

    with connection.cursor() as cursor:
        desk_load.sentences(cursor)
    with in_tenant(desk):
        agents, customers = desk_cast.people(desk, "agent"), desk_cast.people(desk, "customer")
    return {
        "copied": 0,
        "letters": desk_words.LETTERS,
        "apart": desk_words.APART,
        "sentences": desk_words.SENTENCES,
        "agents": [one.pk for one in agents],
        "many_agents": len(agents),
        "customers": [one.pk for one in customers],
        "many_customers": len(customers),
    }


def _desk() -> Any:
    from tenants import hosts
    from tenants.models import Tenant

    return Tenant.objects.get(domains__domain=hosts.domain_of(ADDRESS))


def _many() -> int:
    from incidents.models import Incident
    from tenants.door import in_tenant

    with in_tenant(_desk()):
        return int(Incident.objects.count())


def _measure(port: int, server: Any) -> dict[str, Any]:
    from tests.bench.desk_asks import series, session, statements
    from tests.bench.desk_publish import publishing

    desk = _desk()
    headers = desk_web.headers_of(f"{ADDRESS}.localhost:{port}", session(desk), TOKEN)
    # The last two of each are kept for counting statements: an act is done once.
    asks = series(desk, WARM, TIMES + 2, TOKEN)
    timed = [one | {"asks": one["asks"][:-2]} for one in asks]
    given = {"port": port, "headers": headers, "series": timed}
    given["at_once"] = {"path": "/queue/", "clients": CLIENTS, "seconds": SECONDS}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.desk_ask"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = json.loads(done.stdout)
    pages = {one["name"]: _figures(one) for one in told["series"]}
    for name, many in statements(desk, headers["Host"], asks).items():
        pages[name]["statements"] = many
    published = publishing(desk, TIMES)
    pages["publish a held reply"] = _figures(published) | {"statements": published["statements"]}
    return {"pages": pages, "queue_per_second": told["per_second"], "workers_mb": desk_web.memory(server)}


def _figures(one: dict[str, Any]) -> dict[str, Any]:
    cuts = statistics.quantiles(one["ms"], n=100)
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "bytes": statistics.median(one["bytes"])}


def tell(figures: dict[str, Any]) -> str:
    """The figures as a person reads them."""
    lines = []
    for stage in ("few", "all"):
        if stage in figures:
            lines += _told(figures[stage])
    return "\n".join(lines)


def _told(stage: dict[str, Any]) -> list[str]:
    loaded = stage["loaded"]
    lines = [
        f"{loaded['requests']:,} requests, {loaded['tenants']} help desks beside it; one client, ms:",
        f"{'':22}{'p50':>7}{'p95':>7}{'p99':>7}{'reach':>7}{'statements':>12}{'bytes':>9}"
        + "".join(f"{name:>20}" for name in PEERS),
    ]
    for name, page in stage["pages"].items():
        reach = f"{TO_REACH[name]}" if name in TO_REACH else ""
        lines.append(
            f"{name:22}{page['p50']:>7.1f}{page['p95']:>7.1f}{page['p99']:>7.1f}{reach:>7}"
            f"{page.get('statements', ''):>12}{page['bytes']:>9,.0f}" + _beside(name, page["p50"])
        )
    rss = ", ".join(f"{worker['rss']:.0f} ({worker['pss']:.0f})" for worker in stage["workers_mb"])
    return [
        *lines,
        f"{CLIENTS} clients: {stage['queue_per_second']:.0f} queue pages a second (to reach: 100);"
        f" workers hold MB (their share): {rss}",
        "",
    ]


def _beside(name: str, mine: float) -> str:
    if name not in ACTS:
        return ""
    theirs = (times[ACTS.index(name)] for times in PEERS.values())
    return "".join(f"{ms:>9} ms ({ms / mine:>5.1f}×)" for ms in theirs)
