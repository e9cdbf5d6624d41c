"""What is missing of a Critical is asked for by name, and what is known is not asked for again."""

import itertools

import pytest

from incidents.views.lacking import lacking

pytestmark = pytest.mark.django_db

PARTS = {
    "contact": "whom to call",
    "second_contact": "whom else",
    "access": "how to reach the system",
}


@pytest.mark.parametrize("known", list(itertools.product([True, False], repeat=3)))
def test_only_what_is_missing_is_named(known, file):
    there = dict(zip(PARTS, known, strict=True))
    one = file("critical", **{name: "Ona 8 600 11111" for name, is_known in there.items() if is_known})
    said = lacking(one)
    assert bool(said) is not all(known)
    for name, words in PARTS.items():
        assert (words in said) is not there[name]


def test_a_critical_by_telephone_is_not_said_to_have_nobody_to_call(agent, file, people):
    one = file(
        "critical", channel="phone", by=people.agent, requester=people.customer, contact="Petras 8 600"
    )
    text = agent.get(one.get_absolute_url()).text
    assert "we do not know yet whom else to call, and how to reach the system: ask." in text
    assert "know yet whom to call" not in text


def test_what_is_over_or_lighter_asks_for_nothing(file, people):
    one = file("critical")
    one.cancel("Nebereikia", by=people.customer)
    assert lacking(one) == lacking(file("important")) == ""
