"""Makes somebody of the vendor's side an operator: the first one of an installation, above all."""

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from helpdesk import audit
from helpdesk.accounts.models import Operator, User


class Command(BaseCommand):
    """Gives a person the operators' rights and a password, asked for or taken from OPERATOR_PASSWORD."""

    help = "Makes a person an operator (agent or admin)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Takes the address, the name, the role and the language."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=[Operator.AGENT.value, Operator.ADMIN.value], default="agent")
        parser.add_argument("--language", choices=["lt", "en"], default="lt")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes the operator, or changes the role and password of a person who is known."""
        password = os.environ.get("OPERATOR_PASSWORD") or getpass.getpass("Password: ")
        with transaction.atomic():
            user = User.objects.named(options["email"], name=options["name"], language=options["language"])
            try:
                validate_password(password, user)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            user.name, user.operator_role = options["name"] or user.name, options["role"]
            user.set_password(password)
            user.save()
            audit.record(
                "operator.made", tenant=None, by=None, subject=user.pk, data={"role": user.operator_role}
            )
        self.stdout.write(f"{user.email} is an operator ({user.operator_role}).")
