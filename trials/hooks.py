"""What an order does when its help desk is made and first entered."""

from helpdesk import timers
from helpdesk.timers import clock
from tenants import registry
from tenants.models import Invitation, Product, Role, Tenant, TenantProduct
from trials import post
from trials.models import Order


@registry.on_provision
def give_products(tenant: Tenant) -> None:
    """Notes which systems the company said it uses."""
    order = Order.objects.filter(tenant=tenant).first()
    if order:
        for product in Product.objects.filter(code__in=order.systems):
            TenantProduct.objects.get_or_create(tenant=tenant, product=product)


@registry.on_ready
def send_link(tenant: Tenant) -> None:
    """Makes the link for whoever ordered, who becomes the first manager, and hands it to the mail."""
    order = Order.objects.filter(tenant=tenant).first()
    if order:
        invitation = Invitation.invite(
            tenant=tenant,
            email=order.email,
            name=order.contact_name,
            language=order.language,
            role=Role.MANAGER,
            by=None,
            at=clock.now(),
        )
        post.to_prospect(order, "trials.link", key=str(invitation.pk), invitation=str(invitation.pk))


@registry.on_first_entry
def begin_month(tenant: Tenant) -> None:
    """Begins the month at the first sign-in."""
    order = Order.objects.filter(tenant=tenant).first()
    if order is None:
        return
    timers.lock(order.pk)
    order.refresh_from_db()
    now = clock.now()
    if Order.LIFE.possible("link_sent", order.status):
        order.link_sent(at=now)  # they hold the link, so it was sent; only the note of it is missing
    if Order.LIFE.possible("activate", order.status):
        order.activate(at=now)
