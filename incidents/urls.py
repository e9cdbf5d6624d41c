"""A help desk's requests: the desk's queue and pages, the company's portal, and one address for every act."""

from django.urls import path, register_converter

from incidents.views import (
    acts,
    alarm,
    alike,
    answers,
    bulk,
    calendar,
    call,
    calls,
    canned,
    drafts,
    export,
    files,
    filing,
    incident,
    kept,
    notices,
    policy,
    portal,
    queue,
    redacting,
    searching,
)
from incidents.views.references import Reference
from incidents.views.sides import by_side

register_converter(Reference, "reference")

app_name = "incidents"
urlpatterns = [
    # the company
    path("", by_side(queue.home, portal.home), name="home"),
    path("requests/", portal.requests, name="requests"),
    path("report/", filing.report, name="report"),
    path("search/", searching.search, name="search"),
    path("similar/", alike.similar, name="similar"),
    # the desk
    path("incidents/<reference:number>/alike/", alike.alike, name="alike"),
    path("queue/", queue.queue, name="queue"),
    path("queue/alarm/", alarm.alarm, name="alarm"),
    path("queue/requests.csv", export.queue_csv, name="queue_csv"),
    path("queue/requests.xlsx", export.queue_xlsx, name="queue_xlsx"),
    path("queue/assign/", bulk.bulk_assign, name="bulk_assign"),
    path("queue/release/", bulk.bulk_release, name="bulk_release"),
    path("queue/undo/<uuid:bulk_id>/", bulk.undo, name="undo"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.report_call, name="report_call"),
    path("calls/answer/", call.answer_call, name="answer_call"),
    path("calls/<uuid:pk>/", call.call, name="call"),
    path("calls/<uuid:pk>/keep/", call.keep_call, name="keep_call"),
    path("calls/<uuid:pk>/hang_up/", call.hang_up_call, name="hang_up_call"),
    path("calls/<uuid:pk>/become/", call.become_request, name="become_request"),
    path("calls/<uuid:pk>/belong/", call.belong_call, name="belong_call"),
    path("calls/<uuid:pk>/consult/", call.consult_call, name="consult_call"),
    path("calls/<uuid:pk>/discard/", call.discard_call, name="discard_call"),
    path("incidents/<reference:number>/", by_side(incident.incident, portal.incident), name="incident"),
    # what people are told
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_notices, name="read_notices"),
    path("notices/settings/", notices.notice_settings, name="notice_settings"),
    # the terms
    path("policy/", policy.policy, name="policy"),
    path("policy/revise/", policy.revise_policy, name="revise_policy"),
    path("policy/calendar/", calendar.edit_calendar, name="edit_calendar"),
    path("kept/", kept.kept, name="kept"),
    path("kept/figures.csv", kept.kept_csv, name="kept_csv"),
    # files
    path("files/", files.attach, name="attach"),
    path("files/<uuid:key>/remove/", files.detach, name="detach"),
    path("files/<uuid:key>/<str:name>", files.file, name="file"),
    path("pictures/<uuid:key>/", files.picture, name="picture"),
    path("incidents/<reference:number>/redacting/<uuid:entry>/", redacting.redacting, name="redacting"),
    # the acts: /incidents/INC-318/<verb>/
    path("incidents/<reference:number>/start/", acts.start, name="start"),
    path("incidents/<reference:number>/reply/", acts.reply, name="reply"),
    path("incidents/<reference:number>/note/", acts.note, name="note"),
    path("incidents/<reference:number>/log_call/", acts.log_call, name="log_call"),
    path("incidents/<reference:number>/assign/", acts.assign, name="assign"),
    path("incidents/<reference:number>/release/", acts.release, name="release"),
    path("incidents/<reference:number>/wait/", acts.wait, name="wait"),
    path("incidents/<reference:number>/resume/", acts.resume, name="resume"),
    path("incidents/<reference:number>/give_workaround/", acts.give_workaround, name="give_workaround"),
    path("incidents/<reference:number>/justify/", acts.justify, name="justify"),
    path("incidents/<reference:number>/redact/", redacting.redact, name="redact"),
    path("incidents/<reference:number>/resolve/", acts.resolve, name="resolve"),
    path(
        "incidents/<reference:number>/reclassify/",
        by_side(acts.reclassify, answers.reclassify),
        name="reclassify",
    ),
    path("incidents/<reference:number>/cancel/", by_side(acts.cancel, answers.cancel), name="cancel"),
    path("incidents/<reference:number>/reopen/", by_side(acts.reopen, answers.reopen), name="reopen"),
    path(
        "incidents/<reference:number>/give_contacts/",
        by_side(acts.give_contacts, answers.give_contacts),
        name="give_contacts",
    ),
    path("incidents/<reference:number>/customer_reply/", answers.customer_reply, name="customer_reply"),
    path("incidents/<reference:number>/confirm/", answers.confirm, name="confirm"),
    path("incidents/<reference:number>/still_fails/", answers.still_fails, name="still_fails"),
    path(
        "incidents/<reference:number>/confirm_workaround/",
        answers.confirm_workaround,
        name="confirm_workaround",
    ),
    path("incidents/<reference:number>/fail_workaround/", answers.fail_workaround, name="fail_workaround"),
    path("incidents/<reference:number>/agree/", answers.agree, name="agree"),
    path("incidents/<reference:number>/rate/", answers.rate, name="rate"),
    # what is written on a request's page, before anybody reads it
    path("incidents/<reference:number>/write/<slug:tab>/draft/", drafts.keep, name="keep_draft"),
    path("incidents/<reference:number>/write/<slug:tab>/preview/", drafts.preview, name="preview"),
    path("incidents/<reference:number>/write/held/<uuid:held>/undo/", drafts.undo, name="undo_reply"),
    path("incidents/<reference:number>/write/reply/canned/", canned.pick_canned, name="pick_canned"),
    path("canned/", canned.canned, name="canned"),
    path("canned/add/", canned.add_canned, name="add_canned"),
    path("canned/<uuid:canned>/", canned.edit_canned, name="edit_canned"),
    path("canned/<uuid:canned>/retire/", canned.retire_canned, name="retire_canned"),
]
