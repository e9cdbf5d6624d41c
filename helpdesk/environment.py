"""The names the environment may set; docker-compose.yml and the tests hold this list to account."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str = "") -> str:
    """Gives a setting as text."""
    return os.environ.get(name, default)


def yes(name: str, *, default: bool = False) -> bool:
    """Gives a setting as a yes or no; anything but 1, true, yes, on is a no."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in ("1", "true", "yes", "on")


def number(name: str, default: int) -> int:
    """Gives a setting as a whole number."""
    return int(os.environ.get(name) or default)


def database(url: str) -> dict[str, Any]:
    """Turns a libpq address into the pieces Django wants.

    A statement that a connection has sent a few times is kept by the server with its plan; in another help
    desk's schema the server reads and plans it anew.
    """
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "tenants.database",
        "NAME": parts.pop("dbname", "langelis"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts | {"server_side_binding": True, "prepare_threshold": 3},
    }


def celery_broker(url: str) -> str:
    """Turns a Redis address into the one Celery wants: a unix socket is redis+socket:// there."""
    return "redis+socket://" + url.removeprefix("unix://") if url.startswith("unix://") else url


def mail(url: str) -> dict[str, Any]:
    """Turns the address of a mail server into Django's settings: smtp, smtp+tls (STARTTLS) or smtps."""
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports:
        raise ImproperlyConfigured("EMAIL_URL begins with smtp://, smtp+tls:// or smtps://.")
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def attachments(url: str, folder: Path) -> dict[str, Any]:
    """Says where attached files are kept: s3://bucket/prefix?endpoint=…&region=…&style=path, or a folder."""
    if not url:
        return {"BACKEND": "incidents.vault.Vault", "OPTIONS": {"location": folder}}
    parts = urlsplit(url)
    names = {"endpoint": "endpoint_url", "region": "region_name", "style": "addressing_style"}
    asked = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.hostname or not asked.keys() <= names.keys():
        raise ImproperlyConfigured("ATTACHMENTS_URL is s3://bucket/prefix?endpoint=…&region=…&style=path.")
    options = {names[name]: value for name, value in asked.items()}
    options |= {"bucket_name": parts.hostname, "location": parts.path.strip("/")}
    if parts.username:  # else as boto3 finds them: AWS_ACCESS_KEY_ID, a role of the machine
        options |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}
    return {"BACKEND": "incidents.bucket.Bucket", "OPTIONS": options}
