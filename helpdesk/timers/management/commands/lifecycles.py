from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.lib.lifecycle import document


class Command(BaseCommand):
    help = "Writes docs/lifecycles.md from the tables in the code; with --check only says whether it differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Takes --check and --to."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--to", type=Path, default=Path(settings.BASE_DIR) / "docs" / "lifecycles.md")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the paper, or fails when it is not as the code has it."""
        paper: Path = options["to"]
        words = document()
        if not options["check"]:
            paper.write_text(words)
        elif not paper.exists() or paper.read_text() != words:
            raise CommandError(f"{paper.name} differs from the tables in the code: run manage.py lifecycles.")
