"""Lines begun beside the lists written beforehand: a list that is pressed takes none of them away."""

import re

import pytest

from helpdesk.timers import clock
from incidents import checklists
from incidents.models import Checklist

pytestmark = pytest.mark.django_db
BEGUN = "Paskambinti Onai\nUžrašyti kodą"


@pytest.fixture
def ready(people):
    said = {"name_lt": "Serveris", "steps_lt": "Kopija", "name_en": "Server", "steps_en": "Backup"}
    return Checklist.objects.create(**said, position=1, changed_by=people.agent, changed_at=clock.now())


@pytest.fixture
def pressed(agent, file, ready):
    """A request on which a list was put while other lines were begun."""
    one, form = file(), {"list": str(ready.pk), "steps": BEGUN, "page": "0123456789abcdef"}
    assert agent.post(f"{one.get_absolute_url()}add_steps/", form).status_code == 303
    return one


def field(text):
    """What stands where steps are written."""
    return re.search(r'<textarea[^>]*id="add_steps-steps"[^>]*>(.*?)</textarea>', text, re.S)[1]


def said(one):
    return [step.said for step in checklists.standing(one.events.in_order()).steps]


@pytest.mark.parametrize("path", ["", "steps/"])
def test_the_lines_stay_in_their_field_and_the_list_is_put_on(path, agent, pressed):
    assert said(pressed) == ["Backup"]
    assert field(agent.get(f"{pressed.get_absolute_url()}{path}").text) == BEGUN


def test_they_are_their_writers_alone(browser, pressed):
    assert field(browser("first_line").get(pressed.get_absolute_url()).text) == ""


def test_put_on_they_leave_the_field(agent, pressed):
    form = {"steps": BEGUN, "page": "fedcba9876543210"}
    agent.post(f"{pressed.get_absolute_url()}add_steps/", form)
    assert said(pressed) == ["Backup", *BEGUN.split("\n")]
    assert field(agent.get(pressed.get_absolute_url()).text) == ""


def test_another_list_pressed_without_them_lets_them_go(agent, pressed, ready):
    form = {"list": str(ready.pk), "steps": "", "page": "fedcba9876543210"}
    agent.post(f"{pressed.get_absolute_url()}add_steps/", form)
    assert field(agent.get(pressed.get_absolute_url()).text) == ""


@pytest.mark.parametrize("path", ["", "steps/"])
def test_the_lists_are_buttons_of_the_form_in_which_one_writes(path, agent, file, ready):
    one = file()
    page = agent.get(f"{one.get_absolute_url()}{path}").text
    lists = agent.get(f"{one.get_absolute_url()}steps/", **{"HX-Target": "steps-to-add"}).text
    assert page.count('<form id="write-steps"') == 1
    assert '<button type="submit" form="write-steps" name="list"' in lists
