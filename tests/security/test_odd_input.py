"""Whatever is sent, nothing falls over: odd bytes, odd numbers, odd days and long words get an answer."""

import pytest

from helpdesk.lib.ids import uuid7
from incidents.models import Incident, Person
from tests.incidents.portal.test_filing import written

pytestmark = pytest.mark.django_db

DESK = ["/queue/?q=%00", "/queue/?product=%00", "/calls/new/?caller=%00", "/queue/?view=%00&sort=%00"]
COMPANY = ["/requests/?q=%00", "/%00", "/requests/?page=%00"]


@pytest.mark.parametrize("address", DESK)
def test_a_nul_in_an_address_of_the_desk_is_refused(browser, address):
    assert browser("agent").get(address).status_code == 400


@pytest.mark.parametrize("address", COMPANY)
def test_a_nul_in_an_address_of_the_company_is_refused(browser, address):
    assert browser("customer").get(address).status_code in (400, 404)


@pytest.mark.parametrize("cookie", ['session="\\000aaaaaaaaaaaa"', 'session="aaaaaaaaa\\000aaa"'])
@pytest.mark.parametrize("host", ["langelis.test", "acme.langelis.test"])
def test_a_nul_in_a_cookie_is_refused(client, acme, host, cookie):
    answer = client.get("/", headers={"host": host, "cookie": cookie})
    assert answer.status_code == 400


@pytest.mark.parametrize("number", ["²", "-1", "9" * 30, "9" * 5000, "1e3", "٣"])
def test_a_page_that_is_no_number_is_the_nearest_page(browser, number):
    assert browser("agent").get("/queue/", {"page": number}).status_code == 200
    assert browser("customer").get("/requests/", {"page": number}).status_code == 200


@pytest.mark.parametrize("number", ["²", "-1", "9" * 30, "9" * 5000])
def test_an_odd_count_of_what_was_seen_does_no_harm(browser, file, number):
    address = file().get_absolute_url()
    answer = browser("agent").post(f"{address}reply/", {"text": "Žiūriu", "seen": number})
    assert answer.status_code == 303


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_all_calendars_is_said_beside_its_field(browser, file, day):
    address, agent = file().get_absolute_url(), browser("agent")
    assert agent.post(f"{address}wait/", {"text": "Kada?", "until": day}).status_code == 422
    moment = {"text": "Rytoj", "next_word_at_day": day, "next_word_at_time": "12:00"}
    assert agent.post(f"{address}reply/", moment).status_code == 422
    call = {
        "caller": "Petras",
        "reach": "+370 600 11111",
        "began_at_day": day,
        "began_at_time": "00:00",
        "kind": "service_request",
    }
    assert agent.post("/calls/new/", call | {"subject": "x", "text": "y"}).status_code == 422


def test_a_book_is_no_request(browser):
    for field in ("text", "access"):
        assert browser("customer").post("/report/", written(**{field: "x" * 20_001})).status_code == 422
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    "number", ["INC-0", "INC-999999999", "INC-99999999999", "inc-1", "XYZ-1", "%00", "INC-²"]
)
def test_a_number_that_nobody_has_is_not_there(browser, number):
    assert browser("agent").get(f"/incidents/{number}/").status_code in (400, 404)


@pytest.mark.parametrize(
    "field", ["text", "page", "next_word_at_day", "next_word_at_time", "line", "seen", "files", "back"]
)
@pytest.mark.parametrize("act", ["reply/", "note/", "write/reply/draft/", "write/note/preview/"])
def test_a_nul_in_a_form_of_the_desk_does_no_harm(browser, file, act, field):
    sent = {"text": "Žiūriu"} | {field: "a\0b"}
    assert browser("agent").post(f"{file().get_absolute_url()}{act}", sent).status_code < 500


@pytest.mark.parametrize("header", ["HX-Current-URL", "Referer"])
def test_an_address_that_is_none_is_no_view(browser, file, header):
    answer = browser("agent").post(
        f"{file().get_absolute_url()}note/", {"text": "Matyta"}, **{header: "http://["}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("reach", ["+370 612 34567 " * 9, "vakare skambinkite į namus, o dieną į biurą"])
def test_a_number_that_no_telephone_has_is_said_beside_its_field(browser, people, reach):
    agent, caller = browser("agent"), {"caller": "Nauja Skambina", "reach": reach.strip(), "text": "Stovi"}
    called = {
        "began_at_day": "2027-03-01",
        "began_at_time": "09:40",
        "kind": "service_request",
        "subject": "Stovi",
    }
    for form in ("/calls/new/", "/complaints/new/"):
        answer = agent.post(form, caller | called | {"key": str(uuid7())})
        assert answer.status_code == 422
        assert "Šis telefono numeris per ilgas." in answer.text
    assert not Person.objects.filter(name="Nauja Skambina").exists()


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_an_answer_said_to_be_given_when_all_is_over_is_refused_with_a_sentence(browser, file, people, part):
    incident = file()
    incident.cancel("Nebereikia", by=people.customer)
    answer = browser(part).post(f"{incident.get_absolute_url()}customer_reply/", {"answered_already": "1"})
    assert answer.status_code == 409
    assert "Atšauktas" in answer.text or "Cancelled" in answer.text
