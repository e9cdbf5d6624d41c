"""docker-compose.yml describes the same installation that the code is."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from helpdesk import health
from helpdesk.celery import app
from helpdesk.embedded import commands

CLONE = Path(__file__).parents[1]
READERS = {"text", "yes", "number"}
OURS = ("migrate", "web", "worker", "clock", "beat")


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((CLONE / "docker-compose.yml").read_text())["services"]


def settings_read() -> set[str]:
    tree = ast.parse((CLONE / "helpdesk" / "settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in READERS
    }


def test_the_services_are_the_ones_of_a_real_installation(services):
    assert set(services) == {"postgres", "redis", "proxy", *OURS}


@pytest.mark.parametrize("service", OURS)
def test_every_name_it_sets_is_read_and_every_name_read_is_set(services, service):
    assert set(services[service]["environment"]) == settings_read()


def test_what_the_settings_read_is_found_at_all():
    assert {"DATABASE_URL", "DEBUG", "METRICS_PORT"} <= settings_read()


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("web", commands.web("0.0.0.0:8000")),
        ("worker", commands.worker()),
        ("clock", commands.clock()),
        ("beat", commands.beat()),
    ],
)
def test_it_runs_what_the_demo_runs(services, service, command):
    assert services[service]["command"] == ["python", *command[1:]]


def test_every_queue_that_is_written_to_has_a_worker(services):
    written = {app.conf.task_default_queue}
    written |= {entry.get("options", {}).get("queue") for entry in app.conf.beat_schedule.values()} - {None}
    read = [
        service["command"][service["command"].index("-Q") + 1]
        for service in services.values()
        if "-Q" in service.get("command", [])
    ]
    assert sorted(read) == sorted(written)


def test_no_secret_and_no_demo_in_an_installation(services):
    settings = services["web"]["environment"]
    for name in ("SECRET_KEY", "PUBLIC_HOST", "EMAIL_URL"):
        assert settings[name].startswith("${" + name + ":?"), "without it nothing may start"
    assert "${POSTGRES_PASSWORD:?" in settings["DATABASE_URL"]
    assert [settings[name] for name in ("DEBUG", "DEMO_MAILBOX", "CLOCK_MAY_SHIFT")] == ["0", "0", "0"]
    assert settings["PUBLIC_SCHEME"] == "https"


def test_nothing_of_ours_starts_before_the_tables_are_up_to_date(services):
    assert services["migrate"]["command"] == ["python", "manage.py", "migrate_schemas"]
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for service in set(OURS) - {"migrate"}:
        assert services[service]["depends_on"] == {
            "postgres": {"condition": "service_healthy"},
            "redis": {"condition": "service_healthy"},
            "migrate": {"condition": "service_completed_successfully"},
        }


@pytest.mark.parametrize(("service", "question"), [("web", "ready"), ("clock", "clock")])
def test_its_health_is_asked_where_the_code_answers(services, service, question):
    (address,) = (word for word in services[service]["healthcheck"]["test"] if word.startswith("http"))
    path = re.sub(r"^http://(127\.0\.0\.1|web):8000", "", address)
    assert path == f"/healthz/{question}"
    assert callable(getattr(health, question))


@pytest.mark.parametrize("service", ["postgres", "redis"])
def test_a_server_is_asked_whether_it_answers(services, service):
    assert services[service]["healthcheck"]["test"][0] == "CMD"


def test_the_queue_never_drops_what_it_was_given(services):
    command = services["redis"]["command"]
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"


def test_only_the_proxy_is_open_to_the_world(services):
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_the_proxy_serves_the_public_host_and_every_help_desk_below_it(services):
    caddy = (CLONE / "deploy" / "Caddyfile").read_text()
    assert "{$PUBLIC_HOST}, *.{$PUBLIC_HOST} {" in caddy
    assert "reverse_proxy web:8000" in caddy
    assert services["web"]["expose"] == ["8000"]
    assert list(services["proxy"]["environment"]) == ["PUBLIC_HOST"]
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in services["proxy"]["volumes"]


def test_the_image_is_built_from_the_lock_and_does_not_run_as_root():
    image = (CLONE / "Dockerfile").read_text()
    assert "pip install --require-hashes -r requirements.txt" in image
    assert image.rstrip().endswith("USER langelis")
    assert re.search(r"^FROM python:3\.1[12]-", image, re.MULTILINE)


def test_every_setting_is_explained():
    explained = re.findall(
        r"^\| `([A-Z_]+)` \|", (CLONE / "docs" / "operations.md").read_text(), re.MULTILINE
    )
    table = explained[explained.index("SECRET_KEY") :]
    assert sorted(table) == sorted(settings_read())


@pytest.mark.parametrize("file", [".gitignore", ".dockerignore"])
def test_the_secrets_of_an_installation_get_neither_into_the_repository_nor_into_the_image(file):
    lines = {line.strip("/") for line in (CLONE / file).read_text().splitlines()}
    assert {".env", "certificates", ".data", ".venv"} <= lines
