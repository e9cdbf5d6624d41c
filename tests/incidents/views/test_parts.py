"""Parts of a request on the pages: made in one step, solved together, told to whom may see them."""

from datetime import timedelta

import pytest

from incidents.models import Incident
from tests.incidents.stages import bring
from tests.statements import at_most

pytestmark = pytest.mark.django_db
SOLVED = {"text": "Įdiegta nauja versija", "code": "delivered"}


@pytest.fixture
def whole(file, people):
    """A request at work with one open part."""
    one = bring(file(subject="Perkėlimas į naują versiją"), "in_progress", people)
    one.part = one.add_part("Perkelti algas", "Algų modulis", by=people.agent)
    return one


def page_of(one):
    return f"/incidents/{one.reference}/"


def test_a_part_is_made_on_one_page_with_what_is_known_filled_in(file, people, english):
    whole = file(subject="Perkėlimas", product_name="Bonus", product_version="4.1")
    agent, path = english("agent"), f"{page_of(whole)}add_part/"
    form = agent.get(path).text
    assert 'value="Perkėlimas"' in form
    assert f'<option value="{people.customer.pk}" selected>' in form
    sent = agent.post(
        path, {"subject": "Algos", "text": "Tik algos", "requester": people.customer.pk, "kind": "incident"}
    )
    part = Incident.objects.get(parent=whole)
    assert (sent.status_code, sent["Location"]) == (303, page_of(part))
    assert (part.subject, part.product_version, part.impact) == ("Algos", "4.1", "minimal")


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(file, people, english):
    whole = file()
    sent = english("agent").post(
        f"{page_of(whole)}add_part/", {"subject": "Algos", "requester": people.agent.pk, "kind": "incident"}
    )
    assert sent.status_code == 422
    assert 'value="Algos"' in sent.text
    assert not Incident.objects.filter(parent=whole).exists()


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_only_agents_make_parts(part, file, english):
    whole = file()
    for asked in (english(part).get, english(part).post):
        assert asked(f"{page_of(whole)}add_part/").status_code in (403, 404)


def test_the_whole_lists_its_parts_and_a_part_says_whose_it_is(whole, people, english):
    whole.part.assign(people.agent, by=people.agent)
    agent = english("agent")
    page = agent.get(page_of(whole)).text
    assert "1 of 1 is open" in page
    assert f"{whole.part.reference} · Perkelti algas" in page
    assert f'href="{page_of(whole)}add_part/"' in page
    there = agent.get(page_of(whole.part)).text
    assert f"{whole.reference} · Perkėlimas į naują versiją" in there
    assert f'href="{page_of(whole.part)}add_part/"' not in there


def test_one_that_is_here_already_becomes_a_part_and_is_taken_out(whole, file, english):
    one, agent = file(), english("agent")
    sent = agent.post(f"{page_of(one)}link/", {"tie": "part_of", "other": whole.reference})
    assert sent.status_code == 303
    assert Incident.objects.get(pk=one.pk).parent == whole
    taken = agent.post(f"{page_of(whole)}unlink/", {"tie": "part_of", "way": "from", "other": one.reference})
    assert taken.status_code == 303
    assert Incident.objects.get(pk=one.pk).parent is None


def test_from_the_page_of_the_whole_one_that_is_here_becomes_its_part(whole, file, english):
    one = file()
    sent = english("agent").post(f"{page_of(whole)}link/", {"tie": "has_part", "other": one.reference})
    assert sent.status_code == 303
    assert Incident.objects.get(pk=one.pk).parent == whole


def test_solving_a_whole_warns_of_its_open_parts_first(whole, english):
    agent = english("agent")
    assert "1 part of it is still open" in agent.get(page_of(whole)).text
    asked = agent.post(f"{page_of(whole)}resolve/", SOLVED)
    assert asked.status_code == 422
    assert "1 part of it is still open" in asked.text
    assert "Įdiegta nauja versija" in asked.text
    whole.refresh_from_db()
    assert whole.status == "in_progress"


def test_of_an_hour_that_runs_is_spoken_only_where_a_part_has_one(whole, people, english):
    agent = english("agent")
    assert "promised hour" not in question(agent.get(page_of(whole)).text)
    assert whole.part.reference in question(agent.get(page_of(whole)).text)
    runs = whole.add_part("Neveikia", "Niekas", by=people.agent, marks=["critical_function_down"])
    assert f"while a promised hour runs: {runs.reference}." in question(agent.get(page_of(whole)).text)


def question(text):
    """What is asked about the open parts."""
    return text[text.index('id="resolve-parts"') : text.index("Say that it is resolved")]


def test_the_open_parts_are_solved_in_the_same_step_and_what_is_left_is_named(whole, people, english):
    runs = whole.add_part("Neveikia", "Niekas", by=people.agent, marks=["critical_function_down"])
    assert runs.hour_due_at
    agent = english("agent")
    sent = agent.post(f"{page_of(whole)}resolve/", {**SOLVED, "parts": "resolve"})
    assert sent.status_code == 303
    found = {one.pk: one.status for one in Incident.objects.all()}
    assert found == {whole.pk: "resolved", whole.part.pk: "resolved", runs.pk: "new"}
    page = agent.get(sent["Location"]).text
    assert f"Resolved with it: {whole.part.reference}." in page
    assert f"Left out: {runs.reference}." in page


def test_the_open_parts_stay_open_where_one_says_so(whole, english):
    sent = english("agent").post(f"{page_of(whole)}resolve/", {**SOLVED, "parts": "leave"})
    assert sent.status_code == 303
    assert {one.status for one in Incident.objects.all()} == {"resolved", "new"}


def test_a_whole_that_cannot_be_solved_leaves_its_parts_alone(whole, people, english):
    whole.cancel("Nereikia", by=people.customer)
    sent = english("agent").post(f"{page_of(whole)}resolve/", {**SOLVED, "parts": "resolve"})
    assert sent.status_code == 409
    assert Incident.objects.get(pk=whole.part.pk).status == "new"


def test_one_with_open_parts_is_left_out_of_what_is_said_to_many(whole, file, english):
    other = file()
    chosen = {"number": [whole.reference, other.reference]}
    page = english("agent").get("/queue/resolve/", chosen).text
    assert "Parts of it are still open" in page


def test_a_customer_reads_of_parts_that_they_may_see(whole, english):
    page = english("customer").get(page_of(whole)).text
    assert f"{whole.part.reference} · Perkelti algas" in page
    assert "are open" not in page
    assert f"{whole.reference} · " in english("customer").get(page_of(whole.part)).text


def test_a_customer_reads_of_no_part_that_they_may_not_see_not_even_how_many(file, people, english):
    whole = bring(file(), "in_progress", people)
    part = whole.add_part("Slapta", "Algos", by=people.agent, requester=people.manager)
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    text = english("customer").get(page_of(whole)).text
    for word in (part.reference, "Slapta", "has the part", 'id="parts"'):
        assert word not in text
    assert english("customer").get(page_of(part)).status_code == 404
    assert "Its parts" in english("manager").get(page_of(whole)).text


def test_the_request_of_another_help_desk_is_no_part(whole, english, globex):
    from tenants.door import in_tenant
    from tests import factories

    with in_tenant(globex.tenant):
        foreign = factories.IncidentFactory(by=factories.person(globex, "customer"))
        number = foreign.number
    if Incident.objects.filter(number=number).exists():
        number = 999_999
    sent = english("agent").post(f"{page_of(whole)}link/", {"tie": "has_part", "other": f"INC-{number}"})
    assert sent.status_code == 422


def test_the_open_page_of_a_whole_is_told_what_becomes_of_its_parts_and_the_other_way_round(
    whole, people, english, hand
):
    panel, agent = {"HX-Request": "true", "HX-Target": "panel"}, english("agent")
    part = whole.part
    for one, other, do, seen in (
        (whole, part, lambda: part.assign(people.agent, by=people.agent), people.agent.name),
        (whole, part, lambda: part.resolve("Perkelta", code="fixed", by=people.agent), "0 of 1"),
        (part, whole, lambda: whole.resolve("Perkelta", code="fixed", by=people.agent), "Resolved"),
    ):
        asked = {**panel, "If-None-Match": agent.get(page_of(one))["ETag"]}
        assert agent.get(page_of(one), **asked).status_code == 304
        hand.forward(timedelta(seconds=1))
        do()
        told = agent.get(page_of(one), **asked)
        assert told.status_code == 200
        assert seen in told.text[told.text.index('id="parts"') :], other


def test_a_part_that_is_taken_out_or_put_in_is_told_to_the_open_page(whole, file, people, english, hand):
    panel, agent, one = {"HX-Request": "true", "HX-Target": "panel"}, english("agent"), file()
    for do in (
        lambda: whole.part.unlink(whole, tie="part_of", by=people.agent),
        lambda: one.link(whole, tie="part_of", by=people.agent),
    ):
        asked = {**panel, "If-None-Match": agent.get(page_of(whole))["ETag"]}
        hand.forward(timedelta(seconds=1))
        do()
        assert agent.get(page_of(whole), **asked).status_code == 200


def test_the_customers_open_page_of_a_whole_is_told_how_its_parts_stand_and_no_inside_matter(
    whole, people, english
):
    panel, customer = {"HX-Request": "true", "HX-Target": "panel"}, english("customer")
    asked = {**panel, "If-None-Match": customer.get(page_of(whole))["ETag"]}
    whole.part.note("Tik mums", by=people.agent)
    assert customer.get(page_of(whole), **asked).status_code == 304
    whole.part.start("Žiūriu", by=people.agent)
    told = customer.get(page_of(whole), **asked)
    assert told.status_code == 200
    assert "In progress" in told.text[told.text.index('id="parts"') :]


def test_a_page_with_many_parts_costs_what_one_part_costs(whole, people, english):
    for n in range(6):
        whole.add_part(f"Dalis {n}", "Dar", by=people.agent)
    agent = english("agent")
    agent.get(page_of(whole))
    with at_most(8):
        agent.get(page_of(whole))


def test_a_part_that_is_ordered_loses_no_tick_silently(file, people, english):
    whole = file()
    said = {"subject": "Algos", "text": "Tik algos", "requester": people.customer.pk, "kind": "development"}
    sent = english("agent").post(f"{page_of(whole)}add_part/", said | {"marks": ["business_stopped"]})
    assert sent.status_code == 422
    assert "A new function has no level" in sent.text
    assert not Incident.objects.filter(parent=whole).exists()
