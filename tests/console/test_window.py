"""The one window: every open request of every company, Criticals first."""

from datetime import timedelta

import pytest

from helpdesk.lib.ids import uuid7
from helpdesk.timers import clock
from onewindow.models import IncidentRow
from tests.reading import words
from tests.statements import at_most
from tests.trials.making import MONDAY

pytestmark = pytest.mark.django_db


def row(tenant, n, impact="minimal", rank=3, **more):
    facts = {"subject": f"Subject {n}", "requester": "Petras", "status": "new", "kind": "incident"}
    facts |= {
        "company": tenant.name,
        "reference": f"INC-{n}",
        "reported_at": MONDAY,
        "impact": impact,
        "rank": rank,
    }
    return IncidentRow.objects.create(incident_id=uuid7(), tenant_id=tenant.pk, number=n, **facts | more)


def test_the_window_shows_all_companies_criticals_first(admin, acme, globex):
    with clock.at(MONDAY):
        row(globex.tenant, 2, "important", 3, next_due_at=MONDAY + timedelta(minutes=1))
        row(
            acme.tenant,
            1,
            "critical",
            0,
            next_due_at=MONDAY + timedelta(minutes=12),
            next_due_since=MONDAY - timedelta(minutes=48),
            next_due_kind="hour",
        )
        page = words(admin.get("/console/"))
    assert page.index("Subject 1") < page.index("Subject 2")
    assert "12 min left" in page
    assert "Start work" in page
    assert "UAB Acme" in page
    assert "UAB Globex" in page
    assert "/enter/acme/?next=/incidents/1/" in page.replace("%2F", "/")


def test_a_row_opens_by_hand_off(public, operator_agent, acme):
    row(acme.tenant, 1)
    answer = public(operator_agent).post("/enter/acme/", {"next": "/incidents/1/"})
    assert answer.status_code == 200
    assert "http://acme.langelis.test/arrive/" in answer.content.decode()


def test_the_filter_is_in_the_url_and_takes_several_values(admin, acme, globex):
    row(acme.tenant, 1, "critical", 0)
    row(acme.tenant, 2, "important", 3)
    row(globex.tenant, 3, "minimal", 3)
    page = words(admin.get("/console/?impact=critical&impact=important"))
    assert "Subject 1" in page
    assert "Subject 2" in page
    assert "Subject 3" not in page
    page = words(admin.get(f"/console/?company={globex.tenant.pk}"))
    assert "Subject 3" in page
    assert "Subject 1" not in page
    nothing = words(admin.get(f"/console/?company={globex.tenant.pk}&impact=critical"))
    assert "No open request matches" in nothing
    assert admin.get("/console/?company=nonsense&impact=none&page=x").status_code == 200


def test_an_empty_window_says_what_would_be_here(admin):
    assert "Nothing is open" in words(admin.get("/console/"))


def test_resolved_and_closed_help_desks_stay_away(admin, acme):
    row(acme.tenant, 1, hidden=True)
    row(acme.tenant, 2, rank=6, status="resolved")
    assert "Nothing is open" in words(admin.get("/console/"))


def test_nothing_moves_by_itself_but_a_change_is_told(admin, acme):
    row(acme.tenant, 1)
    seen = admin.get("/console/").context["seen"]
    assert admin.get(f"/console/news/?seen={seen}").status_code == 204
    row(acme.tenant, 2, "critical", 0)
    assert "The list has changed" in words(admin.get(f"/console/news/?seen={seen}"))


def test_the_window_asks_little_however_long_it_is(admin, acme, globex):
    for n in range(60):
        row((acme if n % 2 else globex).tenant, n)
    admin.get("/console/")
    with at_most(8):
        page = admin.get("/console/")
    assert "1–50 of 60" in words(page)
    assert "51–60 of 60" in words(admin.get("/console/?page=2"))
