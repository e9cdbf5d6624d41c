"""What timers and letters are about, in words; their kinds are codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

TIMERS: Words = {
    "incidents.hour": _("The promised hour"),
    "incidents.response": _("Time to answer"),
    "incidents.resolution": _("Time to solve"),
    "incidents.next_word": _("Next word to the customer"),
    "incidents.idle": _("A critical request lies still"),
    "incidents.waiting": _("A question waits for its answer"),
    "incidents.closing": _("A solved request closes by itself"),
    "incidents.publish": _("A reply goes out"),
    "incidents.scan": _("A file is looked through for viruses"),
    "incidents.parts": _("The parts of a request may all be solved"),
    "incidents.complaint": _("A complaint waits"),
    "incidents.callback_near": _("Somebody is to be called soon"),
    "incidents.search_anew": _("Older requests are made to be found by all their words"),
    "incidents.wishes": _("Mail is planned once more by changed wishes"),
    "incidents.callback": _("Somebody is to be called"),
    "incidents.callback_late": _("Somebody was to be called, and waits"),
    "incidents.callback_elsewhere": _("Somebody was called about what their request went into"),
    "tenants.provision": _("A help desk is made"),
    "trials.promise_near": _("The business day for an order runs out"),
    "trials.promise_broken": _("The business day for an order is over"),
    "trials.activate": _("The free month begins by itself"),
    "trials.end": _("The free month ends"),
    "trials.remind_week": _("Reminder: a week until the end"),
    "trials.remind_eve": _("Reminder: a day until the end"),
    "trials.remind_day": _("Reminder: the last day"),
    "trials.wish_near": _("The business day for a wish runs out"),
    "trials.wish_broken": _("The business day for a wish is over"),
}
LETTERS: Words = {
    "incidents.received": _("We have received the request"),
    "incidents.started": _("Work has started"),
    "incidents.replied": _("A message"),
    "incidents.gathered": _("What happened, gathered for one reader"),
    "incidents.waited": _("A question to the customer"),
    "incidents.workaround_given": _("A workaround"),
    "incidents.resolved": _("The request is solved"),
    "incidents.closed": _("The request is closed"),
    "incidents.reclassified": _("The impact has changed"),
    "incidents.rescheduled": _("A time was moved"),
    "incidents.cancelled": _("The request is cancelled"),
    "incidents.reopened": _("The request is opened again"),
    "incidents.silence": _("The next word did not come"),
    "incidents.watched": _("A colleague is asked to follow"),
    "incidents.disinfected": _("A file with a virus was removed"),
    "incidents.merged": _("The request was merged into another"),
    "incidents.breached": _("To the manager: the promised hour is broken"),
    "incidents.aim": _("To the manager: a time runs out or is over"),
    "incidents.unreachable": _("To the manager: nobody can be reached"),
    "incidents.justified": _("To the manager: why it was late"),
    "incidents.alarm": _("Alarm: a critical request"),
    "incidents.goal": _("To agents: a goal runs out or is over"),
    "incidents.assigned": _("To an agent: a request is given"),
    "incidents.mentioned": _("To the desk: a colleague is named in a note"),
    "incidents.word": _("To an agent: the customer wrote"),
    "incidents.parts_solved": _("To an agent: no part is open any more"),
    "incidents.call_planned": _("By when we aim to call"),
    "incidents.call_missed": _("We have not called in time"),
    "incidents.call_overdue": _("To the manager: somebody was not called in time"),
    "incidents.call_near": _("To agents: somebody is to be called soon"),
    "incidents.call_due": _("To agents: somebody is to be called"),
    "incidents.call_late": _("To agents: somebody was not called in time"),
    "incidents.complaint": _("How a complaint goes on"),
    "incidents.complaint_work": _("To agents: a complaint"),
    "tenants.invitation": _("An invitation"),
    "accounts.password_reset": _("A new password"),
    "trials.received": _("We have received the order"),
    "trials.link": _("The link to the help desk"),
    "trials.declined": _("The order is declined"),
    "trials.question": _("A question about the order"),
    "trials.reminder": _("Reminder of the end"),
    "trials.deactivated": _("The help desk is deactivated"),
    "trials.wish_noted": _("The wish to carry on is noted"),
    "trials.wish_answered": _("The wish to carry on is answered"),
    "trials.arrived": _("To operators: an order has come"),
    "trials.answered": _("To operators: a question is answered"),
    "trials.promise_near": _("To operators: the business day for an order runs out"),
    "trials.promise_broken": _("To operators: the business day for an order is over"),
    "trials.wish_said": _("To operators: a wish to carry on"),
    "trials.wish_near": _("To operators: the business day for a wish runs out"),
    "trials.wish_late": _("To operators: the business day for a wish is over"),
    "trials.criticals_open": _("To operators: criticals are open before an end"),
    "trials.ended": _("To operators: a free month has ended"),
}


def of_timer(kind: str) -> str:
    """What a timer is for; the code itself where nobody has named it."""
    return str(TIMERS.get(kind, kind))


def of_letter(kind: str) -> str:
    """What a letter says; the code itself where nobody has named it."""
    return str(LETTERS.get(kind, kind))
