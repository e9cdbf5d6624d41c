"""The key that makes a form sent twice one request gives nobody a hold on anybody else's request."""

import re
from uuid import UUID

import pytest

from helpdesk.lib.ids import uuid7
from helpdesk.timers.models import Timer
from incidents.models import Call, CannedReply, Checklist, Comment, Complaint, Incident, Person
from onewindow.models import ComplaintRow, IncidentRow
from tenants.door import in_tenant
from tests.incidents.portal.test_filing import written

pytestmark = pytest.mark.django_db


def test_the_id_of_another_companys_request_leaves_its_row_and_its_timers_alone(inside, acme, globex, file):
    with in_tenant(acme.tenant):
        theirs = file("critical")
    rows = IncidentRow.objects.filter(tenant_id=acme.tenant.pk).values()
    timers = Timer.objects.filter(subject_id=theirs.pk).order_by("id").values()
    before = list(rows.all()), list(timers.all())
    stranger = inside(globex, globex.customer)
    answer = stranger.post("/report/", written(key=str(theirs.pk), subject="Mano"))
    assert answer.status_code == 303
    stranger.post(answer["Location"] + "cancel/", {"reason": "Nebereikia"})
    assert (list(rows.all()), list(timers.all())) == before


def test_the_id_of_a_colleagues_hidden_request_is_an_id_like_any_other(inside, acme, file):
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    with in_tenant(acme.tenant):
        hidden = file()
    answer = inside(acme, acme.colleague).post("/report/", written(key=str(hidden.pk), subject="Mano"))
    assert answer.status_code == 303
    with in_tenant(acme.tenant):
        assert Incident.objects.filter(subject="Mano").exclude(pk=hidden.pk).count() == 1


def test_two_people_with_one_key_have_a_request_each(browser):
    form = written()
    browser("customer").post("/report/", form)
    browser("manager").post("/report/", form)
    assert Incident.objects.count() == 2


def test_an_id_stays_a_time_ordered_one(browser):
    form = written()
    browser("customer").post("/report/", form)
    made = Incident.objects.get().pk
    assert (made.version, made.variant) == (7, UUID(form["key"]).variant)
    assert made.bytes[:6] == UUID(form["key"]).bytes[:6]


def complained(key, text="Niekas neatsiliepė"):
    return {"key": str(key), "incident": "", "text": text}


def test_the_id_of_another_companys_complaint_leaves_its_figures_and_its_timer_alone(
    inside, acme, globex, people
):
    with in_tenant(acme.tenant):
        theirs = Complaint.complain("Niekas neatsiliepė", by=people.customer)
        theirs.withdraw(by=people.customer)
    rows = ComplaintRow.objects.filter(tenant_id=acme.tenant.pk).values()
    timers = Timer.objects.filter(subject_id=theirs.pk).order_by("id").values()
    before = list(rows.all()), list(timers.all())
    answer = inside(globex, globex.customer).post("/complaints/new/", complained(theirs.pk))
    assert answer.status_code == 303
    assert (list(rows.all()), list(timers.all())) == before
    assert ComplaintRow.objects.filter(tenant_id=globex.tenant.pk, status="received").count() == 1


def test_the_id_of_a_colleagues_complaint_is_an_id_like_any_other(browser, people):
    hidden = Complaint.complain("Apie žmogų", by=people.customer)
    answer = browser("colleague").post("/complaints/new/", complained(hidden.pk, "Mano"))
    assert answer.status_code == 303
    assert Complaint.objects.count() == 2


def test_what_an_agent_writes_down_twice_is_one_complaint(browser, people):
    said = complained(uuid7(), "Sako, kad neatsiliepėme") | {"caller": people.customer.name}
    first, second = (browser("agent").post("/complaints/new/", said) for _twice in range(2))
    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert Complaint.objects.count() == 1


TOLD = {
    "caller": "Janina Skambina",
    "reach": "+370 612 34567",
    "began_at_day": "2027-03-01",
    "began_at_time": "09:40",
}
WRITTEN = {"kind": "incident", "subject": "Neveikia algos", "text": "Sustojo", "marks": ["business_stopped"]}


def test_what_an_agent_registers_for_a_caller_by_two_presses_is_one_request(browser, people):
    agent = browser("agent")
    sent = TOLD | WRITTEN | {"key": key_in(agent.get("/calls/new/"))}
    first, again = agent.post("/calls/new/", sent), agent.post("/calls/new/", sent)
    one = Incident.objects.get(subject="Neveikia algos")
    assert (first["Location"], again["Location"]) == (one.get_absolute_url(),) * 2
    assert Person.objects.filter(name="Janina Skambina").count() == Call.objects.count() == 1


def test_a_part_that_is_registered_by_two_presses_is_one_part(browser, file, people):
    whole, agent = file(), browser("agent")
    address = f"{whole.get_absolute_url()}add_part/"
    sent = WRITTEN | {"requester": str(people.customer.pk), "key": key_in(agent.get(address))}
    first, again = agent.post(address, sent), agent.post(address, sent)
    assert (first["Location"], again["Location"]) == (whole.parts.get().get_absolute_url(),) * 2


def test_the_key_of_a_part_takes_hold_of_no_other_request(browser, file, people):
    whole, other = file(), file()
    sent = WRITTEN | {"requester": str(people.customer.pk), "key": str(other.pk)}
    browser("agent").post(f"{whole.get_absolute_url()}add_part/", sent)
    assert whole.parts.exclude(pk=other.pk).count() == 1
    other.refresh_from_db()
    assert other.parent_id is None


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.text)[1]


@pytest.mark.parametrize(
    ("part", "act", "said"),
    [
        ("customer", "customer_reply", {}),
        ("agent", "note", {}),
        ("agent", "log_call", {"answered": "yes"}),
        ("first_line", "reply", {}),
    ],
)
def test_what_is_sent_by_two_presses_is_said_once(part, act, said, browser, file, settings):
    settings.REPLY_HOLD_SECONDS = 0
    incident, one = file(), browser(part)
    page = re.search(r'name="page" value="([^"]+)"', one.get(incident.get_absolute_url()).text)[1]
    sent = said | {"text": "Žiūriu", "page": page}
    answers = [one.post(f"{incident.get_absolute_url()}{act}/", sent) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "Žiūriu</textarea>" in answers[1].text
    assert Comment.objects.filter(text="Žiūriu").count() == 1


def test_the_next_words_come_from_the_next_page(browser, file):
    incident, customer = file(), browser("customer")
    for _time in range(2):
        page = re.search(r'name="page" value="([^"]+)"', customer.get(incident.get_absolute_url()).text)[1]
        sent = {"text": "Tebestovi", "page": page}
        assert customer.post(f"{incident.get_absolute_url()}customer_reply/", sent).status_code == 303
    assert Comment.objects.filter(text="Tebestovi").count() == 2


BEFOREHAND = {
    "/canned/add/": (CannedReply, {"text_lt": "Kokia versija?", "text_en": "Which version?"}),
    "/checklists/add/": (Checklist, {"steps_lt": "Perkrauti", "steps_en": "Restart"}),
}


@pytest.mark.parametrize("address", BEFOREHAND)
def test_what_is_written_beforehand_is_kept_once_however_often_it_is_sent(address, browser):
    agent, (kept, said) = browser("agent"), BEFOREHAND[address]
    said = said | {"name_lt": "Versija", "name_en": "Version", "position": "0"}
    sent = said | {"key": key_in(agent.get(address))}
    assert [agent.post(address, sent).status_code for _press in range(3)] == [303] * 3
    one = kept.objects.get()
    assert 'name="key"' not in agent.get(f"{address.removesuffix('add/')}{one.pk}/").text
    assert agent.post(address, said | {"key": key_in(agent.get(address))}).status_code == 303
    assert kept.objects.count() == 2  # from another page it is another one


@pytest.mark.parametrize("address", BEFOREHAND)
def test_the_id_of_what_is_there_changes_nothing_in_it(address, browser):
    agent, (kept, said) = browser("agent"), BEFOREHAND[address]
    said = said | {"name_lt": "Versija", "name_en": "Version", "position": "0"}
    agent.post(address, said)
    theirs = kept.objects.get()
    assert agent.post(address, said | {"name_en": "Mine", "key": str(theirs.pk)}).status_code == 303
    theirs.refresh_from_db()
    assert (theirs.name_en, kept.objects.count()) == ("Version", 2)


def test_an_agent_who_has_it_is_not_given_it_again(english, file, people):
    one, agent = file(), english("agent")
    sent = {"agent": str(people.agent.pk)}
    answers = [agent.post(f"{one.get_absolute_url()}assign/", sent) for _press in range(3)]
    assert [answer.status_code for answer in answers] == [303, 409, 409]
    assert "Already with the same agent." in answers[-1].text
    assert one.events.filter(kind="assigned").count() == 1


@pytest.mark.parametrize("part", ["customer", "agent"])
def test_contacts_that_are_known_are_no_news(part, english, file):
    one, browser = file("critical"), english(part)
    sent = {"contact": "Ona, +370 600 10000", "second_contact": "Jonas", "access": "AnyDesk"}
    answers = [browser.post(f"{one.get_absolute_url()}give_contacts/", sent) for _press in range(3)]
    assert [answer.status_code for answer in answers] == [303, 409, 409]
    assert "This is known already, word for word." in answers[-1].text
    assert one.events.filter(kind="contacts_given").count() == 1
    changed = browser.post(f"{one.get_absolute_url()}give_contacts/", sent | {"access": "RDP"})
    assert changed.status_code == 303
