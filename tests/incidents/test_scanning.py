"""The search for viruses, with a real scanner: closed until clean, removed when not, closed in doubt."""

from pathlib import Path

import pytest
from django.db import connection

from helpdesk import timers
from helpdesk.audit.models import Record
from helpdesk.outbox.models import Letter
from helpdesk.timers.models import Timer
from incidents import attaching, scanner, scanning, sweeping, vault
from incidents.models import Attachment, Notice
from tests.incidents import files as samples
from tests.incidents.files import EICAR, PDF, keep, sent


def test_without_a_scanner_a_file_is_open_at_once(file, people, browser):
    one = sent(file(), people.agent)
    assert one.scan == Attachment.Scan.NONE
    assert not Timer.objects.filter(kind=scanning.KIND).exists()
    assert browser("customer").fetch(f"/files/{one.pk}/x.pdf")[1] == PDF


def test_a_file_is_closed_to_everybody_until_it_is_found_clean(look, scanned, file, people, browser):
    incident = file()
    one = sent(incident, people.agent, body=samples.png(4, 4), name="ekranas.png")
    for who in ("agent", "customer"):
        answer = browser(who).get(f"/files/{one.pk}/ekranas.png")
        assert (answer.status_code, answer.headers["Content-Type"]) == (409, "text/plain; charset=utf-8")
        assert browser(who).get(f"/pictures/{one.pk}/").status_code == 404
        page = browser(who).get(f"/incidents/{incident.reference}/").text
        assert "Tikrinama, ar nėra virusų" in page
        assert f"/files/{one.pk}/" not in page
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.CLEAN
    for who in ("agent", "customer"):
        assert browser(who).fetch(f"/files/{one.pk}/ekranas.png")[1] == samples.png(4, 4)
        assert browser(who).fetch(f"/pictures/{one.pk}/")[1][8:12] == b"WEBP"


def test_who_may_not_read_it_is_never_told_that_it_is_being_checked(
    scanned, file, people, browser, globex, inside
):
    one = keep(people.agent, file())
    assert browser("customer").get(f"/files/{one.pk}/x.pdf").status_code == 404
    sent_one = sent(file(), people.agent)
    stranger = inside(globex, globex.people["manager"])
    assert stranger.get(f"/files/{sent_one.pk}/x.pdf").status_code == 404


def test_an_infected_file_is_removed_and_both_sides_read_so(look, scanned, file, people, browser, told):
    incident = file()
    one = sent(incident, people.customer, body=EICAR, name="sąskaita.com")
    look()
    one.refresh_from_db()
    assert (one.scan, one.has_picture) == (Attachment.Scan.INFECTED, False)
    assert not vault.is_there(people.tenant.pk, str(one.pk))
    for who in ("agent", "customer", "manager"):
        page = browser(who).get(f"/incidents/{incident.reference}/").text
        assert "Šiame faile rastas virusas, todėl failas pašalintas." in page
        assert "Pridėtame faile rastas virusas, todėl failas pašalintas." in page
        assert "sąskaita.com" in page
        assert browser(who).get(f"/files/{one.pk}/x.com").status_code == 404
    assert Record.objects.filter(kind="attachment.infected", subject_id=one.pk).count() == 1
    assert "disinfected" in told(people.customer)
    assert "disinfected" in told(people.agent)
    to = set(Letter.objects.filter(letter="incidents.disinfected").values_list("to", flat=True))
    assert {"customer@acme.example", "agent@acme.example"} <= to
    assert "colleague@acme.example" not in to


def test_it_is_told_once_however_often_it_is_looked_at(look, scanned, file, people):
    one = sent(file(), people.customer, body=EICAR)
    look()
    timers.arm(scanning.KIND, one.pk, one.at, tenant=people.tenant.pk, again=True)
    look()
    look()
    assert one.incident.events.filter(kind="disinfected").count() == 1
    assert Notice.objects.filter(kind="disinfected", person=people.customer).count() == 1


def test_of_a_file_in_a_note_the_company_reads_nothing(look, scanned, file, people, browser):
    incident = file()
    one = keep(people.agent, incident, pane="note", body=EICAR)
    incident.note("Radau kompiuteryje", by=people.agent, files=[one.pk])
    look()
    assert "rastas virusas" in browser("agent").get(f"/incidents/{incident.reference}/").text
    assert "rastas virusas" not in browser("customer").get(f"/incidents/{incident.reference}/").text


def test_what_is_found_before_it_is_sent_is_said_in_the_form_and_told_once_it_is_sent(
    look, scanned, file, people, browser
):
    incident = file()
    one = keep(people.agent, incident, body=EICAR)
    look()
    page = browser("agent").get(f"/incidents/{incident.reference}/").text
    assert "Šiame faile rastas virusas, todėl failas pašalintas." in page
    assert f'name="files" value="{one.pk}"' not in page
    incident.reply("Štai", by=people.agent, files=[one.pk])  # by a page that was open from before
    assert not incident.events.filter(kind="disinfected").exists()
    look()
    assert incident.events.filter(kind="disinfected").count() == 1


@pytest.mark.parametrize(
    ("body", "command", "why"),
    [
        (b"strange", "", "exit code 2"),
        (b"slow", "", "no answer in 1 s"),
        (b"x", "/no/such/scanner --stdin", "cannot be started"),
        (b"x", "'", "cannot be started"),
        (b"x", "/bin/sh -c 'kill -9 $$'", "exit code -9"),
    ],
)
def test_a_scanner_in_trouble_keeps_the_file_closed_and_operators_see_why(
    look, body, command, why, scanned, file, people, settings, browser, public, operator_admin
):
    settings.ATTACHMENT_SCANNER = command or settings.ATTACHMENT_SCANNER
    settings.ATTACHMENT_SCANNER_SECONDS = 1
    one = sent(file(), people.agent, body=body)
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.CHECKING
    assert browser("customer").get(f"/files/{one.pk}/x.pdf").status_code == 409
    timer = Timer.objects.get(kind=scanning.KIND, subject_id=one.pk)
    assert (timer.state, timer.attempts) == (Timer.State.PENDING, 1)
    assert why in timer.last_error
    connection.set_schema_to_public()
    page = public(operator_admin).get("/console/timers/").text
    assert "Tikrinama, ar faile nėra virusų" in page


def test_trouble_is_tried_again_ever_more_seldom_until_it_is_over(
    look, scanned, file, people, settings, ring, hand
):
    good = settings.ATTACHMENT_SCANNER
    settings.ATTACHMENT_SCANNER = "/no/such/scanner"
    one = sent(file(), people.agent)
    timer = Timer.objects.get(kind=scanning.KIND, subject_id=one.pk)
    pauses = []
    for _try in range(3):
        look()
        timer.refresh_from_db()
        pauses.append(
            (timer.next_try_at - hand.forward(timer.next_try_at - timer.next_try_at)).total_seconds()
        )
        ring(seconds=pauses[-1])
    assert pauses == [1, 2, 4]
    settings.ATTACHMENT_SCANNER = good
    look()
    one.refresh_from_db()
    timer.refresh_from_db()
    assert (one.scan, timer.state) == (Attachment.Scan.CLEAN, Timer.State.FIRED)


def test_the_clock_only_knocks_and_knocks_again_when_a_worker_was_killed(
    look, scanned, file, people, ring, monkeypatch
):
    knocks = []
    monkeypatch.setattr(scanning, "knock", lambda task, *args: knocks.append(args))
    one = sent(file(), people.agent)
    ring()
    assert len(knocks) == 1
    ring(minutes=1)
    assert len(knocks) == 1

    def killed(file):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(scanner, "finds_virus", killed)
        with pytest.raises(SystemExit):
            look()
    connection.set_schema(people.tenant.schema_name)
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.CHECKING
    ring(minutes=2)
    assert len(knocks) == 2
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.CLEAN
    ring(minutes=60)
    assert len(knocks) == 2


def test_two_workers_never_look_at_one_file_at_once(look, scanned, file, people, monkeypatch):
    one = sent(file(), people.agent)
    monkeypatch.setattr(scanning, "_take", lambda subject: False)
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.CHECKING


def test_a_scanner_that_is_taken_away_opens_what_waited(look, scanned, file, people, settings):
    one = sent(file(), people.agent)
    settings.ATTACHMENT_SCANNER = ""
    look()
    one.refresh_from_db()
    assert one.scan == Attachment.Scan.NONE


def test_what_was_removed_is_not_missed_at_night(look, scanned, file, people):
    one = sent(file(), people.customer, body=EICAR)
    look()
    assert not [said for said in sweeping.files_and_their_rows() if str(one.pk) in said]


def test_a_file_that_was_thrown_away_or_taken_out_meanwhile_is_let_be(look, scanned, file, people):
    incident = file()
    gone = keep(people.agent, incident)
    attaching.drop([gone])
    out = sent(incident, people.agent)
    incident.redact("Ne ta", comment=out.comment, text=False, files=[out.pk], by=people.agent)
    look()
    assert not Timer.objects.pending().filter(kind=scanning.KIND).exists()
    assert Path(vault.storage().path("")).exists()
