from django.apps import AppConfig


class TimersConfig(AppConfig):
    name = "helpdesk.timers"
    label = "timers"

    def ready(self) -> None:
        """Makes our Celery the one that tasks of all rooms belong to, in web processes too."""
        import helpdesk.celery  # noqa: F401 - its import is the effect
