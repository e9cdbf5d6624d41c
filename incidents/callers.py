"""Who calls: the people of this help desk by number or by name, as somebody types."""

import re
from typing import Any

from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Lower

from incidents.models import Incident, Person

AT_MOST = 8
# Names are found with their marks or without: Zelvyte is Želvytė.
MARKED, BARE = "ĄČĘĖĮŠŲŪŽąčęėįšųūž", "ACEEISUUZaceeisuuz"
TABLE = str.maketrans(MARKED, BARE)
SHORTEST = 3  # digits that are worth a search


class _Folded(Func):
    function = "translate"
    output_field = CharField()


class _Digits(Func):
    function = "regexp_replace"
    output_field = CharField()


def folded(words: str) -> str:
    """The words as they are compared: small letters without marks."""
    return words.translate(TABLE).lower()


def digits(number: str) -> str:
    """The digits that stay the same however a number is written: +370 600…, 8 600… and 0 600… are one."""
    found = re.sub(r"\D", "", number)
    return re.sub(r"^(?:00)?370|^[80]", "", found)


def is_number(words: str) -> bool:
    """Whether this is a number and no name, whichever field it was typed into."""
    return bool(digits(words)) and not any(letter.isalpha() for letter in words)


def people() -> Any:
    """Everybody of the company whom this help desk knows, with or without an account."""
    return Person.objects.filter(side=Person.Side.CUSTOMER)


def find(name: str, phone: str) -> list[Person]:
    """The people whose number or name this may be; a number may be typed into either field."""
    wanted = Q()
    for number in (digits(phone), digits(name)):
        if len(number) >= SHORTEST:
            wanted |= Q(number_digits__contains=number)
    if said := [word for word in folded(name).split() if any(letter.isalpha() for letter in word)]:
        named = Q()
        for word in said:
            named &= Q(folded_name__contains=word) | Q(email__icontains=word)
        wanted |= named
    if not wanted:
        return []
    numbers = _Digits("phone", Value(r"\D"), Value(""), Value("g"))
    names = Lower(_Folded("name", Value(MARKED), Value(BARE)))
    found = people().annotate(number_digits=numbers, folded_name=names).filter(wanted)
    return list(found.order_by("name", "id")[:AT_MOST])


def certain(found: list[Person], name: str, phone: str) -> Person | None:
    """The one whom it must be: the only one with the whole number, or the only one of exactly this name."""
    number = digits(phone) or digits(name)
    if len(number) >= 8:
        theirs = [one for one in found if digits(one.phone) == number]
    else:
        theirs = [one for one in found if folded(one.name) == folded(name.strip())]
    return theirs[0] if len(theirs) == 1 else None


def open_requests(person: Person) -> list[Incident]:
    """What is not over of somebody's requests: their call may be about one of these."""
    theirs = Q(requester=person) | Q(pk__in=person.watching.values("incident_id"))
    unfinished = Incident.objects.unfinished().with_people().filter(theirs)
    return list(unfinished.in_queue_order()[:AT_MOST])
