from uuid import UUID

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "helpdesk.audit"
    label = "audit"

    def ready(self) -> None:
        """Writes down what operators do in the rooms below, which cannot know of this one."""
        from helpdesk import timers

        timers.witness(_write_down)


def _write_down(kind: str, tenant: UUID | None, by: UUID, subject: UUID) -> None:
    from helpdesk.audit.recording import record

    record(kind, tenant=tenant, by=by, subject=subject)
