"""The room of the free month."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    """Orders, from the form to the end of the month."""

    name = "trials"

    def ready(self) -> None:
        """Registers the letters, the timers and what is done when a help desk is made."""
        from trials import handlers, hooks, letters, operator_letters, reconciling  # noqa: F401 - importing registers
