"""The hour, sentence by sentence."""

from datetime import datetime, timedelta

import pytest

from tests.incidents.sla_telling import MONDAY, NARROWED, VILNIUS, after, fact, hours, minutes, tell

SECOND = 1 / 60
DOWN = {"to": "important", "from": "critical", "reason": "a part only"}
UP = {"to": "critical", "from": "important", "reason": "all of it"}


# --- What is measured is work started by a person of the vendor's side ---------------------------------


@pytest.mark.parametrize("kind", ["started", "workaround_given", "resolved"])
def test_start_work_meets_the_hour_and_giving_a_workaround_and_resolving_imply_it(kind):
    [hour] = hours(tell(fact(20, kind)))
    assert (hour.ended, hour.met_at, hour.ended_by, hour.kept) == ("met", MONDAY + minutes(20), 1, True)


@pytest.mark.parametrize(
    "nothing",
    [
        fact(2, "assigned"),
        fact(2, "released"),
        fact(2, "noted"),
        fact(2, "replied"),
        fact(2, "replied", canned=True),
        fact(2, "replied", "system"),  # an automatic mail
        fact(2, "call_logged", answered=True),
        fact(2, "call_logged", answered=False),
        fact(2, "waited"),
        fact(2, "resumed"),
        fact(2, "customer_replied"),
        fact(2, "warned"),
        fact(2, "workaround_confirmed"),
        fact(2, "workaround_failed"),
        fact(2, "an alarm was acknowledged"),
        fact(2, "reclassified", **{**DOWN, "to": "critical"}),
    ],
    ids=lambda f: f"{f.kind}-{f.by_side}",
)
def test_nothing_else_meets_the_hour(nothing):
    [hour] = hours(tell(nothing))
    assert hour.ended == "running"
    assert after(hour) == 60
    assert hour.is_broken(MONDAY + timedelta(hours=1, seconds=1))


def test_assignment_and_automatic_reply_at_minute_2_and_nothing_else_breaks_at_60():
    [hour] = hours(tell(fact(2, "assigned"), fact(2, "replied", "system")))
    assert not hour.is_broken(MONDAY + timedelta(minutes=60))
    assert hour.is_broken(MONDAY + timedelta(minutes=60, seconds=1))


@pytest.mark.parametrize("side", ["first_line", "customer", "system"])
def test_the_companys_own_helper_does_not_meet_the_vendors_promise(side):
    assert hours(tell(fact(5, "started", side)))[0].ended == "running"


@pytest.mark.parametrize(
    ("minute", "kept"),
    [
        (45 - SECOND, True),
        (45, True),
        (45 + SECOND, True),
        (60 - SECOND, True),
        (60, True),
        (60 + 0.9 * SECOND, True),  # whole seconds: this is still 60:00
        (60 + SECOND, False),
        (61, False),
    ],
)
def test_exactly_60_00_is_kept_and_60_01_is_broken(minute, kept):
    [hour] = hours(tell(fact(minute, "started")))
    assert hour.kept is kept
    assert hour.broken_at == (None if kept else MONDAY + timedelta(minutes=60, seconds=1))


# --- Each entry into Critical starts an hour of its own ------------------------------------------------


def test_filed_as_critical_starts_an_hour():
    assert [after(hour) for hour in hours(tell())] == [60]


def test_raised_later_starts_an_hour_at_the_raise():
    [hour] = hours(tell(fact(30, "reclassified", **UP), level="important"))
    assert (hour.started_at, after(hour)) == (MONDAY + minutes(30), 90)


def test_raised_after_three_hours_is_not_late_at_once():
    [hour] = hours(tell(fact(180, "reclassified", **UP), level="important"))
    assert not hour.is_broken(MONDAY + minutes(180))
    assert after(hour) == 240


@pytest.mark.parametrize(
    "way_back",
    [
        (fact(20, "workaround_given"), fact(100, "workaround_failed")),
        (fact(20, "resolved"), fact(100, "still_failed")),
        (fact(20, "resolved"), fact(50, "closed"), fact(100, "reopened")),
        (fact(20, "resolved"), fact(50, "confirmed"), fact(100, "reopened")),
        (fact(20, "started"), fact(30, "reclassified", **DOWN), fact(100, "reclassified", **UP)),
    ],
    ids=["workaround failed", "still fails", "reopened", "reopened by the one who confirmed", "raised again"],
)
def test_each_entry_into_critical_starts_an_hour_of_its_own(way_back):
    first, second = hours(tell(*way_back))
    assert first.kept is True
    assert (second.ended, after(second)) == ("running", 160)
    assert second.generation > first.generation


def test_only_start_work_done_after_the_entry_meets_it_whatever_was_done_before():
    early = (fact(5, "started"), fact(6, "replied"), fact(10, "workaround_given"))
    story = tell(*early, fact(100, "workaround_failed"))
    assert [hour.ended for hour in hours(story)] == ["met", "running"]
    story = tell(*early, fact(100, "workaround_failed"), fact(110, "started"))
    assert [hour.ended_by for hour in hours(story)] == [1, 5]


def test_work_begun_on_a_lower_level_does_not_meet_the_hour_of_the_raise():
    [hour] = hours(tell(fact(5, "started"), fact(30, "reclassified", **UP), level="important"))
    assert hour.ended == "running"


def test_moving_from_critical_to_critical_is_no_entry():
    story = tell(fact(5, "started"), fact(30, "reclassified", **{**UP, "from": "critical"}))
    assert len(hours(story)) == 1


# --- No way round it -----------------------------------------------------------------------------------


def test_a_lower_level_at_59_00_does_not_escape_the_hour():
    [hour] = hours(tell(fact(59, "reclassified", **DOWN)))
    assert (hour.ended, after(hour)) == ("running", 60)
    assert hour.is_broken(MONDAY + timedelta(hours=1, seconds=1))


def test_start_work_meets_the_hour_after_the_level_went_down_too():
    [hour] = hours(tell(fact(10, "reclassified", **DOWN), fact(50, "started")))
    assert hour.kept is True


def test_the_customers_own_click_agreeing_drops_the_hour():
    [hour] = hours(tell(fact(10, "reclassified", **DOWN), fact(20, "agreed")))
    assert (hour.ended, hour.kept, hour.broken_at) == ("agreed", None, None)
    assert hour.ended_at == MONDAY + minutes(20)


def test_a_level_lowered_by_the_customers_own_click_drops_the_hour():
    assert hours(tell(fact(10, "reclassified", agreed=True, **DOWN)))[0].ended == "agreed"
    assert hours(tell(fact(10, "reclassified", "customer", **DOWN)))[0].ended == "agreed"


def test_a_click_of_anybody_else_agrees_to_nothing():
    for side in ("agent", "first_line", "system"):
        assert hours(tell(fact(10, "reclassified", **DOWN), fact(20, "agreed", side)))[0].ended == "running"


def test_agreeing_while_the_level_is_critical_drops_nothing():
    assert hours(tell(fact(20, "agreed")))[0].ended == "running"


def test_agreeing_after_the_breach_leaves_the_breach_on_record():
    [hour] = hours(tell(fact(10, "reclassified", **DOWN), fact(90, "agreed")))
    assert (hour.ended, hour.kept) == ("agreed", False)
    assert hour.broken_at == MONDAY + timedelta(hours=1, seconds=1)


@pytest.mark.parametrize("data", [{"reason": "no"}, {"reason": "double", "duplicate_of": "INC-7"}])
def test_a_clock_cancelled_or_merged_away_counts_as_not_met_and_runs_out(data):
    [hour] = hours(tell(fact(10, "cancelled", **data)))
    assert (hour.ended, hour.kept, hour.met_at) == ("not_met", False, None)
    assert hour.broken_at == MONDAY + timedelta(hours=1, seconds=1)


def test_a_customer_who_cancels_their_own_request_drops_the_hour():
    [hour] = hours(tell(fact(10, "cancelled", "customer")))
    assert (hour.ended, hour.kept) == ("agreed", None)


def test_the_company_helper_cannot_cancel_the_hour_away():
    assert hours(tell(fact(10, "cancelled", "first_line")))[0].ended == "not_met"


def test_if_the_level_went_down_unmet_and_comes_back_the_old_due_time_stands():
    [hour] = hours(tell(fact(20, "reclassified", **DOWN), fact(50, "reclassified", **UP)))
    assert (hour.ended, after(hour)) == ("running", 60)


def test_after_the_customer_agreed_a_new_raise_is_a_new_hour():
    story = tell(fact(20, "reclassified", **DOWN), fact(25, "agreed"), fact(50, "reclassified", **UP))
    assert [(hour.ended, after(hour)) for hour in hours(story)] == [("agreed", 60), ("running", 110)]


def test_an_hour_broken_while_the_level_was_down_stays_broken_when_it_comes_back():
    [hour] = hours(
        tell(fact(20, "reclassified", **DOWN), fact(200, "reclassified", **UP), fact(210, "started"))
    )
    assert hour.kept is False


# --- Where it starts, and on which calendar ------------------------------------------------------------


def test_a_report_by_phone_starts_its_clock_when_the_call_began():
    # The fact carries the moment of the call; the later id is the moment when somebody typed it in.
    assert hours(tell(channel="phone"))[0].started_at == MONDAY


@pytest.mark.parametrize(
    "night", ["2026-11-21 03:00", "2027-03-28 02:30", "2027-10-31 02:30", "2028-02-29 23:30"]
)
def test_it_runs_around_the_clock_in_real_time(night):
    start = datetime.fromisoformat(night).replace(tzinfo=VILNIUS)
    [hour] = hours(tell(start=start))
    assert hour.due_at.timestamp() - start.timestamp() == 3600
    assert [span.kind for span in hour.spans] == ["counting", "late"]


def test_narrowed_to_business_hours_it_rests_at_night():
    friday = datetime(2026, 11, 20, 16, 30, tzinfo=VILNIUS)
    [hour] = hours(tell(start=friday, terms=NARROWED))
    assert hour.due_at == datetime(2026, 11, 23, 8, 30, tzinfo=VILNIUS)
    assert [span.kind for span in hour.spans] == ["counting", "closed", "counting", "late"]


def test_the_hour_never_pauses():
    story = tell(fact(10, "waited"), fact(40, "customer_replied"), fact(50, "waited"))
    [hour] = hours(story)
    assert (hour.ended, after(hour), hour.remaining) == ("running", 60, None)
    assert "paused" not in {span.kind for span in hour.spans}


# --- Who hears of it -----------------------------------------------------------------------------------


def test_the_agents_hear_of_it_at_once_at_30_and_at_45_minutes():
    [hour] = hours(tell())
    assert [(w.percent, after(w.at)) for w in hour.warnings] == [(0, 0), (50, 30), (75, 45)]


def test_nobody_is_warned_of_an_hour_that_is_met_dropped_or_cancelled():
    for end in (fact(5, "started"), fact(5, "cancelled"), fact(5, "reclassified", agreed=True, **DOWN)):
        assert hours(tell(end))[0].warnings == ()


def test_lower_levels_open_no_hour():
    assert hours(tell(level="important")) == hours(tell(level="minimal")) == []
