"""The room of the one window."""

from django.apps import AppConfig


class OnewindowConfig(AppConfig):
    """What is open anywhere, in one table."""

    name = "onewindow"
