"""Unknown hosts, closed desks, and sessions that stay where they were opened."""

import pytest
from django.test import Client

from helpdesk.timers import clock
from tenants import hosts
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def test_an_unknown_host_and_somebody_elses_help_desk_answer_with_the_same_bytes(acme, globex, inside):
    unknown = Client(headers={"host": "nobody-here.langelis.test"}).get("/")
    foreign = inside(acme, globex.manager).get("/")
    assert unknown.status_code == foreign.status_code == 404
    assert unknown.content == foreign.content


def test_a_host_that_is_not_ours_at_all_gets_404():
    assert Client(headers={"host": "evil.example"}).get("/").status_code == 404


@pytest.mark.parametrize("host", ["ACME.langelis.test", "acme.langelis.test.", "acme.langelis.test:8000"])
def test_a_host_is_the_same_however_it_is_written(acme, inside, host):
    client = inside(acme, acme.manager)
    assert client.get("/people/", headers={"host": host}).status_code == 200


def test_a_deactivated_help_desk_shows_one_page_to_everybody(acme, inside):
    acme.tenant.deactivate("month_over", by=None, at=clock.now())
    stranger, manager = inside(acme).get("/"), inside(acme, acme.manager).get("/people/")
    assert stranger.status_code == manager.status_code == 403
    assert stranger.content == manager.content
    assert "+370 600 00000" in stranger.content.decode()
    assert "UAB Acme" not in stranger.content.decode()


def test_a_help_desk_deactivated_in_another_process_is_closed_at_once(acme, inside):
    client = inside(acme, acme.manager)
    assert client.get("/people/").status_code == 200  # the host is now remembered
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(
        status="deactivated", deactivated_at=clock.now()
    )
    assert client.get("/people/").status_code == 403


def test_a_session_of_one_help_desk_is_worth_nothing_in_another(acme, globex, inside):
    client = inside(acme, acme.manager)
    moved = Client(headers={"host": globex.tenant.host})
    moved.cookies = client.cookies
    answer = moved.get("/people/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("http://langelis.test/enter/globex/")


def test_a_session_of_the_public_host_is_worth_nothing_in_a_help_desk(acme, public):
    client = public(acme.manager)
    moved = Client(headers={"host": acme.tenant.host})
    moved.cookies = client.cookies
    assert moved.get("/people/").status_code == 302


def test_somebody_not_signed_in_is_shown_the_way(acme, inside):
    answer = inside(acme).get("/people/")
    assert answer.status_code == 302
    assert answer["Location"] == "http://langelis.test/enter/acme/?next=/people/"


def test_a_host_that_is_remembered_is_not_asked_for_and_not_for_longer_than_five_seconds(acme, monkeypatch):
    now, host = [1000.0], acme.tenant.host
    monkeypatch.setattr(hosts.time, "monotonic", lambda: now[0])
    assert hosts.tenant_at(host) == acme.tenant
    now[0] += 4.9
    with at_most(0):
        assert hosts.tenant_at(host) == acme.tenant
        assert hosts.tenant_at(host) is not hosts.tenant_at(host)
    now[0] += 0.2
    with pytest.raises(AssertionError, match="1 statements"), at_most(0):
        hosts.tenant_at(host)


def test_a_closed_help_desk_that_is_brought_back_is_open_in_every_process_at_once(acme):
    # What another process did is an update that this one was not told of.
    host, row = acme.tenant.host, type(acme.tenant).objects.filter(pk=acme.tenant.pk)
    row.update(status="deactivated", deactivated_at=clock.now())
    assert not hosts.tenant_at(host).is_active
    row.update(status="active", deactivated_at=None)
    assert hosts.tenant_at(host).is_active


def test_a_host_that_nobody_has_is_remembered_too_and_there_are_only_so_many(db, monkeypatch):
    monkeypatch.setattr(hosts, "MOST", 3)
    assert hosts.tenant_at("nobody.langelis.test") is None
    with at_most(0):
        assert hosts.tenant_at("nobody.langelis.test") is None
    for number in range(10):
        hosts.tenant_at(f"nobody-{number}.langelis.test")
    assert len(hosts._known) <= 3
