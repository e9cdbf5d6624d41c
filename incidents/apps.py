"""The room of the requests."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Requests of one help desk: from the report to the rating, and the clocks that run over them."""

    name = "incidents"

    def ready(self) -> None:
        """Registers the timers, the letters and what happens when a help desk is made, closed or reopened."""
        from incidents import calls_due, due, holding, hooks, reconciling, scanning, sweeping  # noqa: F401 - importing registers
        from incidents.complaints import due as complaints_due  # noqa: F401 - as above
        from incidents.complaints import letters as complaint_letters  # noqa: F401 - as above
        from incidents.letters import (  # noqa: F401 - as above
            agents,
            calls,
            company,
            customers,
            ending,
            gathered,
            replanning,
        )
        from incidents.search import anew  # noqa: F401 - as above
