"""What a browser sends to change the terms."""

from incidents.forms.policy import PolicyForm
from incidents.models import ServicePolicy


def goals(**changed):
    """The form of the goals as it is, with changes; underscores stand for the dashes of the names."""
    latest = ServicePolicy.objects.order_by("version").last()
    form = PolicyForm(goals=ServicePolicy.book().terms[-1].goals, initial={"version": latest.version})
    sent = {name: form[name].value() for name in form.fields}
    sent["reason"] = "Susitarta"
    given = {name.replace("__", "-"): value for name, value in changed.items()}
    return {name: "" if value is None else value for name, value in (sent | given).items()}


def narrowed(**changed):
    """The goals with the hour in business hours only."""
    return goals(critical__response__calendar="business", **changed)


def calendar(**changed):
    """The form of the calendar as it is, with changes."""
    latest = ServicePolicy.objects.order_by("version").last()
    kept = ServicePolicy.book().calendars[f"business-{latest.version}"]
    sent = {f"week-{n}": ", ".join(str(one) for one in day) for n, day in enumerate(kept.week)}
    sent |= {"version": latest.version, "reason": "Susitarta"}
    if kept.short_days:
        sent["shorten_eves"] = "on"
    return sent | {name.replace("__", "-"): value for name, value in changed.items()}
