"""Words that look like our own marks: nobody is named by them, and no page breaks."""

import pytest

from incidents import mentions
from incidents.mentions import Spot

pytestmark = pytest.mark.django_db

FORGED = "&#xE000;&#x{:X};svetimas&#xE001;"


@pytest.mark.parametrize("sign", [0x5A, 0xE0FE, 0xE0FF, 0xE100, 0xE101, 0xF8FF])
def test_a_mark_written_by_its_number_is_no_mark(file, people, sign):
    one = file()
    one.note(f"@Aiste, žr. {FORGED.format(sign)}", by=people.first_line)
    [entry] = one.events.filter(kind="noted")
    assert [who for who, _at, _length in entry.data["mentions"]] == [str(people.agent.pk)]
    html = mentions.html(entry.comment.text, mentions.kept(entry), people.agent.pk)
    assert html.count("<span") == 1
    assert "svetimas" in html


def test_it_does_not_put_a_name_back_that_stands_in_code(file, people):
    one = file()
    one.note(f"`@fausta` @Aiste {FORGED.format(0xE100)}", by=people.agent)
    assert not one.events.get(kind="noted").data.get("mentions", [])[1:]


def test_a_link_is_not_broken_by_it():
    html = mentions.html('@Ona [čia](https://acme.test/ "&#xE000;")', [Spot("x", 0, 4)])
    assert '<a href="https://acme.test/"' in html
    assert ">čia</a>" in html
