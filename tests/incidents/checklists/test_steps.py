"""The desk's own list of steps: added, ticked, taken away, put back; by whom, and never seen outside."""

import pytest

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import checklists
from incidents.models import Checklist, Event, Incident
from incidents.models.checklist import LONGEST, MOST, lines_of
from incidents.need import Unclear
from incidents.replaying import differences
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db
THREE = "Padaryti kopiją\nAtnaujinti programą\nPaskambinti klientui"


def standing(incident):
    return checklists.standing(incident.events.in_order().select_related("by", "comment"))


def ids(incident):
    return list(standing(incident).every)


def counts(incident):
    incident.refresh_from_db()
    return incident.steps_ticked, incident.steps


@pytest.fixture
def listed(file, people):
    """A request with three steps."""
    one = file()
    one.add_steps(THREE, by=people.agent)
    return one


def test_steps_are_put_on_in_their_order_by_one_entry(listed, people):
    assert [step.said for step in standing(listed).steps] == THREE.split("\n")
    [entry] = listed.events.filter(kind="steps_added")
    assert (entry.by, entry.is_internal, entry.comment.is_internal) == (people.agent, True, True)
    assert "kopij" not in str(entry.data)
    listed.add_steps("Uždaryti", by=people.first_line)
    assert [step.said for step in standing(listed).steps][-1] == "Uždaryti"
    assert counts(listed) == (0, 4)


def test_a_tick_says_who_and_when(listed, people):
    listed.tick(ids(listed)[1], by=people.first_line)
    step = standing(listed).steps[1]
    assert (step.ticked.by, step.ticked.at) == (people.first_line, clock.now())
    assert counts(listed) == (1, 3)


def test_a_tick_is_taken_back_and_both_stay_on_the_timeline(listed, people):
    step = ids(listed)[0]
    listed.tick(step, by=people.agent)
    listed.untick(step, by=people.first_line)
    assert counts(listed) == (0, 3)
    kinds = listed.events.filter(kind__in=checklists.TICKS).in_order().values_list("kind", flat=True)
    assert list(kinds) == ["ticked", "unticked"]


def test_a_step_is_taken_away_and_put_back_where_it_stood_and_as_it_stood(listed, people):
    first, second, _third = ids(listed)
    listed.tick(second, by=people.agent)
    listed.drop_step(second, by=people.agent)
    assert counts(listed) == (0, 2)
    assert [step.id for step in standing(listed).dropped] == [second]
    listed.restore_step(second, by=people.first_line)
    assert [step.id for step in standing(listed).steps][1] == second
    assert standing(listed).steps[1].ticked.by == people.agent
    assert counts(listed) == (1, 3)
    assert ids(listed)[0] == first


def test_two_who_tick_at_once_lose_nothing(listed, people):
    """Each read the page before the other pressed."""
    mine, yours = Incident.objects.get(pk=listed.pk), Incident.objects.get(pk=listed.pk)
    first, second, _third = ids(listed)
    mine.tick(first, by=people.agent)
    yours.tick(second, by=people.first_line)
    assert counts(listed) == (2, 3)
    with pytest.raises(NotNow, match="Aistė Konsultantė has ticked this step already"):
        yours.tick(first, by=people.first_line)
    assert standing(listed).steps[0].ticked.by == people.agent


def test_what_somebody_took_away_meanwhile_is_not_ticked(listed, people):
    step = ids(listed)[0]
    listed.drop_step(step, by=people.agent)
    for verb in ("tick", "untick", "drop_step"):
        with pytest.raises(NotNow, match="Aistė Konsultantė has taken this step away"):
            getattr(listed, verb)(step, by=people.first_line)


def test_what_is_not_ticked_or_not_gone_is_said(listed, people):
    step = ids(listed)[0]
    with pytest.raises(NotNow, match="not ticked"):
        listed.untick(step, by=people.agent)
    with pytest.raises(NotNow, match="on the list already"):
        listed.restore_step(step, by=people.agent)


@pytest.mark.parametrize("verb", ["tick", "drop_step"])
def test_pressed_twice_it_is_done_once(verb, listed, people):
    step = ids(listed)[0]
    getattr(listed, verb)(step, by=people.agent)
    events = listed.events.count()
    getattr(listed, verb)(step, by=people.agent)
    assert listed.events.count() == events


def test_a_step_of_another_request_is_none_of_this_one(listed, file, people):
    other = file()
    other.add_steps("Kita", by=people.agent)
    with pytest.raises(Unclear, match="not on the list"):
        listed.tick(ids(other)[0], by=people.agent)


@pytest.mark.parametrize("said", ["", " \n - \n", "x" * (LONGEST + 1), "\n".join(["x"] * (MOST + 1))])
def test_what_is_no_step_is_refused(said, file, people):
    one = file()
    with pytest.raises(Unclear):
        one.add_steps(said, by=people.agent)
    assert not one.events.filter(kind="steps_added").exists()


def test_a_list_does_not_grow_without_end(listed, people):
    with pytest.raises(Unclear, match="too long"):
        listed.add_steps("\n".join(["x"] * (MOST - 2)), by=people.agent)
    listed.add_steps("\n".join(["x"] * (MOST - 3)), by=people.agent)


def test_signs_before_a_line_are_left_out():
    assert lines_of("- Viena\r\n\n *  Dvi \n Trys") == ["Viena", "Dvi", "Trys"]


def test_it_moves_no_clock_starts_no_work_and_the_replay_agrees(file, people):
    one = file("critical")
    due = one.hour_due_at
    one.add_steps(THREE, by=people.agent)
    one.tick(ids(one)[0], by=people.agent)
    one.refresh_from_db()
    assert (one.hour_due_at, one.status, one.agent) == (due, "new", None)
    assert differences(one, clock.now()) == []


def test_a_request_is_resolved_with_steps_left_and_they_can_be_ticked_after_its_end(listed, people):
    bring(listed, "closed", people)
    listed.tick(ids(listed)[0], by=people.agent)
    assert (listed.status, counts(listed)) == ("closed", (1, 3))


def test_steps_left_to_do_go_on_in_the_request_that_takes_this_one_in(listed, file, people):
    other = file()
    other.add_steps("Sava", by=people.first_line)
    done, gone, _left = ids(listed)
    listed.tick(done, by=people.agent)
    listed.drop_step(gone, by=people.agent)
    listed.merge(other, "Tas pats", by=people.agent)
    assert [step.said for step in standing(other).steps] == ["Sava", "Paskambinti klientui"]
    assert counts(other) == (0, 2)
    assert [step.said for step in standing(listed).open] == ["Paskambinti klientui"]
    with pytest.raises(NotNow, match="steps stay as they are"):
        listed.tick(done, by=people.first_line)


def test_a_request_without_steps_left_brings_none_along(file, people):
    one, other = file(), file()
    one.merge(other, "Tas pats", by=people.agent)
    assert not other.events.filter(kind="steps_added").exists()


def test_words_that_were_taken_out_are_on_no_list(listed, file, people):
    entry = listed.events.get(kind="steps_added")
    listed.redact("Slaptažodis", comment=entry.comment, by=people.agent)
    assert {step.said for step in standing(listed).steps} == {"(The text was taken out.)"}
    assert listed.events.get(kind="redacted").comment is not None
    other = file()
    listed.merge(other, "Tas pats", by=people.agent)
    assert not other.events.filter(kind="steps_added").exists()


def test_nobody_is_told_of_a_step(listed, people, letters):
    before = letters()
    listed.tick(ids(listed)[0], by=people.agent)
    listed.drop_step(ids(listed)[0], by=people.agent)
    assert letters() == before


def test_all_entries_of_steps_are_inside_matters(people):
    assert checklists.KINDS <= Event.INTERNAL


def test_a_checklist_written_beforehand_speaks_both_languages(people):
    from django.utils import translation

    one = Checklist(name_lt="Serveris", name_en="Server", steps_lt="Viena\nDvi", steps_en="One\nTwo")
    for language, name, steps in (("lt", "Serveris", ["Viena", "Dvi"]), ("en", "Server", ["One", "Two"])):
        with translation.override(language):
            assert (str(one), one.steps) == (name, steps)
