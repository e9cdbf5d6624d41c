"""What somebody reads who follows a colleague's request: nothing is asked of them that they cannot answer."""

import pytest

from helpdesk.accounts.models import User
from incidents.models import Person

pytestmark = pytest.mark.django_db


def test_only_who_asked_is_asked_whether_it_works(file, people, mail):
    User.objects.update(language="en")
    Person.objects.update(language="en")
    one = file("important")
    one.watch(people.colleague, by=people.customer)
    one.start("Žiūriu", by=people.agent)
    one.give_workaround("Naudokite senąją formą", by=people.agent)
    one.resolve("Pataisyta", code="fixed", by=people.agent)
    asked, told = ([letter.body for letter in mail(to)] for to in ("customer@", "colleague@"))
    for body in asked:
        assert "is asked whether it works" not in body
    assert sum("Does it work" in body for body in asked) == 2
    assert sum(f"{people.customer.name} is asked whether it works." in body for body in told) == 2
    assert not any("Does it work" in body or "your request" in body for body in told)
    assert sum("Say whether it works:" in body for body in asked) == 2
    assert not any("Say whether it works:" in body for body in told)
    assert any(f"{people.agent.name} has started work on {one.reference}" in body for body in told)
