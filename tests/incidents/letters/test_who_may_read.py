"""Whoever left reads nothing more, however long a letter waited; what was theirs goes to who is here."""

from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tenants.models import Membership, Role
from tests.incidents.stages import bring


def leave(people, part):
    Membership.objects.get(tenant=people.tenant, user_id=getattr(people, part).user_id).remove(
        by=None, at=clock.now()
    )


def test_whoever_left_the_company_gets_no_letter(file, people, mail):
    one = file()
    one.watch(people.colleague, by=people.customer)
    one.start("Žiūriu", by=people.agent)
    leave(people, "colleague")
    assert mail("colleague@acme") == []
    one.reply("Radome", by=people.agent)
    assert mail("colleague@acme") == []
    assert len(mail("customer@acme")) == 3
    assert not Letter.objects.filter(to="colleague@acme.example", state="sent").exists()


def test_a_former_agent_gets_no_letter_and_the_others_get_what_the_customer_said(
    file, people, mail, operator_agent
):
    one = bring(file(), "in_progress", people)
    leave(people, "agent")
    one.customer_reply("Štai nuotrauka", by=people.customer)
    mails = mail()
    assert not [sent for sent in mails if "agent@acme" in sent.to[0]]
    assert [sent for sent in [*mails, *mail()] if operator_agent.email in sent.to[0]]


def test_a_former_agent_hears_no_alarm(file, people, mail, ring):
    file("critical")
    leave(people, "agent")
    ring(minutes=31)
    assert mail("agent@acme") == []


def test_an_agent_who_is_now_of_the_company_reads_no_alarm_that_waited(file, people, mail, ring):
    file("critical")
    ring(minutes=31)
    Membership.objects.filter(tenant=people.tenant, user_id=people.agent.user_id).update(role=Role.CUSTOMER)
    assert mail("agent@acme") == []


def test_a_former_operator_who_was_never_here_hears_no_alarm(file, people, mail, ring, operator_agent):
    file("critical")
    ring(minutes=31)
    type(operator_agent).objects.filter(pk=operator_agent.pk).update(operator_role="")
    assert mail(operator_agent.email) == []


def test_a_manager_no_more_reads_nothing_of_others_requests(file, people, mail, ring):
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    file("critical")
    ring(minutes=61)
    Membership.objects.filter(tenant=people.tenant, user_id=people.manager.user_id).update(role=Role.CUSTOMER)
    assert mail("manager@acme") == []


def test_a_caller_without_an_account_reads_what_was_written_to_them(file, people, mail):
    from tests.factories import PersonFactory

    one = file(by=people.agent, requester=PersonFactory(email="caller@acme.example"), channel="phone")
    one.reply("Perskambinsime", by=people.agent)
    told = mail("caller@acme")
    assert len(told) == 2
    assert "/notices/settings/" not in told[-1].body


def test_a_text_taken_out_is_in_no_part_of_a_letter_sent_later(file, people, mail):
    one = file("critical", by=people.colleague)
    one.reply("Slaptažodis: hunter2", line="Jungiuosi su hunter2", by=people.agent)
    one.comments.update(text="", redacted_at=clock.now())
    for sent in mail("colleague@acme"):
        html = sent.alternatives[0].content
        assert "hunter2" not in sent.body + html
        assert "(The text was taken out.)" in sent.body
        assert "(The text was taken out.)" in html
