"""What the trouble came from is asked where one resolves, and only the desk reads it."""

from django.urls import reverse

CAUSE = "Pasibaigė licencija"


def test_it_is_asked_with_the_solution_and_stands_on_the_timeline_of_the_desk(browser, file):
    incident = file("important")
    page = incident.get_absolute_url()
    assert 'name="root_cause"' in browser("agent").get(page).text
    said = {"code": "fixed", "text": "Pataisėme šabloną", "root_cause": CAUSE}
    browser("agent").post(reverse("incidents:resolve", args=[incident.reference]), said)
    read = browser("agent").get(page).text
    assert CAUSE in read
    assert "Root cause" in read or "Pirminė priežastis" in read
    for who in ("customer", "manager"):
        assert CAUSE not in browser(who).get(page).text


def test_it_may_be_left_out_and_comes_back_when_something_else_was_missing(browser, file):
    incident = file()
    resolve = reverse("incidents:resolve", args=[incident.reference])
    refused = browser("agent").post(resolve, {"code": "", "text": "Pataisėme", "root_cause": CAUSE})
    assert refused.status_code == 422
    assert CAUSE in refused.text
    assert browser("agent").post(resolve, {"code": "fixed", "text": "Pataisėme"}).status_code in (200, 303)
    incident.refresh_from_db()
    assert incident.status == "resolved"
