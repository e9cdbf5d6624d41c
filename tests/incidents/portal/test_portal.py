"""What customers see of their requests, and what they never see."""

import pytest

from helpdesk.timers import clock
from incidents.models import Incident
from tests.incidents import stages

pytestmark = pytest.mark.django_db


def test_home_shows_what_waits_for_the_customer_first(browser, file, people):
    stages.bring(file(subject="Laukia atsakymo", by=people.colleague), "waiting", people)
    stages.bring(file(subject="Dirbama"), "in_progress", people)
    page = browser("colleague").get("/")
    assert page.text.index("Waits for you") < page.text.index("Laukia atsakymo") < page.text.index("Dirbama")


def test_what_waits_for_somebody_else_is_not_asked_of_a_colleague(browser, file, people):
    stages.bring(file(), "waiting", people)
    page = browser("colleague").get("/")
    assert "Waits for you" not in page.text
    assert "We have asked your colleague (Petras Pirkėjas) something" in page.text


def test_a_manager_does_not_read_that_they_were_asked_what_a_colleague_was(english, file, people):
    waiting, solved = (stages.bring(file(), status, people) for status in ("waiting", "resolved"))
    manager = english("manager")
    page = manager.get(waiting.get_absolute_url()).text
    assert "We have asked your colleague (Petras Pirkėjas) something" in page
    assert "asks your colleague (Petras Pirkėjas)" in page
    assert "Send the answer" in page
    assert "We have asked you something" not in page
    assert "work for your colleague (Petras Pirkėjas)?" in manager.get(solved.get_absolute_url()).text
    home = manager.get("/").text
    assert "Waits for you<" not in home
    assert home.index("Waits for your colleagues") < home.index("your colleague (Petras Pirkėjas)")


def test_what_waits_for_a_colleague_stands_under_their_name_and_below_ones_own(english, file, people):
    theirs = stages.bring(file(subject="Kolegos"), "waiting", people)
    stages.bring(file(subject="Mano", by=people.manager), "waiting", people)
    manager = english("manager")
    home = manager.get("/").text
    order = ["Waits for you<", "Mano", "Waits for your colleagues", "Kolegos", "Waiting for Petras Pirkėjas"]
    assert [home.index(one) for one in order] == sorted(home.index(one) for one in order)
    assert home.count("Answer the question") == 1
    for path in ("/requests/", theirs.get_absolute_url(), "/search/?q=Kolegos", "/similar/?subject=Kolegos"):
        page = manager.get(path).text
        assert "Waiting for Petras Pirkėjas" in page, path
    assert "Waiting for you" not in manager.get(theirs.get_absolute_url()).text
    assert "Waiting for you" in manager.get("/requests/").text  # their own


def test_a_critical_by_night_does_not_make_the_bar_sound_closed(english, file, people, hand):
    incident = file("critical", by=people.customer)
    customer = english("customer")
    said = "closed now, critical ones around the clock"
    hand.to(clock.now().replace(hour=21))
    for path in ("/", "/requests/", incident.get_absolute_url()):
        bar = customer.get(path).text.partition("</header>")[0]
        assert said in bar, path
    incident.give_workaround("Kitaip", by=people.agent)
    incident.confirm_workaround(by=people.customer)
    for path in ("/", "/requests/", incident.get_absolute_url()):
        assert "closed now, opens" in customer.get(path).text.partition("</header>")[0], path


def test_the_solution_is_asked_of_those_who_can_say_whether_it_works(browser, file, people):
    mine = stages.bring(file(by=people.colleague), "resolved", people)
    theirs = stages.bring(file(), "resolved", people)
    assert "Does it work for you?" in browser("colleague").get(mine.get_absolute_url()).text
    assert "until Petras Pirkėjas says so" in browser("colleague").get(theirs.get_absolute_url()).text


def test_home_is_calm_when_nothing_is_open(browser, people):
    page = browser("colleague").get("/")
    assert "Nothing is open" in page.text


def test_a_note_never_reaches_a_customer_in_any_page(browser, file, people):
    incident = stages.bring(file(), "in_progress", people)
    incident.note("PASLAPTIS apie klientą", by=people.agent)
    for path in ("/", "/requests/", incident.get_absolute_url()):
        page = browser("customer").get(path)
        assert page.status_code == 200
        assert "PASLAPTIS" not in page.text


@pytest.mark.parametrize(
    "status", ["new", "in_progress", "waiting", "resolved", "closed", "reopened", "cancelled"]
)
def test_no_page_of_a_request_speaks_the_desks_language(browser, file, people, status):
    incident = stages.bring(file("important"), status, people)
    page = browser("colleague").get(incident.get_absolute_url())
    assert page.status_code == 200
    words = page.text.lower()
    assert not [
        word
        for word in ("sla", "triage", "breach", "queue", "escalat", "internal note", "the customer")
        if f" {word}" in words
    ]


def test_the_customer_sees_who_is_on_it_and_what_they_do_first(browser, file, people):
    incident = file("critical")
    incident.start("Atidarau periodą kopijoje", by=people.agent)
    page = browser("colleague").get(incident.get_absolute_url())
    assert "Aistė Konsultantė" in page.text
    assert "Atidarau periodą kopijoje" in page.text
    assert "Promise kept" in page.text


def test_a_broken_promise_is_said_to_the_customer_in_plain_words(browser, file, ring):
    incident = file("critical")
    ring(minutes=61)
    page = browser("colleague").get(incident.get_absolute_url())
    assert "Promise broken: work was to start by 11:00" in page.text


def test_a_colleagues_request_is_404_where_everybody_sees_only_their_own(browser, file, people, acme):
    incident = file(by=people.customer)
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    from tenants import hosts

    hosts.forget()
    hidden = browser("colleague").get(incident.get_absolute_url())
    missing = browser("colleague").get("/incidents/INC-999999/")
    assert hidden.status_code == missing.status_code == 404
    assert browser("manager").get(incident.get_absolute_url()).status_code == 200
    assert incident.subject not in browser("colleague").get("/requests/").text


def test_a_request_of_another_company_is_404(browser, file, globex, inside):
    incident = file()
    answer = inside(globex, globex.manager).get(incident.get_absolute_url())
    assert answer.status_code == 404


ACTS = {
    "customer_reply": ("new", {"text": "Štai ekrano vaizdas"}),
    "confirm": ("resolved", {"rating": "5", "words": "Ačiū"}),
    "still_fails": ("resolved", {"text": "Vis dar rodo klaidą"}),
    "reopen": ("closed", {"reason": "Vėl rodo klaidą"}),
    "rate": ("closed", {"rating": "4", "words": ""}),
    "cancel": ("new", {"reason": "Susitvarkėme"}),
    "reclassify": ("new", {"marks": ["business_stopped"], "reason": "Sustojo gamyba"}),
}


@pytest.mark.parametrize("verb", ACTS)
def test_a_customer_does_what_is_theirs_to_do(browser, file, people, verb):
    status, said = ACTS[verb]
    incident = stages.bring(file(), status, people)
    answer = browser("customer").post(f"{incident.get_absolute_url()}{verb}/", said)
    assert (answer.status_code, answer["Location"]) == (303, incident.get_absolute_url())
    assert browser("customer").get(f"{incident.get_absolute_url()}{verb}/").status_code == 405


def test_raising_to_critical_starts_an_hour(browser, file):
    incident = file()
    browser("customer").post(f"{incident.get_absolute_url()}reclassify/", ACTS["reclassify"][1])
    incident.refresh_from_db()
    assert (incident.impact, incident.hour_due_at is not None) == ("critical", True)


def test_already_answered_ends_the_waiting(browser, file, people):
    incident = stages.bring(file(), "waiting", people)
    browser("customer").post(f"{incident.get_absolute_url()}customer_reply/", {"answered_already": "1"})
    incident.refresh_from_db()
    assert incident.status == "in_progress"


def test_an_empty_reply_is_refused_with_a_sentence(browser, file):
    incident = file()
    answer = browser("colleague").post(f"{incident.get_absolute_url()}customer_reply/", {"text": " "})
    assert answer.status_code == 422
    assert "Write something." in answer.text


def test_what_is_not_possible_now_is_said_and_changes_nothing(browser, file):
    incident = file()
    answer = browser("customer").post(f"{incident.get_absolute_url()}confirm/", {})
    assert answer.status_code == 409
    assert Incident.objects.get(pk=incident.pk).status == "new"


@pytest.mark.parametrize("path", ["/", "/requests/"])
def test_a_list_costs_the_same_for_few_and_many(browser, file, django_assert_max_num_queries, path):
    client = browser("customer")
    for _ in range(3):
        file()
    client.get(path)
    with django_assert_max_num_queries(24) as few:  # the SET search_path before each is counted here too
        client.get(path)
    for _ in range(20):
        file()
    with django_assert_max_num_queries(len(few)):
        client.get(path)
