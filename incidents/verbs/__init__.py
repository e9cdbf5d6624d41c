"""What can be done with a request: one act, one file, one word for it everywhere."""

from incidents.verbs.add_part import add_part
from incidents.verbs.add_steps import add_steps
from incidents.verbs.agree import agree
from incidents.verbs.ask_call import ask_call
from incidents.verbs.assign import assign
from incidents.verbs.cancel import cancel
from incidents.verbs.close import close
from incidents.verbs.confirm import confirm
from incidents.verbs.confirm_workaround import confirm_workaround
from incidents.verbs.customer_reply import customer_reply
from incidents.verbs.describe import describe
from incidents.verbs.disinfect import disinfect
from incidents.verbs.drop_step import drop_step
from incidents.verbs.fail_workaround import fail_workaround
from incidents.verbs.give_contacts import give_contacts
from incidents.verbs.give_workaround import give_workaround
from incidents.verbs.justify import justify
from incidents.verbs.link import link
from incidents.verbs.log_call import log_call
from incidents.verbs.merge import merge
from incidents.verbs.note import note
from incidents.verbs.rate import rate
from incidents.verbs.reclassify import reclassify
from incidents.verbs.redact import redact
from incidents.verbs.release import release
from incidents.verbs.reopen import reopen
from incidents.verbs.reply import reply
from incidents.verbs.report import report
from incidents.verbs.reschedule import reschedule
from incidents.verbs.resolve import resolve
from incidents.verbs.restore_step import restore_step
from incidents.verbs.resume import resume
from incidents.verbs.start import start
from incidents.verbs.still_fails import still_fails
from incidents.verbs.tick import tick
from incidents.verbs.unlink import unlink
from incidents.verbs.untick import untick
from incidents.verbs.unwatch import unwatch
from incidents.verbs.wait import wait
from incidents.verbs.watch import watch
from incidents.verbs.withdraw_call import withdraw_call

__all__ = [
    "add_part",
    "add_steps",
    "agree",
    "ask_call",
    "assign",
    "cancel",
    "close",
    "confirm",
    "confirm_workaround",
    "customer_reply",
    "describe",
    "disinfect",
    "drop_step",
    "fail_workaround",
    "give_contacts",
    "give_workaround",
    "justify",
    "link",
    "log_call",
    "merge",
    "note",
    "rate",
    "reclassify",
    "redact",
    "release",
    "reopen",
    "reply",
    "report",
    "reschedule",
    "resolve",
    "restore_step",
    "resume",
    "start",
    "still_fails",
    "tick",
    "unlink",
    "untick",
    "unwatch",
    "wait",
    "watch",
    "withdraw_call",
]
