"""What must be true of the settings for tenants not to leak."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register()
def no_app_is_both_shared_and_per_tenant(**_kwargs: Any) -> list[CheckMessage]:
    """Refuses an app that would have its tables in both places."""
    both = set(settings.SHARED_APPS) & set(settings.TENANT_APPS)
    return [Error(f"{app} is in SHARED_APPS and in TENANT_APPS.", id="tenants.E001") for app in sorted(both)]


@register(Tags.security, deploy=True)
def time_does_not_move(**_kwargs: Any) -> list[CheckMessage]:
    """Refuses an installation in which somebody may move the clock."""
    if settings.CLOCK_MAY_SHIFT:
        return [Error("CLOCK_MAY_SHIFT is only for tests and for loading demo data.", id="tenants.E002")]
    return []
