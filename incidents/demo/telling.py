"""Living through a story: every act at its moment, and between them whatever falls due by itself."""

from datetime import datetime, timedelta
from typing import Any

from helpdesk import outbox, timers
from helpdesk.accounts.models import Operator, User
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import checklists as standing
from incidents.demo import canned, checklists
from incidents.demo.step import Step
from incidents.demo.stories import STORIES
from incidents.models import Call, Complaint, Incident, Notice, Person
from tenants.door import Entry, in_tenant
from tenants.models import Membership, Product, Role, Tenant

Cast = dict[str, Person]
Told = dict[str, Any]  # the requests and the complaints of a story, by the names that it gives them
UNSEEN = timedelta(hours=1)
WRITTEN = timedelta(days=9)  # so long ago the replies were written that are used again and again


def fill(tenant: Tenant) -> None:
    """Gives the help desk the requests of its story, up to now."""
    now = clock.now()
    with in_tenant(tenant):
        cast = _cast(tenant)
        canned.write(cast[Role.AGENT], now - WRITTEN)
        checklists.write(cast[Role.AGENT], now - WRITTEN)
    products = {product.code: product for product in Product.objects.all()}
    told: Told = {}
    story = STORIES.get(tenant.address, STORIES["other"])
    for step in sorted(story, key=lambda step: step.ago, reverse=True):
        with clock.at(now - step.ago) as hand:
            _let_happen(hand, tenant, now - step.ago)
            with in_tenant(tenant):
                _do(step, told, cast, products)
    with clock.at(now) as hand:
        _let_happen(hand, tenant, now)
    with in_tenant(tenant):
        Notice.objects.filter(at__lt=now - UNSEEN).read(now)  # people look at them, now and then
    outbox.deliver()


def _cast(tenant: Tenant) -> Cast:
    """Who there is: by mailbox, and by role for those whom every help desk has."""
    cast: Cast = {}
    members = Membership.objects.filter(tenant=tenant).select_related("user").order_by("created_at")
    for member in members:
        person = Person.enter(Entry(member.user, tenant, member.role))
        cast[member.user.email.partition("@")[0]] = person
        cast.setdefault(member.role, person)
    if admin := User.objects.filter(operator_role=Operator.ADMIN).order_by("id").first():
        cast["operator"] = Person.enter(Entry(admin, tenant, Role.AGENT, as_operator=True))
    if Role.AGENT not in cast:
        user = User.objects.exclude(operator_role="").order_by("-operator_role").first()
        if user is None:
            raise ValueError("The demo needs an agent.")
        cast[Role.AGENT] = Person.enter(Entry(user, tenant, Role.AGENT, as_operator=True))
    return cast


def _let_happen(hand: clock.Hand, tenant: Tenant, until: datetime) -> None:
    """Fires what falls due before a moment, each at its own."""
    mine = Timer.objects.pending().filter(tenant_id=tenant.pk, kind__startswith="incidents.")
    while due := mine.filter(next_try_at__lte=until).order_by("next_try_at").first():
        hand.to(due.next_try_at)
        if not timers.fire_due():
            break
    hand.to(until)


def _do(step: Step, told: Told, cast: Cast, products: dict[str, Product]) -> None:
    by = cast[step.by]
    said: dict[str, Any] = dict(step.said)
    for name in ("until", "next_word_at"):
        if name in said:
            said[name] = clock.now() + said[name]
    if "began" in said:
        said["began_at"] = clock.now() - said.pop("began")
    if "person" in said:
        said["person"] = cast[said["person"]]
    if "nth" in said:
        listed = standing.standing(told[step.about].events.in_order())
        said["step"] = list(listed.every)[said.pop("nth")]
    if "duplicate_of" in said:
        said["duplicate_of"] = told[said["duplicate_of"]]
    if step.verb == "consult":
        Call.answer(by=by).consult(by=by, **said)
        return
    if "owner" in said:
        said["owner"] = cast[said["owner"]]
    if step.verb == "complain":
        said["incident"] = told.get(said.get("incident", ""))
        told[step.about] = Complaint.complain(by=by, **said)
        return
    if step.verb != "report":
        getattr(told[step.about], step.verb)(by=by, **said)
        return
    if product := products.get(said.pop("product", "")):
        said |= {"product_id": product.pk, "product_name": product.name_lt}
    if "requester" in said:
        said["requester"] = cast[said["requester"]]
    told[step.about] = Incident.report(by=by, **said)
