"""How clocks begin, pause, move between levels and end; when they do so is the replay's business."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from incidents.impact import Impact
from incidents.sla.facts import Fact
from incidents.sla.runs import Run
from incidents.sla.spans import Pause
from incidents.sla.story import Ended
from incidents.sla.terms import Calendars, ClockKind, Goal, Terms, in_force


class Clockwork:
    """The clocks of one request and the level and pauses that they depend on."""

    def __init__(self, terms: Sequence[Terms], calendars: Calendars) -> None:
        self.terms, self.calendars = terms, calendars
        self.runs: list[Run] = []
        self.pauses: list[Pause] = []
        self.phase: Literal["open", "waiting", "resolved", "over"] = "open"
        self.level: Impact | None = None
        self.resolvable = True  # a development order aims for an answer, not for a resolution
        self.origin: Fact | None = None  # the report or reopening that response and resolution count from
        self.answered = False  # by work begun or a written reply, since the origin
        self.workaround = False
        self.failed_solutions = 0
        self.last_act_at: datetime | None = None
        self.released_at: datetime | None = None
        # Kinds of clocks that a decision has put on another calendar: since when, and by which version.
        self.rescheduled_at: dict[ClockKind, tuple[datetime, Terms]] = {}

    # --- how clocks begin ---------------------------------------------------------------------------

    def begin(self, fact: Fact) -> None:
        """Starts what a report or a reopening starts."""
        self.origin, self.answered = fact, False
        if self.level == Impact.CRITICAL:
            self.enter_critical(fact)
        else:
            self._add(self._draft("response", fact))
        if self.resolvable:
            self._add(self._draft("resolution", fact))

    def enter_critical(self, fact: Fact) -> None:
        """Every entry into Critical opens an hour; one that nobody has met yet stands as it is."""
        if self.level == Impact.CRITICAL:
            self.workaround = False
            if not self.the_hour():
                self._add(self._draft("response", fact))

    def promise_a_word(self, fact: Fact) -> None:
        """Every message of an agent sets when the customer hears again; the agent may name a nearer time."""
        usual, named = self._draft("next_word", fact), None
        if fact.next_word_at and fact.next_word_at > fact.at:
            named = self._draft("next_word", fact, goal=Goal(fact.next_word_at - fact.at, "always"))
        choices = [run for run in (usual, named) if run]
        self._add(min(choices, key=lambda run: run.expected((), fact.at), default=None))

    def _draft(
        self, kind: ClockKind, fact: Fact, *, since: Fact | None = None, goal: Goal | None = None
    ) -> Run | None:
        """A clock of the level as it is now, under the terms of the instant that it counts from."""
        started = since or fact
        terms = in_force(self.terms, started.at)
        level = self.level or Impact.MINIMAL
        goal = goal or terms.goal(level, kind)
        if goal is None:
            return None
        calendar = self._on(kind, terms, started).calendar(goal, self.calendars)
        return Run(kind, level, goal, calendar, terms.version, fact, started)

    def _on(self, kind: ClockKind, terms: Terms, started: Fact) -> Terms:
        """The terms whose calendar counts: a clock that takes over older time stays where it was moved."""
        since, moved_to = self.rescheduled_at.get(kind, (None, terms))
        return moved_to if since and started.at < since and moved_to.version > terms.version else terms

    def _add(self, run: Run | None) -> None:
        if run:
            run.generation = 1 + sum(other.kind == run.kind for other in self.runs)
            self.runs.append(run)

    # --- how a decision moves them --------------------------------------------------------------------

    def reschedule(self, fact: Fact, run: Run, terms: Terms) -> None:
        """Puts a goal on the calendar of these terms; never the hour, and never what is or would be late."""
        if run.promise or run.goal.calendar != "business" or run.is_broken(self.pauses, fact.at):
            return
        moved = replace(run, calendar=terms.calendar(run.goal, self.calendars))
        if moved.expected(self.pauses, fact.at) > fact.at:
            run.move_to(moved.calendar)
            self.rescheduled_at[run.kind] = (fact.at, terms)

    # --- how levels move ----------------------------------------------------------------------------

    def move_level(self, fact: Fact, was: Impact) -> None:
        """Gives the request the clocks of its new level."""
        if self.level is None or self.level == was:
            return
        if self.level.graver_than(was):
            self._raise(fact)
        else:
            self._lower(fact)

    def _raise(self, fact: Fact) -> None:
        """A graver level counts from the raise: nothing is late at once, and nothing falls due later."""
        self.enter_critical(fact)
        response = self.goal("response")
        if self.level == Impact.CRITICAL:
            self._prefer_nearer(fact, response, self.the_hour())
        elif not self.answered:
            self._add(self._prefer_nearer(fact, response, self._draft("response", fact)))
        if self.resolvable:
            self._add(self._prefer_nearer(fact, self.goal("resolution"), self._draft("resolution", fact)))
        if word := self.goal("next_word"):
            self._add(self._prefer_nearer(fact, word, self._draft("next_word", fact)))

    def _lower(self, fact: Fact) -> None:
        """A lower level keeps the time used and the pauses; the hour is not touched."""
        if not self.answered:
            self._carry_over("response", fact)
        if self.resolvable:
            self._carry_over("resolution", fact)

    def _prefer_nearer(self, fact: Fact, old: Run | None, new: Run | None) -> Run | None:
        """Replaces the old clock by the new one, unless the old one falls due first and is not broken."""
        if old is None or new is None:
            return new
        first = old.expected(self.pauses, fact.at) <= new.expected(self.pauses, fact.at)
        if first and not old.is_broken(self.pauses, fact.at):
            return None
        self.end("superseded", fact, old)
        return new

    def _carry_over(self, kind: ClockKind, fact: Fact) -> None:
        """The clock of the lower level since the origin, or from now on where its time is already used up."""
        new = self._draft(kind, fact, since=self.origin)
        if new and new.expected(self.pauses, fact.at) <= fact.at:
            new = self._draft(kind, fact)
        self.end("superseded", fact, self.goal(kind))
        self._add(new)

    # --- the clocks that run ------------------------------------------------------------------------

    def running(self) -> list[Run]:
        """The clocks that nothing has ended yet."""
        return [run for run in self.runs if run.ended == "running"]

    def the_hour(self) -> Run | None:
        """The hour that nobody has met yet."""
        return next((run for run in self.running() if run.promise), None)

    def goal(self, kind: ClockKind) -> Run | None:
        """The running clock of a kind that is not the hour."""
        return next((run for run in self.running() if run.kind == kind and not run.promise), None)

    def end(self, how: Ended, fact: Fact, run: Run | None) -> None:
        """Ends a clock by a fact, if there is one to end."""
        if run:
            run.end(how, fact)

    def go_on(self, fact: Fact) -> None:
        """Ends the pause, if there is one."""
        if self.pauses and self.pauses[-1].end is None:
            self.pauses[-1] = replace(self.pauses[-1], end=fact.at, ended_by=fact.id)
        self.phase = "open"

    def fail(self, fact: Fact) -> None:
        """Counts a solution that did not hold, and takes the work up again."""
        self.go_on(fact)
        self.failed_solutions += 1
        self.workaround = False
