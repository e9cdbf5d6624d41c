"""The room of the people of the whole installation."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """One user per person, however many companies they belong to."""

    name = "helpdesk.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Registers the letters of this room."""
        from helpdesk.accounts import letters  # noqa: F401 - registration happens on import
