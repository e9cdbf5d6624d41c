"""All letters of a request to one reader are one thread; the first of them is what the others answer."""

from helpdesk.outbox.building import message_id


def test_every_later_letter_answers_the_first(file, people, mail):
    one = file("critical")
    one.start("Žiūriu", by=people.agent)
    one.reply("Jau žinome priežastį", by=people.agent)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    first, *later = [sent.message() for sent in mail("customer@acme")]
    assert first["In-Reply-To"] is None
    assert first["References"] is None
    assert len(later) == 3
    for answer in later:
        assert answer["In-Reply-To"] == answer["References"] == first["Message-ID"]
    assert {answer["Subject"] for answer in later} == {first["Subject"]}
    assert first["Subject"].startswith(f"{one.reference}: ")
    assert len({first["Message-ID"], *(answer["Message-ID"] for answer in later)}) == 4


def test_each_reader_has_a_thread_of_their_own(file, people, mail):
    one = file(by=people.colleague)
    one.watch(people.customer, by=people.colleague)
    one.start("Žiūriu", by=people.agent)
    mine, theirs = mail("colleague@acme")[-1].message(), mail("customer@acme")[-1].message()
    assert mine["References"] != theirs["References"]


def test_whoever_comes_later_has_one_thread_all_the_same(file, people, mail):
    one = file(by=people.colleague)
    one.watch(people.customer, by=people.colleague)
    one.start("Žiūriu", by=people.agent)
    one.reply("Radome", by=people.agent)
    roots = {sent.message()["References"] for sent in mail("customer@acme")}
    assert roots == {message_id(f"thread:incident:{one.pk}:{people.customer.user_id}")}


def test_two_requests_are_two_threads(file, people, mail):
    for _request in range(2):
        file().start("Žiūriu", by=people.agent)
    assert len({sent.message()["References"] for sent in mail("customer@acme")} - {None}) == 2


def test_what_agents_are_told_of_a_request_is_one_thread(file, people, mail, ring):
    one = file("critical")
    ring(minutes=31)
    one.refresh_from_db()
    one.start("Žiūriu", by=people.agent)
    one.customer_reply("Štai", by=people.customer)
    told = mail("agent@acme")
    assert len(told) == 2
    assert len({sent.message()["References"] for sent in told}) == 1
