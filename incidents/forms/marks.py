"""What a customer can tick as true, in plain words; the ticks decide the level."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from incidents.impact import CONTEXT, EFFECTS, Impact, Mark, level
from incidents.models.lifecycle import Kind

WORDS = {
    Mark.CRITICAL_FUNCTION_DOWN: _("The system, or a critical function of it, does not work"),
    Mark.DATA_LOST: _("Data is lost or damaged"),
    Mark.BUSINESS_STOPPED: _("We cannot carry on our business"),
    Mark.PART_BROKEN_NO_WORKAROUND: _(
        "A part does not work or gives a wrong result, and there is no way around it"
    ),
    Mark.CAN_CARRY_ON: _("The program works and we can carry on"),
    Mark.HAS_WORKAROUND: _("There is an error, but we know a way around it"),
    Mark.MINOR_BEHAVIOUR: _("Something behaves wrongly but affects no other function and no result"),
    Mark.QUESTION_ONLY: _("It is a question about functions or settings"),
    Mark.MAIN_SERVICE: _("We run our main business service on this program"),
    Mark.MAIN_DEPARTMENTS: _("It is used in our main departments"),
    Mark.MAIN_BUSINESS_UNTOUCHED: _("Our main business is not touched"),
}

# The effect marks in the order in which they are asked, with the level that each of them makes.
EFFECTS_ASKED = [
    (mark, str(impact), WORDS[mark]) for impact in Impact for mark in Mark if mark in EFFECTS[impact]
]
CONTEXT_CHOICES = [(str(mark), words) for mark, words in WORDS.items() if mark in CONTEXT]
EFFECT_CHOICES = [(str(mark), words) for mark, _level, words in EFFECTS_ASKED]


def words_of(marks: list[str]) -> list[str]:
    """The ticks of a request in the words of whoever reads; effects first, as they decide."""
    ticked = set(marks)
    return [str(words) for mark, words in WORDS.items() if str(mark) in ticked]


def refuse_ticks_of_an_order(form: BaseForm, written: Mapping[str, Any]) -> None:
    """What is ordered has no level: a promise that is read beside the ticks would not be kept."""
    if written.get("kind") == Kind.DEVELOPMENT and level(written.get("marks", [])) != Impact.MINIMAL:
        form.add_error(
            "kind",
            _(
                "A new function has no level. If what you ticked is true now, choose “Something is "
                "wrong”; if not, take the ticks away."
            ),
        )
