"""Every page and every letter speaks one language at a time: the reader's."""

import re
from datetime import timedelta

import pytest
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from helpdesk import access, outbox
from helpdesk.catalogue import strays, words
from helpdesk.timers import clock
from tenants.door import in_tenant
from tests import cast, factories
from tests.trials import making

pytestmark = pytest.mark.django_db
# What people typed has neither language: nonsense is found nowhere else.
SAID = "Zzz zzz"
LITHUANIAN = re.compile(r"[ąčęėįšųūž]|\b(kreipin|pagalb|užsakym|darb|nauj|prisijung)", re.IGNORECASE)
NAMES = re.compile(
    "|".join(
        [name for part in cast.PARTS.values() for _, name, _ in part.values()]
        + ["Rūta Administratorė", "“sąskaitų”"]
    )
    + r"|Jonas Operatorius|Rasa Krovė|UAB \w+|[\w.]+@[\w.]+|https?://\S+|%\(\w+\)s|^[a-z-]+=|\b[a-z]+\.[a-z_]+\b"
)
FOREIGN = {"lt": words.ENGLISH, "en": LITHUANIAN}


def foreign(said, language):
    """The pieces of a page that are not in its language."""
    return [one for one in said if FOREIGN[language].search(NAMES.sub("", one))]


def pages(table, urlconf, roles):
    """The addresses of a host that need nothing more to be known, open to these roles."""
    for name, allowed in table.items():
        if allowed & set(roles) and name != "ui:gallery":  # a page for developers
            try:
                yield reverse(name, urlconf=urlconf)
            except NoReverseMatch:
                continue


def read(browser, paths, language):
    """Opens every page and gives what is foreign on it; most of them must open."""
    browser.cookies["language"] = language
    found, opened = {}, 0
    for path in paths:
        answer = browser.get(path)
        if answer.streaming:
            b"".join(answer)  # a sheet is a file, closed when it was read
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            opened += 1
            strange = foreign(strays.said_on(answer.content.decode()), language)
            found |= {path: strange} if strange else {}
    assert opened
    return found


def every_kind(desk):
    """Requests in every status, with every kind of entry on their timelines."""
    people = {part: factories.person(desk, part) for part in ("manager", "customer", "colleague", "agent")}
    agent, customer = people["agent"], people["customer"]

    def file(**said):
        return factories.IncidentFactory(**({"by": customer, "subject": SAID, "text": SAID} | said))

    with translation.override("en"):
        later = clock.now() + timedelta(days=2)
        new = file(critical=True, subject=SAID)
        worked = file(critical=True, subject=SAID)
        worked.assign(agent, by=agent)
        worked.start(SAID, by=agent)
        worked.reply(SAID, by=agent)
        worked.note(SAID, by=agent)
        worked.log_call(SAID, answered=False, by=agent)
        worked.watch(people["colleague"], by=customer)
        worked.give_contacts(contact=SAID, by=customer)
        worked.give_workaround(SAID, by=agent)
        worked.fail_workaround(SAID, by=customer)
        worked.reclassify(SAID, impact="minimal", by=agent)
        worked.release(by=agent)
        waiting = file(important=True, subject=SAID)
        waiting.wait(SAID, until=later, by=agent)
        solved = file()
        solved.resolve(SAID, code="fixed", by=agent)
        closed = file()
        closed.resolve(SAID, code="fixed", by=agent)
        closed.confirm(by=customer)
        closed.rate(4, by=customer)
        again = file()
        again.resolve(SAID, code="fixed", by=agent)
        again.still_fails(SAID, by=customer)
        cancelled = file()
        cancelled.cancel(SAID, by=customer)
    return [new, worked, waiting, solved, closed, again, cancelled]


@pytest.fixture
def requests(acme):
    """The addresses of one request of every kind."""
    with in_tenant(acme.tenant):
        return [one.get_absolute_url() for one in every_kind(acme)]


@pytest.mark.parametrize("language", ["lt", "en"])
def test_a_strangers_pages(public, language):
    assert read(public(), pages(access.PUBLIC, "helpdesk.urls_public", [access.ANYONE]), language) == {}


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_pages_of_an_account(public, acme, language):
    assert (
        read(public(acme.manager), pages(access.PUBLIC, "helpdesk.urls_public", [access.SIGNED_IN]), language)
        == {}
    )


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_console(public, operator_admin, acme, requests, language):
    order, ran = making.received(), making.running(acme, company_code="")
    paths = list(pages(access.PUBLIC, "helpdesk.urls_public", [access.OPERATOR_AGENT, access.OPERATOR_ADMIN]))
    paths += [reverse("console:order", args=[one.pk], urlconf="helpdesk.urls_public") for one in (order, ran)]
    assert read(public(operator_admin), paths, language) == {}


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("part", ["manager", "customer", "first_line", "agent"])
def test_a_help_desk(inside, acme, requests, part, language):
    paths = list(pages(access.TENANT, "helpdesk.urls_tenant", [part, access.ANYONE]))
    assert read(inside(acme, acme.people[part]), paths + requests, language) == {}


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_letters(acme, operator_admin, mailoutbox, settings, language):
    settings.DEMO_MAILBOX = False
    for one in [*acme.people.values(), operator_admin]:
        one.language = language
        one.save()
    with in_tenant(acme.tenant):
        every_kind(acme)
    making.running(acme, language=language)
    outbox.deliver_all()
    strange = {}
    for one in mailoutbox:
        html = [body for body, kind in one.alternatives if kind == "text/html"]
        said = [
            one.subject,
            *one.body.splitlines(),
            *(piece for body in html for piece in strays.said_on(body)),
        ]
        strange |= {one.subject: wrong} if (wrong := foreign(said, language)) else {}
    assert mailoutbox
    assert strange == {}


@pytest.mark.parametrize(
    ("size", "said"), [(1, "1 baitas"), (2, "2 baitai"), (18, "18 baitų"), (21, "21 baitas")]
)
def test_sizes_of_files_are_counted_as_lithuanian_counts(size, said):
    with translation.override("lt"):
        assert filesizeformat(size).replace("\xa0", " ") == said
