from django.apps import AppConfig


class ChaosConfig(AppConfig):
    name = "tests.chaos"
    label = "chaos"

    def ready(self) -> None:
        import tests.chaos.promises  # noqa: F401 - its import registers the handler and the letter
