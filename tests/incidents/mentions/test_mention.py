"""Naming a colleague in a note: who is told, of what, and that nobody else ever hears of it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from incidents.models import Notice, Person
from incidents.notices import in_words
from tenants.door import Entry
from tenants.models import Membership, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(people, acme, operator_agent):
    """Another agent, who has been here before."""
    type(operator_agent).objects.filter(pk=operator_agent.pk).update(name="Jonas Kalnas", language="en")
    operator_agent.refresh_from_db()
    return Person.enter(Entry(operator_agent, people.tenant, "agent", as_operator=True))


def mentioned(person):
    return list(Notice.objects.filter(person=person, kind="mentioned").order_by("at"))


def test_who_is_named_is_told_here_and_by_mail_with_the_note_and_a_button_to_it(file, people, other, mail):
    one = file()
    one.note("@Jonas Kalnas, ar matei tokią klaidą?", by=people.agent)
    entry = one.events.get(kind="noted")
    assert entry.data["mentions"] == [[str(other.pk), 0, 13]]
    [notice] = mentioned(other)
    assert in_words(notice) == f"Aistė Konsultantė names you in a note on {one.reference}."
    [letter] = mail(other.email)
    assert "Aistė Konsultantė names you in a note" in letter.body
    assert "ar matei tokią klaidą" in letter.body
    assert f"/incidents/{one.reference}/#e{entry.pk.hex}" in letter.body
    assert "the customer does not see it" in letter.body


def test_the_first_line_of_the_company_is_named_like_an_agent(file, people, mail):
    file().note("@fausta, gal žinote?", by=people.agent)
    assert len(mentioned(people.first_line)) == 1
    assert len(mail("first_line@acme")) == 1


def test_the_first_line_names_an_agent(file, people):
    file().note("@Aiste prašau pažiūrėti", by=people.first_line)
    assert len(mentioned(people.agent)) == 1


def test_somebody_who_has_never_come_in_is_told_by_mail_and_finds_the_notice_when_they_come(
    file, people, operator_agent, mail
):
    type(operator_agent).objects.filter(pk=operator_agent.pk).update(name="Naujas Žmogus")
    assert not Person.objects.filter(user_id=operator_agent.pk).exists()
    file().note("@Naujas, čia Tau", by=people.agent)
    person = Person.objects.get(user_id=operator_agent.pk)
    assert (person.side, len(mentioned(person))) == ("agent", 1)
    assert len(mail(operator_agent.email)) == 1


def test_nobody_is_told_of_naming_themselves_and_each_is_told_once(file, people, other, letters):
    file().note("@Aistė @Jonas ir dar kartą @Jonas Kalnas", by=people.agent)
    assert mentioned(people.agent) == []
    assert len(mentioned(other)) == 1
    assert letters("mentioned") == [other.email]


@pytest.mark.parametrize("name", ["Petras Pirkėjas", "Ona Vadovė", "Colin Colleague", "Petras"])
def test_a_customer_is_never_named(name, file, people, letters):
    one = file()
    before = Notice.objects.count()
    one.note(f"@{name} nieko neturi žinoti", by=people.agent)
    assert "mentions" not in one.events.get(kind="noted").data
    assert Notice.objects.count() == before
    assert letters("mentioned") == []


def test_somebody_of_another_help_desk_is_nobody_here(file, people, globex):
    file().note("@Greta Globė @Gus", by=people.agent)
    assert not Notice.objects.filter(kind="mentioned").exists()


def test_a_former_colleague_is_nobody_and_one_who_leaves_meanwhile_reads_nothing(file, people, other, mail):
    one = file()
    one.note("@Fausta žiūri", by=people.agent)
    membership = Membership.objects.get(tenant=people.tenant, user_id=people.first_line.user_id)
    membership.remove(by=None, at=clock.now())
    assert mail("first_line@acme") == []
    one.note("@Fausta dar žiūri", by=people.agent)
    assert len(mentioned(people.first_line)) == 1


def test_a_first_line_who_became_a_customer_sees_neither_notice_nor_letter(file, people, mail, in_acme):
    file().note("@Fausta žiūri", by=people.agent)
    Membership.objects.filter(tenant=people.tenant, user_id=people.first_line.user_id).update(
        role=Role.CUSTOMER
    )
    assert mail("first_line@acme") == []
    come_again = Person.enter(Entry(in_acme.first_line, people.tenant, "customer"))
    assert not Notice.objects.visible_to(come_again).filter(kind="mentioned").exists()


@pytest.mark.parametrize(("wish", "here", "by_mail"), [("window", 1, 0), ("mail", 0, 1), ("both", 1, 1)])
def test_each_is_told_as_they_wish(wish, here, by_mail, file, people, mail):
    Person.objects.filter(pk=people.first_line.pk).update(wishes={"mentioned": wish})
    file().note("@Fausta", by=people.agent)
    assert (len(mentioned(people.first_line)), len(mail("first_line@acme"))) == (here, by_mail)


def test_words_that_were_taken_out_name_nobody_any_more(file, people, mail):
    one = file()
    one.note("@Fausta, slaptažodis Vasara1", by=people.agent)
    note = one.comments.get(kind="note")
    one.redact("Slaptažodis", comment=note, by=people.agent)
    assert mentioned(people.first_line) == []
    assert mail("first_line@acme") == []


def test_a_reply_and_a_call_name_nobody(file, people, letters):
    one = file()
    one.reply("@Fausta padės", by=people.agent)
    one.log_call("Kalbėjau, @Fausta padės", answered=True, by=people.agent)
    assert letters("mentioned") == []
    assert not any("mentions" in event.data for event in one.events.all())


def test_a_changed_name_changes_no_history(file, people, browser):
    one = file()
    one.note("@Fausta, žiūrėk", by=people.agent)
    Person.objects.filter(pk=people.first_line.pk).update(name="Kita Pavardė")
    assert '<span class="mention">@Fausta</span>' in browser("agent").get(one.get_absolute_url()).text


def test_the_preview_shows_it_as_the_note_will(file, people, browser):
    one, text = file(), "@Fausta ir @Petras bei `@Fausta`"
    preview = browser("agent").post(f"{one.get_absolute_url()}write/note/preview/", {"text": text}).text
    one.note(text, by=people.agent)
    page = browser("agent").get(one.get_absolute_url()).text
    drawn = '<p><span class="mention">@Fausta</span> ir @Petras bei <code>@Fausta</code></p>'
    assert drawn in preview
    assert drawn in page
    assert (
        '<span class="mention mine">@Fausta</span>' in browser("first_line").get(one.get_absolute_url()).text
    )


def test_the_preview_of_a_reply_marks_nobody(file, browser):
    where = f"{file().get_absolute_url()}write/reply/preview/"
    assert 'class="mention' not in browser("agent").post(where, {"text": "@Fausta"}).text


def test_the_company_finds_neither_note_nor_name_on_any_page_or_in_any_mail(file, people, browser, mail):
    one = file()
    one.note("@Fausta, slaptas žodis", by=people.agent)
    one.reply("Žiūrime", by=people.agent)
    for part in ("customer", "colleague", "manager"):
        theirs = browser(part)
        for path in (one.get_absolute_url(), "/", "/requests/", "/notices/", "/notices/settings/"):
            text = theirs.get(path).text
            assert "slaptas" not in text
            assert "mention" not in text
        assert "slaptas" not in "".join(sent.body for sent in mail(f"{part}@acme"))


def test_colleagues_are_suggested_to_the_desk_alone(file, people, other, browser):
    one = file()
    where = f"{one.get_absolute_url()}write/note/colleagues/"
    said = json.loads(browser("agent").get(where).text)["people"]
    assert [person["name"] for person in said] == [
        "Fausta Pagalba",
        "Jonas Kalnas",
        "Rūta Administratorė",
    ]
    assert said[1] == {"name": "Jonas Kalnas", "says": "Jonas Kalnas", "about": other.email}
    assert "agent@acme.example" in browser("first_line").get(where).text
    for part in ("customer", "manager"):
        assert browser(part).get(where).status_code == 403
    assert browser("agent").post(where).status_code == 405
    assert browser("agent").get("/incidents/INC-99999/write/note/colleagues/").status_code == 404


def test_two_of_one_name_are_suggested_with_their_addresses(file, people, other, browser, acme):
    type(acme.first_line).objects.filter(pk=acme.first_line.pk).update(name="Jonas Kalnas")
    where = f"{file().get_absolute_url()}write/note/colleagues/"
    said = json.loads(browser("agent").get(where).text)["people"]
    assert {one["says"] for one in said} == {acme.first_line.email, other.email, "Rūta Administratorė"}


def test_another_help_desk_suggests_nothing_of_this_request(file, people, globex, inside, operator_agent):
    where = f"{file().get_absolute_url()}write/note/colleagues/"
    assert inside(globex, operator_agent).get(where).status_code == 404


def test_a_note_without_a_sign_asks_for_no_colleagues(file, people):
    one = file()
    with CaptureQueriesContext(connection) as asked:
        one.note("Paprasta pastaba, rašykite a@b.lt", by=people.agent)
    assert not [row for row in asked if "operator_role" in row["sql"]]


def test_the_settings_speak_of_it_to_the_desk_alone(browser, people):
    assert 'name="mentioned"' in browser("agent").get("/notices/settings/").text
    assert 'name="mentioned"' in browser("first_line").get("/notices/settings/").text
    assert 'name="mentioned"' not in browser("manager").get("/notices/settings/").text
