"""The link generated for one person alone."""

from datetime import timedelta

import pytest

from helpdesk import outbox
from helpdesk.accounts.models import User
from helpdesk.audit.models import Record
from helpdesk.timers import clock
from tenants.letters import write_invitation
from tenants.models import Invitation, Membership

pytestmark = pytest.mark.django_db
NEW = {"name": "Nijolė Nauja", "password": "žalias langas prie jūros"}


@pytest.fixture
def asked(acme):
    return Invitation.invite(
        tenant=acme.tenant,
        email="Nijole@acme.example",
        name="Nijolė",
        language="lt",
        role="customer",
        by=acme.manager.pk,
        at=clock.now(),
    )


def opened(public, invitation, user=None):
    browser = public(user)
    answer = browser.get(f"/invitation/{invitation.secret}/")
    assert (answer.status_code, answer["Location"]) == (302, "/invitation/")
    return browser


def test_somebody_new_sets_a_password_and_is_in(public, asked, acme):
    browser = opened(public, asked)
    answer = browser.post("/invitation/", NEW)
    assert (answer.status_code, answer["Location"]) == (303, "/enter/acme/")
    member = Membership.objects.get(tenant=acme.tenant, user__email="nijole@acme.example")
    assert (member.role, member.user.name) == ("customer", "Nijolė Nauja")


def test_opening_the_link_uses_nothing_up(public, asked):
    browser = opened(public, asked)
    assert browser.get("/invitation/").status_code == 200
    asked.refresh_from_db()
    assert asked.used_at is None


def test_only_the_hash_of_the_secret_is_stored(asked):
    assert asked.digest == outbox.digest(asked.secret)
    assert asked.secret not in str(Invitation.objects.filter(pk=asked.pk).values().get())


def test_a_used_link_leads_to_the_sign_in_of_that_help_desk(public, asked):
    opened(public, asked).post("/invitation/", NEW)
    again = opened(public, asked).get("/invitation/")
    assert (again.status_code, again["Location"]) == (302, "/enter/acme/")


def test_an_expired_link_offers_a_new_one_to_the_same_address(public, asked):
    clock.shift(Invitation.LIFE + timedelta(seconds=1))
    browser = opened(public, asked)
    page = browser.get("/invitation/")
    assert page.status_code == 410
    assert browser.post("/invitation/renew/").status_code == 200
    before = asked.secret
    asked.refresh_from_db()
    assert asked.generation == 2
    assert asked.secret != before
    fresh = opened(public, asked).get("/invitation/")
    assert fresh.status_code == 200


def test_an_unknown_link_and_a_revoked_one_answer_alike(public, asked):
    asked.revoke(by=None, at=clock.now())
    revoked = opened(public, asked).get("/invitation/")
    browser = public()
    browser.get("/invitation/nonsense/")
    unknown = browser.get("/invitation/")
    assert revoked.status_code == unknown.status_code == 404


def test_a_weak_password_keeps_the_name_and_says_why(public, asked):
    browser = opened(public, asked)
    answer = browser.post("/invitation/", {"name": "Nijolė Nauja", "password": "short"})
    assert answer.status_code == 422
    assert "Nijolė Nauja" in answer.content.decode()
    assert not User.objects.filter(email="nijole@acme.example").exists()


def test_somebody_with_an_account_signs_in_to_accept(public, acme, globex):
    asked = Invitation.invite(
        tenant=acme.tenant,
        email=globex.manager.email,
        name="Greta",
        language="en",
        role="customer",
        by=None,
        at=clock.now(),
    )
    stranger = opened(public, asked)
    assert stranger.post("/invitation/").status_code == 200
    assert not Membership.objects.filter(tenant=acme.tenant, user=globex.manager).exists()
    owner = opened(public, asked, globex.manager)
    assert owner.post("/invitation/").status_code == 303
    assert Membership.objects.get(tenant=acme.tenant, user=globex.manager).role == "customer"


def test_inviting_again_replaces_the_open_invitation(acme, asked):
    Invitation.invite(
        tenant=acme.tenant,
        email="nijole@acme.example",
        name="N",
        language="en",
        role="manager",
        by=None,
        at=clock.now(),
    )
    asked.refresh_from_db()
    assert asked.revoked_at is not None


def test_an_invitation_that_was_used_meanwhile_is_not_taken_back_and_nothing_is_put_on_record(asked, acme):
    seen_before = Invitation.objects.get(pk=asked.pk)
    assert asked.accept(acme.customer, at=clock.now())
    assert not seen_before.revoke(by=acme.manager.pk, at=clock.now())
    assert Invitation.objects.get(pk=asked.pk).revoked_at is None
    assert not Record.objects.filter(kind="invitation.revoked", subject_id=asked.pk).exists()


def test_the_letter_has_a_button_and_says_where_answers_are_written(asked, mailoutbox, settings):
    settings.DEMO_MAILBOX = False
    write_invitation(asked, inviter="")
    outbox.deliver_all()
    (mail,) = [one for one in mailoutbox if "nijole@acme.example" in one.to[0]]
    html = mail.alternatives[0][0]
    assert "atsakymai rašomi" in mail.body
    for text in (mail.body, html):
        assert f"/invitation/{asked.secret}/" in text
        assert "Atverti pagalbos tarnybą" in text


def test_the_letter_opens_with_its_button_and_says_who_invites(asked, acme, mailoutbox, settings):
    settings.DEMO_MAILBOX = False
    write_invitation(asked, inviter=str(acme.manager.pk))
    outbox.deliver_all()
    (mail,) = [one for one in mailoutbox if "nijole@acme.example" in one.to[0]]
    body = mail.alternatives[0][0].split("<body>")[1]
    assert body.index("/invitation/") < body.index(f"{acme.manager.name} kviečia Jus")
    assert mail.body.index("/invitation/") < mail.body.index(f"{acme.manager.name} kviečia Jus")
    assert body.count("/invitation/") == mail.body.count("/invitation/") == 1
