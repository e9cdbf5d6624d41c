"""The facts of a request told again in order, and the clocks that they start, pause, meet and end."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from incidents.impact import Impact
from incidents.sla.clockwork import Clockwork
from incidents.sla.facts import ENDS_A_PAUSE, Fact, in_order
from incidents.sla.spans import Pause
from incidents.sla.story import REPEAT, Story
from incidents.sla.terms import Calendars, Terms


def clocks(facts: Iterable[Fact], terms: Sequence[Terms], calendars: Calendars) -> Story:
    """Every clock that ever ran for a request, from its facts and the terms and calendars as they stood."""
    replay = Replay(terms, calendars)
    for fact in in_order(facts):
        replay.take(fact)
    return replay.story()


class Replay(Clockwork):
    """A request's life as the clocks see it; what makes no sense at its moment changes nothing."""

    def take(self, fact: Fact) -> None:
        """Lets one fact happen."""
        if (fact.kind == "reported") is not (self.level is None):
            return  # nothing comes before the report, and there is one only
        if fact.starts_work:
            self.end("met", fact, self.the_hour())
        if fact.answers:
            self.answered = True
            self.end("met", fact, self.goal("response"))
        if fact.is_a_word:
            self.end("met", fact, self.goal("next_word"))
        if fact.kind in ENDS_A_PAUSE and self.phase == "waiting":
            self.go_on(fact)
        if verb := VERBS.get(fact.kind):
            verb(self, fact)
        if fact.is_a_word and self.phase in ("open", "waiting"):
            self.promise_a_word(fact)
        if fact.is_a_visible_act:
            self.last_act_at = fact.at

    # --- what happens -------------------------------------------------------------------------------

    def reported(self, fact: Fact) -> None:
        """The clocks of its level start when it was reported: when the call began, when the mail came."""
        self.level = Impact(fact.data["impact"])
        self.resolvable = fact.data.get("kind") != "development"
        self.begin(fact)

    def reclassified(self, fact: Fact) -> None:
        """The level moves; what is resolved or over has no clocks to move with it."""
        was, self.level = self.level, Impact(fact.data["to"])
        self.agreed(fact)
        if was and self.phase in ("open", "waiting"):
            self.move_level(fact, was)

    def rescheduled(self, fact: Fact) -> None:
        """A decision puts the clocks that it names on the calendar of another version of the terms."""
        terms = next((one for one in self.terms if one.version == fact.data.get("version")), None)
        for run in self.running():
            if terms and fact.names_clock(run.kind, run.generation):
                self.reschedule(fact, run, terms)

    def agreed(self, fact: Fact) -> None:
        """The customer's own click, on a level that is no longer Critical, drops the hour that nobody met."""
        if self.level != Impact.CRITICAL and fact.is_the_customers_own_click:
            self.end("agreed", fact, self.the_hour())

    def started(self, fact: Fact) -> None:
        """Whoever starts work is named."""
        self.released_at = None

    def assigned(self, fact: Fact) -> None:
        """Somebody is named again; the half hour in which something must be seen begins anew."""
        if self.released_at:
            self.released_at, self.last_act_at = None, fact.at

    def released(self, fact: Fact) -> None:
        """Nobody is named any more."""
        self.released_at = fact.at

    def waited(self, fact: Fact) -> None:
        """The customer is asked something, and until they answer only the hour goes on."""
        if self.phase == "open":
            self.phase = "waiting"
            self.pauses.append(Pause(fact.at, fact.id))

    def workaround_given(self, fact: Fact) -> None:
        """The top priority ends; the level stays."""
        self.workaround = self.workaround or self.phase in ("open", "waiting")

    def workaround_failed(self, fact: Fact) -> None:
        """A failed solution, which puts a Critical back on top with a new hour."""
        if self.workaround:
            self.failed_solutions += 1
            self.workaround = False
            self.enter_critical(fact)

    def resolved(self, fact: Fact) -> None:
        """The resolution is met, for the time being."""
        if self.phase in ("open", "waiting"):
            self.go_on(fact)
            self.phase = "resolved"
            self.end("met", fact, self.goal("resolution"))
            self.pauses.append(Pause(fact.at, fact.id))

    def still_failed(self, fact: Fact) -> None:
        """The same resolution clock goes on, and the time as resolved is a pause of it."""
        if self.phase != "resolved":
            return
        self.fail(fact)
        last = next((run for run in reversed(self.runs) if run.kind == "resolution"), None)
        if last and last.ended == "met":
            last.go_on()
            if last.level != self.level:
                self.move_level(fact, was=last.level)
        self.enter_critical(fact)
        if not self.goal("next_word"):
            self.promise_a_word(fact)

    def reopened(self, fact: Fact) -> None:
        """Everything starts anew."""
        if self.phase in ("resolved", "over"):
            self.fail(fact)
            for run in self.running():
                if not run.promise:
                    self.end("superseded", fact, run)
            self.begin(fact)

    def over(self, fact: Fact) -> None:
        """Confirmed, closed, cancelled or merged: what is unmet is not met, save by the customer's click."""
        self.go_on(fact)
        self.phase = "over"
        for run in self.running():
            self.end("agreed" if fact.is_the_customers_own_click else "not_met", fact, run)

    # --- the end ------------------------------------------------------------------------------------

    def story(self) -> Story:
        """All that the clocks tell."""
        return Story(
            runs=tuple(run.told(self.pauses) for run in self.runs),
            level=self.level,
            workaround=self.workaround,
            failed_solutions=self.failed_solutions,
            pauses=tuple(self.pauses),
            idle_alarm_at=self._idle_alarm_at(),
        )

    def _idle_alarm_at(self) -> datetime | None:
        """When a Critical at work alarms: nobody is named, or nothing was seen of it for 30 minutes."""
        hours = [run for run in self.runs if run.promise]
        at_work = self.level == Impact.CRITICAL and self.phase == "open" and not self.workaround
        if not (at_work and hours and self.last_act_at) or self.the_hour():
            return None
        if self.released_at:
            return self.released_at
        answers = [pause.end for pause in self.pauses if pause.end]
        return hours[-1].calendar.add(max([self.last_act_at, *answers]), REPEAT)


VERBS = {
    "reported": Replay.reported,
    "reclassified": Replay.reclassified,
    "rescheduled": Replay.rescheduled,
    "agreed": Replay.agreed,
    "started": Replay.started,
    "assigned": Replay.assigned,
    "released": Replay.released,
    "waited": Replay.waited,
    "workaround_given": Replay.workaround_given,
    "workaround_failed": Replay.workaround_failed,
    "resolved": Replay.resolved,
    "still_failed": Replay.still_failed,
    "reopened": Replay.reopened,
    "confirmed": Replay.over,
    "closed": Replay.over,
    "cancelled": Replay.over,
    "merged": Replay.over,
}
