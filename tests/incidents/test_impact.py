"""Every combination of marks gives the level that the vendor's table says."""

from itertools import chain, combinations

import pytest

from incidents.impact import CONTEXT, EFFECTS, Impact, Mark, level

# The table of levels, said again in its own words and without the code under test.
TABLE = """
    context   main_service                the main business service runs on the program
    context   main_departments            used in the main departments
    context   main_business_untouched     the main business is not touched
    critical  critical_function_down      the system or a critical function of it does not work
    critical  data_lost                   data is lost or damaged
    critical  business_stopped            the customer cannot carry on its business
    important part_broken_no_workaround   part does not work or gives a wrong result, and no workaround
    minimal   can_carry_on                the program works and the customer can carry on
    minimal   has_workaround              an error with a workaround
    minimal   minor_behaviour             wrong behaviour that affects no other function and no result
    minimal   question_only               questions about functions or configuration
"""
KIND = {line.split()[1]: line.split()[0] for line in TABLE.strip().splitlines()}
COMBINATIONS = list(chain.from_iterable(combinations(KIND, n) for n in range(len(KIND) + 1)))


def said_by_the_table(marks: tuple[str, ...]) -> str:
    kinds = [KIND[mark] for mark in marks]
    if "critical" in kinds:
        return "critical"
    if "important" in kinds:
        return "important"
    return "minimal"


@pytest.mark.parametrize("marks", COMBINATIONS, ids="+".join)
def test_every_combination_of_marks_gives_the_level_of_the_table(marks):
    assert level(marks) == said_by_the_table(marks)


def test_the_code_knows_exactly_the_marks_of_the_table():
    assert set(Mark) == set(KIND)
    assert set(CONTEXT) == {mark for mark, kind in KIND.items() if kind == "context"}
    for impact, marks in EFFECTS.items():
        assert set(marks) == {mark for mark, kind in KIND.items() if kind == impact}


def test_a_how_to_question_of_a_company_that_lives_on_the_program_is_not_critical():
    assert level(["main_service", "main_departments", "question_only"]) == Impact.MINIMAL


def test_the_order_of_ticking_and_ticking_twice_change_nothing():
    assert level(["question_only", "data_lost"]) == level(["data_lost", "question_only", "data_lost"])


def test_a_mark_that_nobody_could_have_ticked_is_refused():
    with pytest.raises(ValueError, match="very_urgent"):
        level(["very_urgent"])


def test_levels_have_their_order():
    assert [impact.rank for impact in Impact] == [0, 1, 2]
    assert Impact.CRITICAL.graver_than(Impact.IMPORTANT)
    assert Impact.IMPORTANT.graver_than(Impact.MINIMAL)
    assert not Impact.MINIMAL.graver_than(Impact.MINIMAL)
    assert Impact("critical") == "critical"
