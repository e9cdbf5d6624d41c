"""Lifecycles: one table says which act leads from which status to which; every move is a compare-and-swap."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# verb → (the statuses it may begin in, the status it leads to; None when it changes nothing)
Transitions = Mapping[str, tuple[Collection[str], str | None]]
# verb, or the verb in one status → why it cannot be done now
Sentences = Mapping[str | tuple[str, str], str | Promise]

registry: dict[str, "Lifecycle"] = {}


class NotNow(ValueError):
    """The act is not possible in the present status; `sentence` says so to the person who tried."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Lifecycle:
    """The life of one kind of thing: its statuses, where it begins, and the acts that move it."""

    def __init__(
        self,
        name: str,
        statuses: type[models.TextChoices],
        transitions: Transitions,
        *,
        start: str,
        field: str = "status",
        sentences: Sentences | None = None,
    ) -> None:
        self.name, self.statuses, self.start, self.field = name, statuses, str(start), field
        self.sentences = {
            (said, "") if isinstance(said, str) else (said[0], str(said[1])): sentence
            for said, sentence in (sentences or {}).items()
        }
        self.transitions = {
            verb: (frozenset(str(status) for status in froms), None if to is None else str(to))
            for verb, (froms, to) in transitions.items()
        }
        self._refuse_what_makes_no_sense()
        registry[name] = self

    def _refuse_what_makes_no_sense(self) -> None:
        known = {str(value) for value in self.statuses.values}
        named = {self.start}
        for froms, to in self.transitions.values():
            named |= froms | ({to} if to is not None else set())
        if unknown := named - known:
            raise ValueError(f"{self.name}: no such status: {', '.join(sorted(unknown))}")
        if lost := known - self.reachable():
            raise ValueError(f"{self.name}: nothing leads to: {', '.join(sorted(lost))}")
        if unknown := {status for _verb, status in self.sentences if status} - known:
            raise ValueError(f"{self.name}: no such status: {', '.join(sorted(unknown))}")
        if strange := {verb for verb, _status in self.sentences} - set(self.transitions):
            raise ValueError(f"{self.name}: no such act: {', '.join(sorted(strange))}")

    def reachable(self) -> set[str]:
        """The statuses that something can ever come to."""
        seen = {self.start}
        while True:
            more = {to for froms, to in self.transitions.values() if to is not None and froms & seen}
            if more <= seen:
                return seen
            seen |= more

    def possible(self, verb: str, status: str) -> bool:
        """Whether the act can be done in this status."""
        return str(status) in self.transitions[verb][0]

    def verbs(self, status: str) -> list[str]:
        """The acts that can be done in this status, in the order of the table."""
        return [verb for verb in self.transitions if self.possible(verb, status)]

    def ends(self) -> set[str]:
        """The statuses out of which nothing leads."""
        return {str(status) for status in self.statuses.values if not self.verbs(str(status))}

    def move(self, instance: models.Model, verb: str, **columns: Any) -> None:
        """Moves the row by this act and sets the columns with it, or raises NotNow and changes nothing."""
        froms, to = self.transitions[verb]
        values = dict(columns)
        if to is not None:
            values[self.field] = to
        model = type(instance)
        row = model._default_manager.filter(pk=instance.pk)
        # The database compares and swaps in one statement: of two people who act at once, one is told.
        still_there = row.filter(**{f"{self.field}__in": froms})
        if not (still_there.update(**values) if values else still_there.exists()):
            raise NotNow(self.refusal(verb, row.values_list(self.field, flat=True).first()))
        computed = [name for name, value in values.items() if hasattr(value, "resolve_expression")]
        for name in values.keys() - set(computed):
            setattr(instance, name, values[name])
        if computed:
            instance.refresh_from_db(fields=computed)

    def refusal(self, verb: str, status: str | None) -> str | Promise:
        """Why the act cannot be done now, in a sentence for the person who tried."""
        for said in ((verb, str(status)), (verb, "")):
            if said in self.sentences:
                return self.sentences[said]
        if status is None:
            return _("This is no longer here.")
        return format_lazy(
            _("This cannot be done now: the status is “{status}”."), status=self.statuses(status).label
        )

    def draw(self) -> str:
        """The diagram of this life in Mermaid's words."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for verb, (froms, to) in self.transitions.items():
            for status in (str(value) for value in self.statuses.values):
                if status in froms and to is not None:
                    lines.append(f"    {status} --> {to}: {verb}")
        lines += [f"    {status} --> [*]" for status in sorted(self.ends())]
        return "\n".join(lines)

    def table(self) -> str:
        """Every act, where it may begin and where it leads, as a table in Markdown."""
        lines = ["| act | from | to |", "|---|---|---|"]
        for verb, (froms, to) in self.transitions.items():
            begins = ", ".join(str(value) for value in self.statuses.values if value in froms)
            lines.append(f"| {verb} | {begins} | {to or '(stays)'} |")
        return "\n".join(lines)


def document() -> str:
    """The paper of all lives, as kept in docs/lifecycles.md."""
    parts = [
        "# Lifecycles",
        "Made from the tables in the code by `manage.py lifecycles`; do not edit by hand.",
    ]
    for name in sorted(registry):
        life = registry[name]
        parts += [f"## {name}", f"```mermaid\n{life.draw()}\n```", life.table()]
    return "\n\n".join(parts) + "\n"
