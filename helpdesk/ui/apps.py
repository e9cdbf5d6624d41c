"""The room of how everything looks and sounds."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """One look and one way of speaking for every page."""

    name = "helpdesk.ui"

    def ready(self) -> None:
        """Lets every form speak as the rest of the product does."""
        from helpdesk.ui import mistakes

        mistakes.speak()
