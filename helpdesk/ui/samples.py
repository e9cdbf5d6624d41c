"""Made-up rows for the gallery; all names are invented."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _


def everything(now: datetime) -> dict[str, Any]:
    """Gives the gallery its rows, placed around the moment."""
    return {
        "rows": _rows(now),
        "groups": _groups(),
        "chips": _chips(),
        "steps": _steps(now),
        "making": _making(),
        "clocks": _clocks(now),
        "call_at": now - timedelta(minutes=48),
        "note_at": now - timedelta(minutes=20),
        "due_soon": now + timedelta(minutes=12, seconds=5),
        "due_since": now - timedelta(minutes=48),
        "due_later": now + timedelta(hours=28),
        "due_late": now - timedelta(minutes=61),
        "nav": [
            {"label": _("Queue"), "url": "?frame=queue", "active": True},
            {"label": _("Request"), "url": "?frame=request", "active": False},
        ],
    }


def _clocks(now: datetime) -> list[dict[str, Any]]:
    hour = timedelta(hours=1)

    def running(label: str, ahead: timedelta, span: timedelta) -> dict[str, Any]:
        return {
            "label": label,
            "due": now + ahead + timedelta(seconds=5),
            "since": now + ahead + timedelta(seconds=5) - span,
        }

    return [
        running("calm", timedelta(minutes=50), hour),
        running("warn", timedelta(minutes=24), hour),
        running("hot", timedelta(minutes=12), hour),
        running("late", timedelta(minutes=-61), hour),
        running("days", timedelta(days=2, hours=4), timedelta(days=3)),
    ]


def _rows(now: datetime) -> list[dict[str, Any]]:
    minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

    def row(level: str, number: str, subject: str, status: str) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "due": None, "since": None, "state": "running", "label": "", "text": "", "agent": "",
            "unread": False, "seen_by": "", "word": now - 3 * hour, "meta": "VšĮ Klinika · T. P. · L4.PRO",
        }  # fmt: skip
        own = {"impact": level, "number": number, "subject": subject, "status": status}
        return plain | own

    rows = [
        row("critical", "INC-318", "Payroll run stops, nobody can be paid", "new"),
        row("critical", "INC-316", "L4.PRO cloud: ledger shows yesterday’s balances", "in_progress"),
        row("important", "INC-298", "Bank import: duplicate rows when a file is loaded twice", "in_progress"),
        row("important", "INC-311", "VAT report sums the wrong quarter after year change", "new"),
        row("minimal", "REQ-305", "Can we limit the warehouse list to our own branch?", "in_progress"),
        row("important", "INC-309", "Invoice PDF export fails for more than 200 lines", "waiting"),
    ]
    rows[0] |= {"due": now + 12 * minute, "since": now - 48 * minute, "label": _("Start work")}
    rows[0] |= {
        "unread": True,
        "seen_by": "Aistė",
        "word": now - 4 * minute,
        "meta": "UAB Krovinys · R. K. · Bonus",
    }
    rows[1] |= {"state": "met", "text": "Started in 9 min", "agent": "Jonas Medis", "word": now - 3 * minute}
    rows[2] |= {
        "due": now - 61 * minute,
        "since": now - 2900 * minute,
        "label": _("Resolve"),
        "word": now - day,
    }
    rows[2] |= {"agent": "Jonas Medis"}
    rows[3] |= {"due": now + 51 * minute, "since": now - 189 * minute, "label": _("Respond")}
    rows[4] |= {
        "due": now + 52 * hour,
        "since": now - day,
        "label": _("Resolve"),
        "agent": "Aistė Sala",
    }
    rows[5] |= {"state": "paused", "text": "Paused until Friday", "agent": "Rūta Kalnė", "word": now - day}
    return rows


def _groups() -> list[dict[str, Any]]:
    def item(label: str, count: int, **more: Any) -> dict[str, Any]:
        return {"label": label, "count": count, "url": "?frame=queue", "active": False, "hot": False} | more

    return [
        {
            "title": _("Views"),
            "items": [
                item(_("Open"), 23, active=True), item(_("Critical"), 2, hot=True), item(_("Mine"), 6),
                item(_("Unassigned"), 4), item(_("Waiting on customer"), 5), item(_("Due today"), 7),
                item(_("Breached"), 1), item(_("Resolved, unconfirmed"), 3),
            ],
        },
        {"title": _("Products"), "items": [item("L4.PRO", 9), item("L4.PRO cloud", 5), item("Konto", 4)]},
    ]  # fmt: skip


def _chips() -> list[dict[str, Any]]:
    return [
        {"label": _("Critical"), "url": "?", "active": True},
        {"label": "Bonus", "url": "?", "active": False},
        {"label": "Konto", "url": "?", "active": False},
    ]


def _steps(now: datetime) -> list[dict[str, Any]]:
    return [
        {"label": _("Received"), "state": "done", "at": now - timedelta(minutes=48)},
        {"label": _("Work started"), "state": "done", "at": now - timedelta(minutes=20)},
        {"label": _("Workaround"), "state": "current"},
        {"label": _("Solved"), "state": "next"},
        {"label": _("Confirmed"), "state": "next"},
    ]


def _making() -> list[dict[str, Any]]:
    return [
        {"label": "Schema", "state": "done", "note": "0.4 s"},
        {"label": "Address", "state": "running"},
        {"label": "Manager", "state": "failed", "note": "The mail server did not answer.", "retry_url": "#"},
        {"label": "Link", "state": "waiting"},
    ]
