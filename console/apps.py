"""The operators' room."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """What operators see: the one window, orders, help desks, timers and mail."""

    name = "console"
