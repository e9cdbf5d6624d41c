"""What stands under an agent's initials."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/canned/", "/checklists/"])
def test_an_agent_finds_the_desks_own_texts_in_the_account_menu(path, browser):
    for page in ("/queue/", "/calls/", "/kept/"):
        menu = browser("agent").get(page).text.split('id="account-menu"')[1]
        assert f'href="{path}"' in menu
    assert browser("agent").get(path).status_code == 200


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_nobody_else_is_shown_a_page_that_is_not_theirs(part, browser):
    page = browser(part).get("/notices/").text
    assert 'id="account-menu"' in page
    assert "/canned/" not in page
    assert "/checklists/" not in page
