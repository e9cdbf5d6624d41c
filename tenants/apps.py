"""The room of the help desks themselves."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Companies' help desks: where they live, who belongs to them, how they are made and closed."""

    name = "tenants"

    def ready(self) -> None:
        """Registers the timers, letters and checks of this room."""
        from tenants import checks, letters, tasks  # noqa: F401 - registration happens on import
