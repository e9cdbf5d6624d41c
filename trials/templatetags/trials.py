"""The banner of the free month on a help desk's pages: `{% load trials %}{% trial_banner %}`."""

from typing import Any

from django import template
from django.template.context import Context

from helpdesk.lib.dates import local_date
from helpdesk.timers import clock
from trials.models import Wish

register = template.Library()

TOLD_TO_ALL = 7  # days before the end from which everybody is told, not the managers alone


@register.inclusion_tag("trials/banner.html", takes_context=True)
def trial_banner(context: Context) -> dict[str, Any]:
    """Shows how many days are left, and to a manager the way to carry on."""
    tenant, entry = context.get("tenant"), context.get("entry")
    if not tenant or not entry or tenant.ends_on is None:
        return {"days": None}
    now = context.get("now")
    moment = now() if callable(now) else now or clock.now()
    days = max(0, (tenant.ends_on - local_date(moment, tenant.zone)).days)
    wish = Wish.objects.filter(order__tenant=tenant, answered_at__isnull=True).first()
    if not entry.is_manager and (wish or days > TOLD_TO_ALL):
        return {"days": None}
    return {"days": days, "last_day": tenant.ends_on, "wish": wish, "is_manager": entry.is_manager}
