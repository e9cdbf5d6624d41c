"""Files from before there was a scanner: looked at when somebody opens them, and at night."""

import pytest
from django.db import connection

from helpdesk.timers.models import Timer
from incidents import scanning, sweeping
from incidents.models import Attachment
from tests.incidents import files as samples
from tests.incidents.files import EICAR, sent


def test_a_scanner_that_is_new_looks_at_the_files_from_before_at_night(look, file, people, settings, scanned):
    command, settings.ATTACHMENT_SCANNER = settings.ATTACHMENT_SCANNER, ""
    good, bad = (sent(file(), people.agent, body=body) for body in (b"x", EICAR))
    settings.ATTACHMENT_SCANNER = command
    sweeping.files_and_their_rows()
    connection.set_schema(people.tenant.schema_name)
    look()
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.scan, bad.scan) == (Attachment.Scan.CLEAN, Attachment.Scan.INFECTED)


@pytest.fixture
def from_before(file, people, settings, scanned):
    """Gives a file that was attached before there was a scanner."""

    def attached(**given):
        command, settings.ATTACHMENT_SCANNER = settings.ATTACHMENT_SCANNER, ""
        one = sent(file(), people.agent, **given)
        settings.ATTACHMENT_SCANNER = command
        return one

    return attached


def test_a_file_from_before_the_scanner_is_closed_and_looked_at_when_somebody_opens_it(
    look, from_before, browser
):
    one = from_before(body=samples.png(4, 4), name="ekranas.png")
    customer, page = browser("customer"), one.incident.get_absolute_url()
    shown = customer.get(page).text
    assert "kai jį atversite, pirmiausia bus patikrinta" in shown
    assert f"/pictures/{one.pk}/" not in shown
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.NONE  # nobody has opened it
    answer = customer.get(f"/files/{one.pk}/ekranas.png")
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert "Tikrinama, ar faile „ekranas.png“ nėra virusų." in answer.text
    assert "Tikrinama, ar nėra virusų" in customer.get(page).text
    look()
    assert customer.fetch(f"/files/{one.pk}/ekranas.png")[1] == samples.png(4, 4)
    assert f"/pictures/{one.pk}/" in customer.get(page).text


def test_a_virus_from_before_the_scanner_is_given_out_to_nobody(look, from_before, browser):
    one = from_before(body=EICAR, name="senas.com")
    assert browser("agent").get(f"/files/{one.pk}/senas.com").status_code == 409
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.INFECTED
    assert browser("agent").get(f"/files/{one.pk}/senas.com").status_code == 404


def test_opened_again_and_again_it_is_put_in_the_line_once(from_before, browser, settings, look):
    settings.ATTACHMENT_SCANNER = "/no/such/scanner"
    one = from_before(body=b"x")
    for path in (f"/files/{one.pk}/x", f"/pictures/{one.pk}/", f"/files/{one.pk}/x"):
        assert browser("agent").get(path).status_code in (404, 409)
    look()
    tried = Timer.objects.get(kind=scanning.KIND, subject_id=one.pk)
    assert tried.attempts == 1
    browser("agent").get(f"/files/{one.pk}/x")
    again = Timer.objects.get(kind=scanning.KIND, subject_id=one.pk)
    assert (again.attempts, again.next_try_at) == (1, tried.next_try_at)


def test_who_may_not_read_a_file_from_before_does_not_have_it_looked_at(from_before, globex, inside):
    one = from_before()
    assert inside(globex, globex.people["manager"]).get(f"/files/{one.pk}/x.pdf").status_code == 404
    assert not Timer.objects.filter(kind=scanning.KIND).exists()
