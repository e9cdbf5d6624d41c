"""script/chaos: arms the promises, breaks everything meanwhile, and counts."""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.redis import Redis
from tests.chaos.crew import ROLES, Crew
from tests.chaos.damage import FULL, SHORT, Damage
from tests.chaos.sink import Sink

TENANTS = 50


def main() -> int:
    """Runs the proof once; 1 when a promise or a letter was missed or repeated."""
    parser = argparse.ArgumentParser(prog="script/chaos", description=main.__doc__)
    parser.add_argument("--short", action="store_true", help="the form for every change: under 25 seconds")
    parser.add_argument("--timers", type=int, help="how many promises")
    asked = parser.parse_args()
    plan, seconds, many, spared = (
        (SHORT, 7.0, 400, {"worker-2"}) if asked.short else (FULL, 60.0, 2000, set())
    )
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    folder.chmod(0o711)
    postgres, queue, sink = Postgres(folder, careless=asked.short), Redis(folder), Sink()
    crew = None
    try:
        crew = _prepare(folder, postgres, queue, sink, [role for role in ROLES if role not in spared])
        clean = _prove(crew, Damage(plan, crew, postgres, queue), sink, seconds, asked.timers or many)
    finally:
        if crew:
            crew.stop()
        queue.remove()
        postgres.remove()
    if clean:
        shutil.rmtree(folder)
        return 0
    print(f"The logs are in {folder}.")
    return 1


def _prepare(folder: Path, postgres: Postgres, queue: Redis, sink: Sink, roles: list[str]) -> Crew:
    queue.start()
    postgres.start()
    os.environ |= {
        "SECRET_KEY": secrets.token_urlsafe(32),
        "DATABASE_URL": postgres.url,
        "REDIS_URL": queue.url,
        "EMAIL_URL": sink.url,
        "DEMO_MAILBOX": "0",
        "CLOCK_MAY_SHIFT": "0",
        "LOG_LEVEL": "WARNING",
        "METRICS_PORT": "0",
        "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
    }
    import django
    from django.db import connection

    django.setup()
    # Without the checks, which read every page's address: half a second that says nothing about the clock.
    migrate = [sys.executable, "-m", "django", "migrate_schemas", "--shared", "--skip-checks", "-v", "0"]
    subprocess.run(migrate, check=True)
    from tests.chaos.promises import FACTS, LIVES

    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        cursor.execute(LIVES)
    crew = Crew(dict(os.environ), folder, roles)
    crew.start()
    return crew


def _prove(crew: Crew, damage: Damage, sink: Sink, seconds: float, many: int) -> bool:
    from tests.chaos import promising
    from tests.chaos.lives import lived_through
    from tests.chaos.tally import count

    promising.wait_for_a_clock()
    print(f"{many} promises of {TENANTS} help desks over {seconds:.0f} s", flush=True)
    damage.begin()
    promised = promising.promise(TENANTS, seconds, many)
    damage.over()
    promising.wait_until_kept(promised, sink.mailboxes, at_most=120)
    tally = count(promised, sink.mailboxes)
    print(f"{tally}\n{lived_through(crew.deaths, damage.outages)}\n{crew.kills} processes killed")
    return tally.is_clean


if __name__ == "__main__":
    sys.exit(main())
