"""Colleagues of the desk whom a note names: found by their names, kept by their places in the words."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import SafeString

from helpdesk.accounts.models import User
from helpdesk.lib.markdown import render, render_marked
from incidents.search.words import fold
from tenants.models import Membership, Role, Tenant, agents_of

if TYPE_CHECKING:
    from incidents.models.event import Event
    from incidents.models.incident import Incident
    from incidents.models.people import Person

MOST = 20  # people whom one note names
LOOKED_AT = 200  # signs of a note that may begin a name
# Not in the middle of a word or of an address, and not where a backslash says that no name is meant.
AT = re.compile(r"(?<![\w@/\\.+-])@(?=\w)")
ENDS = r"(?!\w)(?!-\w)(?!\.\w)(?!@)"
BLANKS = r"[ \t\u00a0]+"


class Named(Protocol):
    """Anybody with a name and an address."""

    pk: UUID
    name: str
    email: str


class Spot(NamedTuple):
    """One place of a text in which somebody is named."""

    who: str
    start: int
    length: int


def colleagues(tenant: Tenant) -> list[Any]:
    """Who could read a note here at this moment: the agents, come in before or not, and the first line.

    Their accounts, each with whether it serves here as an agent.
    """
    first = Membership.objects.filter(tenant=tenant, user=OuterRef("pk"), role=Role.FIRST_LINE)
    serves = Exists(agents_of(tenant).filter(pk=OuterRef("pk")))
    asked = User.objects.filter(Q(serves) | Q(Exists(first)), is_active=True)
    return list(asked.annotate(serves=serves).order_by("name", "email"))


def find(text: str, people: Iterable[Named], strangers: Iterable[str] = ()) -> list[Spot]:
    """Where a text names which of these people; whoever could be several, or a stranger, is not named.

    A full name or an address goes before a first name, and a longer one before a shorter.
    """
    starts = [found.start() for found in AT.finditer(text)]
    if not starts:
        return []
    folded, known = fold(text), _Known(people, strangers)
    spots = list(islice((spot for start in starts[:LOOKED_AT] if (spot := known.at(folded, start))), MOST))
    # What stands in code or in a link is no name.
    _html, drawn = render_marked(text, [(one.start, one.length, "") for one in spots])
    return [spot for place, spot in enumerate(spots) if place in drawn]


def html(text: str, spots: Sequence[Spot], reader: object = None) -> SafeString:
    """The text as the page shows it: names are quiet marks, the reader's own is a little louder."""
    if not text or not spots:
        return render(text)
    me = str(reader)
    marks = [(at, length, "mention mine" if who == me else "mention") for who, at, length in spots]
    return render_marked(text, marks)[0]


def kept(event: "Event") -> list[Spot]:
    """The places that an entry keeps; of words that were taken out there are none."""
    if event.comment is None or not event.comment.text:
        return []
    return [Spot(*one) for one in event.data.get("mentions", [])]


def shown(text: str, incident: "Incident", tenant: Tenant, reader: "Person") -> SafeString:
    """What is being written, as the note will show it."""
    people = colleagues(tenant) if AT.search(text) else []
    return html(text, find(text, people, [incident.requester.name]), reader.user_id)


def of_note(text: str, incident: "Incident", tenant: Tenant) -> dict[str, Any]:
    """What the entry of a note keeps of whom it names: people's ids and places; nothing for nobody."""
    users = {str(one.pk): one for one in colleagues(tenant)} if AT.search(text) else {}
    spots = find(text, users.values(), [incident.requester.name])
    if not spots:
        return {}
    people = _people(users[who] for who in dict.fromkeys(spot.who for spot in spots))
    return {"mentions": [[people[who], start, length] for who, start, length in spots]}


def _people(users: Iterable[Any]) -> dict[str, str]:
    """The people of these accounts here; whoever has never come in is somebody here from now on."""
    from incidents.models.people import Person  # whose acts are built upon this

    found = {}
    for user in users:
        side = Person.Side.AGENT if user.serves else Person.Side.CUSTOMER
        known = {"name": user.name or user.email, "email": user.email, "phone": user.phone, "side": side}
        person, _made = Person.objects.get_or_create(
            user_id=user.pk, defaults=known | {"language": user.language}
        )
        found[str(user.pk)] = str(person.pk)
    return found


class _Known:
    """Everybody who can be meant, by the names under which they can be called."""

    def __init__(self, people: Iterable[Named], strangers: Iterable[str]) -> None:
        self.whole: list[tuple[re.Pattern[str], str]] = []
        self.first: dict[str, set[str]] = {}
        for one in people:
            who, name = str(one.pk), one.name or one.email
            self.whole += [(_pattern(name), who), (_pattern(one.email), who)]
            self.first.setdefault(_first(name), set()).add(who)
        # Somebody of the company is never told; but a name that is theirs is nobody else's.
        self.whole += [(_pattern(name), "") for name in strangers]

    def at(self, folded: str, start: int) -> Spot | None:
        """Who is named at this place, if it is exactly one."""
        hits = [(hit.end(), who) for pattern, who in self.whole if (hit := pattern.match(folded, start + 1))]
        if hits:
            end = max(hits)[0]
            meant = {who for at, who in hits if at == end}
        else:
            word = re.compile(r"[^\W_]+(?:-[^\W_]+)*" + ENDS).match(folded, start + 1)
            if word is None:
                return None
            end, meant = word.end(), self.first.get(word[0], set())
        who = next(iter(meant)) if len(meant) == 1 else ""
        return Spot(who, start, end - start) if who else None


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(BLANKS.join(re.escape(word) for word in fold(name).split()) + ENDS)


def _first(name: str) -> str:
    return fold(name).split()[0] if name.split() else ""
