"""Secrets in links: made when a letter is sent, so that no row and no screen holds one."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac


def secret(purpose: str, id: UUID, generation: int) -> str:
    """The secret of a link: always the same for the purpose, the id and the generation."""
    keyed = salted_hmac(f"helpdesk.outbox.{purpose}", f"{id}:{generation}", algorithm="sha256")
    return urlsafe_b64encode(keyed.digest()).decode().rstrip("=")


def digest(secret: str) -> str:
    """What is stored of a secret: its SHA-256."""
    return sha256(secret.encode()).hexdigest()
