"""The room of the requests."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Requests of one help desk: from the report to the rating, and the clocks that run over them."""

    name = "incidents"

    def ready(self) -> None:
        """Registers the timers, the letters and what happens when a help desk is made, closed or reopened."""
        from incidents import due, holding, hooks, reconciling, sweeping  # noqa: F401 - importing registers
        from incidents.letters import agents, company, customers, gathered  # noqa: F401 - as above
