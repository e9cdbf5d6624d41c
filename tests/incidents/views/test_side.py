"""The side of a request: what it is about is changed where it stands, and what hangs by it is named."""

import pytest

from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db


def side(text):
    """The part of the page beside the conversation."""
    return text[text.index('<aside class="stack sticky-side"') :]


def test_what_can_be_done_stands_above_what_the_request_is_about(agent, file):
    text = side(agent.get(file("critical").get_absolute_url()).text)
    assert text.index("act-resolve") < text.index("About this request")


def test_impact_product_and_followers_unfold_where_they_stand(agent, file):
    about = side(agent.get(file().get_absolute_url()).text)
    about = about[about.index("About this request") : about.index('id="alike"')]
    for fold in ("act-reclassify", "act-describe", "act-watch"):
        assert f'id="{fold}"' in about


def test_who_follows_comes_into_the_side_and_as_a_page_without_a_script(agent, file):
    where = f"{file().get_absolute_url()}followers/"
    assert "<html" not in agent.get(where, **{"HX-Request": "true", "HX-Target": "followers-here"}).text
    assert "<html" in agent.get(where).text


def test_the_workaround_leads_to_its_entry(agent, file, people):
    one = bring(file("important"), "in_progress", people)
    assert "<dt>Workaround</dt>" not in agent.get(one.get_absolute_url()).text
    one.give_workaround("Eikite ratu", by=people.agent)
    given = one.events.get(kind="workaround_given")
    text = agent.get(one.get_absolute_url()).text
    assert "<dt>Workaround</dt>" in text
    assert f'{one.get_absolute_url()}#e{given.pk.hex}">Given' in text


def test_the_other_open_requests_of_the_requester_come_with_what_looks_alike(agent, browser, file, people):
    one, open_one, closed = file(), file("important"), bring(file("critical"), "closed", people)
    strange = file("important", by=people.colleague)
    assert "Other open requests" not in agent.get(one.get_absolute_url()).text  # it comes afterwards
    text = agent.get(f"{one.get_absolute_url()}alike/", **{"HX-Target": "alike"}).text
    others = text[text.index("Other open requests of") :]
    assert open_one.reference in others
    for not_there in (one, closed, strange):
        assert not_there.reference not in others
    assert "All requests of" in others


def test_a_link_says_what_the_other_request_is_and_how_it_stands(agent, file, people):
    one, other = file(), bring(file("important"), "in_progress", people)
    one.link(other, tie="relates", by=people.agent)
    text = side(agent.get(one.get_absolute_url()).text)
    assert f"{other.reference} · {other.subject}" in text
    assert "In progress" in text


def test_a_checklist_and_where_steps_are_added_stand_together(agent, file, people):
    one = file()
    assert side(agent.get(one.get_absolute_url()).text).count("act-add_steps") == 1
    one.add_steps("Pirmas", by=people.agent)
    text = side(agent.get(one.get_absolute_url()).text)
    assert text.count("act-add_steps") == 1
    assert text.index('id="checklist"') < text.index("act-add_steps")


def test_giving_back_stands_with_giving_to_somebody(agent, file, people):
    one = file()
    one.assign(people.agent, by=people.agent)
    text = agent.get(one.get_absolute_url()).text
    give = text[text.index('class="fold give"') :]
    assert "Give it back" in give[: give.index("</details>")]


def test_one_sentence_of_refusal_is_a_sentence_and_no_list(agent, file, people):
    one = bring(file(), "closed", people)
    answer = agent.post(f"{one.get_absolute_url()}release/")
    summary = answer.text[answer.text.index('id="error-summary"') :]
    assert "<li>" not in summary[: summary.index("</div>")]
