"""Timers and letters are called by words, every one."""

import pytest
from django.db import transaction
from django.utils import translation

from console import kinds
from helpdesk import timers
from helpdesk.lib.ids import uuid7
from helpdesk.outbox.building import _builders
from helpdesk.timers import clock
from helpdesk.timers import kinds as timers_kinds

OURS = ("incidents.", "tenants.", "trials.", "accounts.")


def test_every_timer_has_its_words():
    known = {kind for kind in timers_kinds._handlers if kind.startswith(OURS)}
    assert known - set(kinds.TIMERS) == set()


def test_every_letter_has_its_words():
    known = {kind for kind in _builders if kind.startswith(OURS)}
    assert known - set(kinds.LETTERS) == set()


def test_a_kind_that_nobody_named_is_called_by_its_code():
    assert (kinds.of_timer("rooms.new"), kinds.of_letter("rooms.new")) == ("rooms.new", "rooms.new")


@pytest.mark.django_db
def test_the_page_of_timers_speaks_in_words(public, operator_admin):
    with transaction.atomic():
        timers.arm("incidents.hour", uuid7(), clock.now())
    browser = public(operator_admin)
    browser.cookies["language"] = "en"
    with translation.override("en"):
        page = browser.get("/console/timers/").text
    assert ">The promised hour</b>" in page
