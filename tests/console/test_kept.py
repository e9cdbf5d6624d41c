"""Promises kept, of all companies, without walking through their help desks."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.lib.ids import uuid7
from helpdesk.timers import clock
from onewindow.models import PromiseRow
from tests.reading import words

pytestmark = pytest.mark.django_db


def ended(tenant, **columns):
    standard = {
        "incident_id": uuid7(),
        "clock": "hour",
        "generation": 1,
        "tenant_id": tenant,
        "level": "critical",
        "month": date(2027, 3, 1),
        "ended_at": clock.now(),
        "kept": True,
        "took": timedelta(minutes=10),
    }
    return PromiseRow.objects.create(**standard | columns)


def test_all_companies_stand_side_by_side_and_together(admin, acme, globex):
    ended(acme.tenant.pk)
    ended(globex.tenant.pk, kept=False, took=timedelta(minutes=80), cause="people")
    page = words(admin.get("/console/kept/"))
    assert "UAB Acme" in page
    assert "UAB Globex" in page
    assert "Too few people were at work (1)" in page
    assert '<td class="num" data-label="Count">2</td>' in page  # together


def test_a_month_is_chosen_by_the_address(admin, acme):
    ended(acme.tenant.pk)
    ended(acme.tenant.pk, month=date(2027, 2, 1), level="minimal", clock="response")
    assert "March 2027" in words(admin.get("/console/kept/"))
    page = words(admin.get("/console/kept/?month=2027-02"))
    assert "<td>Response goal" in page
    assert "<td>Start of work" not in page
    assert admin.get("/console/kept/?month=never").status_code == 200


def test_it_does_not_walk_the_help_desks(admin, acme, globex):
    ended(acme.tenant.pk)
    admin.get("/console/kept/")

    def asked():
        with CaptureQueriesContext(connection) as statements:
            admin.get("/console/kept/")
        return [one["sql"] for one in statements.captured_queries]

    few = asked()
    for _again in range(30):
        ended(uuid7())
    ended(globex.tenant.pk)
    assert len(asked()) == len(few)
    assert not any('"incidents_' in sql for sql in asked())


def test_the_table_for_a_spreadsheet_has_no_formula_in_it(admin, acme):
    acme.tenant.name = "=HYPERLINK(1)"
    acme.tenant.save(update_fields=["name"])
    ended(acme.tenant.pk)
    _head, line = csv.reader(StringIO(admin.get("/console/kept/figures.csv").content.decode("utf-8-sig")))
    assert line[:3] == ["'=HYPERLINK(1)", "2027-03", "Critical"]


def test_before_anything_ended_it_says_so(admin):
    assert "Nothing has ended yet" in words(admin.get("/console/kept/"))
