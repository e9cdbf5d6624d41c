"""What a request came to, in the words of those who asked: a repair, an answer, a proposal, a refusal."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.models import Code, Event

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One way to end a request: how it is told, what is asked about it, and what each answer reads like."""

    # Where it stands: to the requester, to a manager who may answer for them, to everybody else.
    asks: Words
    asks_colleague: Words
    waits: Words
    act: Words  # the button that leads to the question
    step: Words
    heading: Words
    did: Words
    # The two answers, the question that the second one leads to, and how they stand on the timeline.
    yes: Words
    no: Words
    what_is_wrong: Words
    what_is_missing: Words
    said_yes: Words = ""  # the timeline of a repair is that of the desk
    said_no: Words = ""
    closed_by_itself: Words = ""
    # The window and the mail.
    notice: Words
    letter: Words
    letter_asks: Words
    letter_asks_colleague: Words
    letter_closed: Words
    letter_closed_by_itself: Words
    letter_closed_after: Words
    # Opening it again.
    back: Words
    back_asked: Words
    back_missing: Words


REPAIR = Outcome(
    asks=_("We think it is solved. Does it work for you?"),
    asks_colleague=_("We think it is solved. Does it work for your colleague (%(name)s)?"),
    waits=_("We think it is solved and wait until %(name)s says so."),
    act=_("Say whether it works"),
    step=_("Solved"),
    heading=_("What was done"),
    did=_("solved it"),
    yes=_("It works"),
    no=_("It still fails"),
    what_is_wrong=_("What still fails?"),
    what_is_missing=_("Say what still fails."),
    notice=_("%(who)s has solved %(number)s: does it work?"),
    letter=_("%(who)s has solved %(number)s. What was done:"),
    letter_asks=_("Does it work? Please say “It works” or “It still fails” on the page."),
    letter_asks_colleague=_("%(requester)s is asked whether it works."),
    letter_closed=_("%(who)s confirmed that it works, and the request %(number)s is closed."),
    letter_closed_by_itself=_("Nobody said that it still fails, so the request %(number)s is closed."),
    letter_closed_after=_("If the trouble comes back, open the request again on its page."),
    back=_("It is back"),
    back_asked=_("What happens again?"),
    back_missing=_("Say what happens again."),
)
OF_NO_REPAIR: dict[str, Words] = {
    "letter_closed_after": _("If there is more to say, open the request again on its page."),
    "back": _("Open it again"),
    "back_asked": _("Why should it be opened again?"),
    "back_missing": _("Say why it should be opened again."),
}
ANSWER = Outcome(
    asks=_("We have answered. Does it answer your question?"),
    asks_colleague=_("We have answered. Does it answer the question of your colleague (%(name)s)?"),
    waits=_("We have answered and wait until %(name)s says whether that is enough."),
    act=_("Read the answer"),
    step=_("The question was answered"),
    heading=_("Our answer"),
    did=_("answered the question"),
    yes=_("It answers my question"),
    no=_("I still have a question"),
    what_is_wrong=_("What would you still like to know?"),
    what_is_missing=_("Say what you would still like to know."),
    said_yes=_("the question is answered; the request is closed"),
    said_no=_("still has a question"),
    closed_by_itself=_("Closed by itself: nobody asked anything more"),
    notice=_("%(who)s has answered the question %(number)s: is that enough?"),
    letter=_("%(who)s has answered the question %(number)s:"),
    letter_asks=_(
        "Does it answer your question? Please say “It answers my question” or “I still have a question” on "
        "the page."
    ),
    letter_asks_colleague=_("%(requester)s is asked whether it answers the question."),
    letter_closed=_("%(who)s says that the question is answered, and the request %(number)s is closed."),
    letter_closed_by_itself=_("Nobody asked anything more, so the request %(number)s is closed."),
    **OF_NO_REPAIR,
)
PROPOSAL = Outcome(
    asks=_("We answer with a proposal. Do you agree with it?"),
    asks_colleague=_("We answer with a proposal. Does your colleague (%(name)s) agree with it?"),
    waits=_("We answer with a proposal and wait until %(name)s says whether it suits."),
    act=_("Read the proposal"),
    step=_("A proposal was made"),
    heading=_("Our proposal"),
    did=_("made a proposal"),
    yes=_("I agree with the proposal"),
    no=_("It does not suit me"),
    what_is_wrong=_("What does not suit you?"),
    what_is_missing=_("Say what does not suit you."),
    said_yes=_("agrees with the proposal; the request is closed"),
    said_no=_("the proposal does not suit"),
    closed_by_itself=_("Closed by itself: nobody said that the proposal does not suit"),
    notice=_("%(who)s answers %(number)s with a proposal: do you agree?"),
    letter=_("%(who)s answers %(number)s with a proposal:"),
    letter_asks=_("Please read it and say “I agree with the proposal” or “It does not suit me” on the page."),
    letter_asks_colleague=_("%(requester)s is asked whether the proposal suits."),
    letter_closed=_("%(who)s agreed with the proposal, and the request %(number)s is closed."),
    letter_closed_by_itself=_(
        "Nobody said that the proposal does not suit, so the request %(number)s is closed."
    ),
    **OF_NO_REPAIR,
)
REFUSAL = Outcome(
    asks=_("We will not do this, and say why. Do you agree?"),
    asks_colleague=_("We will not do this, and say why. Does your colleague (%(name)s) agree?"),
    waits=_("We will not do this, have said why, and wait until %(name)s says whether they agree."),
    act=_("Read why"),
    step=_("It will not be done"),
    heading=_("Why we will not do this"),
    did=_("says why it will not be done"),
    yes=_("I agree that it is not done"),
    no=_("I do not agree"),
    what_is_wrong=_("Why do you not agree?"),
    what_is_missing=_("Say why you do not agree."),
    said_yes=_("agrees that it is not done; the request is closed"),
    said_no=_("does not agree"),
    closed_by_itself=_("Closed by itself: nobody said that they do not agree"),
    notice=_("%(who)s says why %(number)s will not be done: do you agree?"),
    letter=_("We will not do what %(number)s asks for. %(who)s says why:"),
    letter_asks=_("Please say “I agree that it is not done” or “I do not agree” on the page."),
    letter_asks_colleague=_("%(requester)s is asked whether they agree."),
    letter_closed=_("%(who)s agreed that it is not done, and the request %(number)s is closed."),
    letter_closed_by_itself=_("Nobody said that they do not agree, so the request %(number)s is closed."),
    **OF_NO_REPAIR,
)
NO_REPAIRS = {Code.EXPLAINED: ANSWER, Code.PROPOSED: PROPOSAL, Code.DECLINED: REFUSAL}
# What is read in the light of the outcome before it.
ENDS = frozenset({Event.Kind.CONFIRMED, Event.Kind.STILL_FAILED, Event.Kind.CLOSED})


def of(code: str) -> Outcome:
    """The outcome that a request was resolved with; a repair, where nothing else was said."""
    return {str(one): outcome for one, outcome in NO_REPAIRS.items()}.get(code, REPAIR)


def along(events: Iterable[Event]) -> dict[UUID, Outcome]:
    """The outcome of each entry that tells of one or answers it, where it is no repair."""
    found, now = {}, REPAIR
    for event in events:
        if event.kind == Event.Kind.RESOLVED:
            now = of(event.data.get("code", ""))
        if now is not REPAIR and (event.kind == Event.Kind.RESOLVED or event.kind in ENDS):
            found[event.pk] = now
    return found
