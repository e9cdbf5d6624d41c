"""The catalogue from the command line: manage.py messages extract | compile | check."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.catalogue import book


class Command(BaseCommand):
    help = "Extracts, compiles or checks the translations, without gettext and without a database."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["extract", "compile", "check"])
        parser.add_argument("--anew", action="store_true", help="compile even what is fresh")

    def handle(self, *args: Any, act: str, anew: bool, **options: Any) -> None:
        if act == "extract":
            self.extract()
        elif act == "compile":
            self.compile(anew)
        else:
            self.judge()

    def extract(self) -> None:
        from helpdesk.catalogue.sentences import sentences

        done = book.merge(sentences().values())
        self.stdout.write(f"{done.total} sentences, {done.added} new, {done.removed} gone.")
        self.stdout.write(f"{done.untranslated} to translate.")

    def compile(self, anew: bool) -> None:
        made = book.compile_all(anew=anew)
        self.stdout.write(
            "\n".join(f"Compiled {path.relative_to(book.ROOT)}." for path in made) or "All fresh."
        )

    def judge(self) -> None:
        from helpdesk.catalogue import rules, strays

        problems = [*rules.problems(), *strays.problems()]
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems.")
        self.stdout.write("Every sentence is translated.")
