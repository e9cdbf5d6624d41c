"""Views of the queue that somebody saved: named, counted, shared, renamed, removed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from incidents import sweeping
from incidents.models import SavedView

pytestmark = pytest.mark.django_db
SAVE = "/queue/views/"
IMPORTANT = "/queue/?impact=important&sort=newest"


def saved(by, name="Algos", query="?impact=important", **said):
    said |= {"by": by, "side": by.side, "saved_at": clock.now()}
    return SavedView.objects.create(name=name, query=query, **said)


def restored(browser, one):
    """The page after the undo of a removal."""
    return browser.get(browser.post(f"/queue/views/{one.pk}/restore/")["Location"]).text


def sidebar(page):
    return page.text.split('id="views"')[1].split("</aside>")[0]


def test_the_list_as_chosen_is_saved_and_stands_beside_it_with_its_count(agent, file, people):
    for level in ("important", "important", "minimal"):
        file(level)
    answer = agent.post(SAVE, {"name": "Svarbūs", "back": IMPORTANT + "&page=2"})
    assert (answer.status_code, answer["Location"]) == (303, IMPORTANT)
    one = SavedView.objects.get()
    assert (one.by, one.name, one.query, one.shared) == (people.agent, "Svarbūs", IMPORTANT[7:], False)
    shown = sidebar(agent.get("/queue/"))
    assert "Saved" in shown
    line = shown[shown.index("Svarbūs") :].split("</li>")[0]
    assert '<span class="count">2</span>' in line


def test_it_stands_there_where_the_list_is_empty_too(agent, people):
    saved(people.agent)
    assert "Algos" in sidebar(agent.get("/queue/"))


def test_it_is_marked_where_it_is_shown_and_can_be_changed_from_there(agent, file, people):
    one = saved(people.agent)
    file("important")
    page = agent.get("/queue/?impact=important")
    assert f'href="/queue/?impact=important" aria-current="page"><span>{one.name}' in page.text
    assert f"/queue/views/{one.pk}/" in page.text
    assert f"/queue/views/{one.pk}/" not in agent.get("/queue/").text


def test_the_list_bears_its_name_and_it_alone_is_marked(agent, file, people):
    saved(people.agent, "Bonus ir mano", "?view=mine&product=Bonus&agent=me")
    file(product_name="Bonus")
    page = agent.get("/queue/?view=mine&product=Bonus&agent=me").text
    assert "<h1>Bonus ir mano</h1>" in page
    assert page.split('id="views"')[1].split("</aside>")[0].count('aria-current="page"') == 1
    assert "<h1>My requests</h1>" in agent.get("/queue/?view=mine&product=Bonus").text


def test_people_are_saved_too_but_not_counted(agent, file, people):
    file()
    agent.post(SAVE, {"name": "Niekieno", "back": "/queue/?agent=nobody&agent=me"})
    assert SavedView.objects.get().query == "?agent=nobody&agent=me"
    line = sidebar(agent.get("/queue/")).split("Niekieno")[1].split("</li>")[0]
    assert "count" not in line


def test_words_are_saved_too_but_not_counted(agent, file, people):
    file()
    saved(people.agent, query="?q=algos")
    line = sidebar(agent.get("/queue/")).split("Algos")[1].split("</li>")[0]
    assert "count" not in line


def test_only_what_is_shared_is_seen_by_colleagues_and_says_whose_it_is(agent, file, colleague):
    file()
    saved(colleague, "Jo vieno")
    saved(colleague, "Visų", shared=True)
    shown = sidebar(agent.get("/queue/"))
    assert "Visų · Jonas Mažeika" in shown
    assert "Jo vieno" not in shown


def test_the_vendor_and_the_company_keep_theirs_apart(agent, browser, file, people):
    file()
    saved(people.agent, "Tiekėjo", shared=True)
    saved(people.first_line, "Įmonės", shared=True)
    assert "Tiekėjo" not in browser("first_line").get("/queue/").text
    assert "Įmonės" in browser("first_line").get("/queue/").text
    assert "Įmonės" not in agent.get("/queue/").text


def test_it_is_renamed_shared_and_removed(agent, people):
    one = saved(people.agent)
    address = f"/queue/views/{one.pk}/"
    assert "Algos" in agent.get(address).text
    agent.post(address, {"name": "Kitos algos", "shared": "on"})
    one.refresh_from_db()
    assert (one.name, one.shared, one.query) == ("Kitos algos", True, "?impact=important")
    assert agent.post(f"{address}remove/").status_code == 303
    assert "Kitos algos" not in sidebar(agent.get("/queue/"))
    assert agent.get(address).status_code == 404


def test_what_was_removed_comes_back_by_undo_for_ten_minutes(agent, english, people, hand):
    one = saved(people.agent, shared=True)
    page = agent.get(agent.post(f"/queue/views/{one.pk}/remove/")["Location"]).text
    assert f'action="/queue/views/{one.pk}/restore/"' in page
    assert "This can no longer be undone." in restored(english("first_line"), one)
    shown = restored(agent, one)
    assert "The view “Algos” is back." in shown
    assert "Algos" in shown.split('id="views"')[1].split("</aside>")[0]
    assert SavedView.objects.get().shared
    agent.post(f"/queue/views/{one.pk}/remove/")
    hand.forward(timedelta(minutes=10))
    assert "This can no longer be undone." in restored(agent, one)
    sweeping.files_and_their_rows()
    connection.set_schema(people.tenant.schema_name)
    assert not SavedView.objects.exists()


def test_it_comes_back_only_where_its_name_and_its_place_are_free(agent, people):
    one = saved(people.agent)
    agent.post(f"/queue/views/{one.pk}/remove/")
    agent.post(SAVE, {"name": "Algos", "back": IMPORTANT})
    assert "You have a view of this name already." in restored(agent, one)
    SavedView.objects.exclude(pk=one.pk).delete()
    for n in range(30):
        saved(people.agent, f"{n}")
    assert "as many views as a list can hold" in restored(agent, one)
    assert SavedView.objects.standing().count() == 30


@pytest.mark.parametrize("name", ["", "   ", "Algos", "x" * 41])
def test_a_name_that_cannot_be_is_refused_with_what_was_typed(name, agent, people):
    saved(people.agent)
    answer = agent.post(SAVE, {"name": name, "back": IMPORTANT})
    assert answer.status_code == 422
    assert "impact=important&amp;sort=newest" in answer.text
    assert SavedView.objects.count() == 1


def test_a_list_holds_thirty_of_one_person(agent, people):
    for n in range(30):
        saved(people.agent, f"{n}")
    assert agent.post(SAVE, {"name": "Dar", "back": IMPORTANT}).status_code == 422
    assert SavedView.objects.count() == 30


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "/queue/../kept/", "/queue/?view=nonsense&x=<b>", ""]
)
def test_only_what_the_queue_knows_is_saved(back, agent):
    agent.post(SAVE, {"name": "Keista", "back": back})
    assert SavedView.objects.get().query == ""


@pytest.mark.parametrize("path", ["", "remove/"])
def test_somebody_elses_view_is_not_changed(path, agent, colleague):
    one = saved(colleague, shared=True)
    assert agent.post(f"/queue/views/{one.pk}/{path}", {"name": "Mano"}).status_code == 404
    one.refresh_from_db()
    assert one.name == "Algos"


def test_another_help_desk_has_none_of_them(people, globex, inside, operator_agent):
    one = saved(people.agent, shared=True)
    theirs = inside(globex, operator_agent)
    assert theirs.get(f"/queue/views/{one.pk}/").status_code == 404
    assert "Algos" not in theirs.get("/queue/").content.decode()


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_customers_have_no_views_to_save(part, browser):
    assert browser(part).post(SAVE, {"name": "Mano"}).status_code == 403
    assert not SavedView.objects.exists()


def test_they_cost_the_queue_no_statement(agent, file, people):
    file()

    def cost():
        agent.get("/queue/")
        with CaptureQueriesContext(connection) as asked:
            agent.get("/queue/")
        return len([one for one in asked.captured_queries if not one["sql"].startswith("SET search_path")])

    before = cost()
    for n in range(5):
        saved(people.agent, f"{n}", shared=True)
    assert cost() == before
