from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.db import models
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib import lifecycle
from helpdesk.lib.lifecycle import Lifecycle, NotNow


class Status(models.TextChoices):
    NEW = "new", "new"
    OPEN = "open", "being worked on"
    DONE = "done", "done"


TABLE = {
    "begin": ({Status.NEW}, Status.OPEN),
    "note": ({Status.NEW, Status.OPEN}, None),
    "finish": ({Status.OPEN}, Status.DONE),
}


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(lifecycle, "registry", {})


def life(transitions=TABLE, **options):
    return Lifecycle("thing", Status, transitions, start=Status.NEW, **options)


class Rows:
    """A table of one row that compares and swaps as the database does."""

    def __init__(self, status="new"):
        self.row, self.wanted = {"status": status, "count": 0}, None

    def filter(self, **terms):
        fresh = Rows()
        fresh.row, fresh.wanted = self.row, terms.get("status__in", self.wanted)
        return fresh

    def exists(self):
        return self.wanted is None or self.row["status"] in self.wanted

    def update(self, **values):
        if not self.exists():
            return 0
        self.row |= values
        return 1

    def values_list(self, name, flat):
        return SimpleNamespace(first=lambda: self.row.get(name))


def thing(status="new"):
    @dataclass
    class Thing:
        pk: int = 1
        status: str = "new"

    Thing._default_manager = Rows(status)
    return Thing()


def test_an_act_moves_the_row_and_the_instance():
    one = thing()
    life().move(one, "begin", by="Ona")
    assert type(one)._default_manager.row["status"] == one.status == "open"
    assert type(one)._default_manager.row["by"] == one.by == "Ona"


def test_an_act_that_somebody_else_has_done_meanwhile_is_refused_with_a_sentence():
    one = thing(status="open")  # the instance still believes that it is new
    with pytest.raises(NotNow) as refused:
        life().move(one, "begin")
    assert "being worked on" in str(refused.value.sentence)
    assert (one.status, type(one)._default_manager.row["status"]) == ("new", "open")


def test_an_act_may_have_its_own_sentence():
    with pytest.raises(NotNow, match="Nothing to finish"):
        life(sentences={"finish": "Nothing to finish yet."}).move(thing(), "finish")


def test_an_act_that_leads_nowhere_changes_only_its_columns():
    one = thing()
    life().move(one, "note", count=3)
    assert type(one)._default_manager.row == {"status": "new", "count": 3}


def test_an_act_that_changes_nothing_is_still_refused_in_the_wrong_status():
    with pytest.raises(NotNow):
        life().move(thing(status="done"), "note")


def test_a_column_the_database_computes_is_read_back():
    one = thing()
    one.refresh_from_db = lambda fields: setattr(one, "read_back", fields)
    life().move(one, "begin", count=F("count") + 1)
    assert one.read_back == ["count"]


def test_what_can_be_done_is_read_from_the_table():
    assert life().verbs("new") == ["begin", "note"]
    assert not life().possible("finish", "new")


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({**TABLE, "lose": ({"open"}, "lost")}, "no such status: lost"),
        ({**TABLE, "lose": ({"lost"}, "done")}, "no such status: lost"),
        ({"begin": ({"new"}, "open")}, "nothing leads to: done"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(table, complaint):
    with pytest.raises(ValueError, match=complaint):
        life(table)


def test_a_sentence_for_an_unknown_act_is_refused():
    for act in ("vanish", ("vanish", "new")):
        with pytest.raises(ValueError, match="no such act: vanish"):
            life(sentences={act: "?"})
    with pytest.raises(ValueError, match="no such status: lost"):
        life(sentences={("finish", "lost"): "?"})


def test_the_sentence_of_the_status_goes_before_that_of_the_act():
    said = {"finish": "Nothing to finish yet.", ("finish", "done"): "It is finished already."}
    assert life(sentences=said).refusal("finish", "done") == "It is finished already."
    assert life(sentences=said).refusal("finish", "new") == "Nothing to finish yet."


def test_the_paper_shows_the_diagram_and_every_act():
    life()
    paper = lifecycle.document()
    assert "## thing" in paper
    assert "    [*] --> new" in paper
    assert "    new --> open: begin" in paper
    assert "    done --> [*]" in paper
    assert "| note | new, open | (stays) |" in paper


STATUSES = [status.value for status in Status]
VERBS = st.sampled_from(["a", "b", "c", "d"])
MOVES = st.tuples(st.sets(st.sampled_from(STATUSES)), st.sampled_from([*STATUSES, None]))


@given(st.dictionaries(VERBS, MOVES), st.lists(VERBS, max_size=12))
def test_every_act_in_every_status_either_moves_as_the_table_says_or_is_refused(table, acts):
    always = {"open": ({"new"}, "open"), "done": ({"open"}, "done")}
    one, table = thing(), {**always, **table}
    whole = life(table)
    for verb in [verb for verb in acts if verb in table]:
        before = one.status
        froms, to = table[verb]
        if whole.possible(verb, before):
            whole.move(one, verb)
            assert before in froms
            assert one.status == (before if to is None else to)
        else:
            with pytest.raises(NotNow):
                whole.move(one, verb)
            assert one.status == before
    assert one.status in whole.reachable()
