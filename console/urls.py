"""The operators' pages, on the public host."""

from django.urls import path

from console.views import kept, mail, orders, timers, trials, window, wishes

app_name = "console"
urlpatterns = [
    path("", window.window, name="window"),
    path("news/", window.news, name="news"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<uuid:pk>/", orders.order, name="order"),
    path("orders/<uuid:pk>/preview/", orders.preview, name="preview"),
    path("orders/<uuid:pk>/approve/", orders.approve, name="approve"),
    path("orders/<uuid:pk>/decline/", orders.decline, name="decline"),
    path("orders/<uuid:pk>/ask/", orders.ask, name="ask"),
    path("orders/<uuid:pk>/making/", orders.making, name="making"),
    path("orders/<uuid:pk>/making/<uuid:step>/retry/", orders.retry, name="retry"),
    path("orders/<uuid:pk>/wish/", wishes.record_wish, name="record_wish"),
    path("orders/<uuid:pk>/end/", trials.end, name="end"),
    path("wishes/", wishes.wishes, name="wishes"),
    path("wishes/<uuid:pk>/answer/", wishes.answer_wish, name="answer_wish"),
    path("help-desks/", trials.trials, name="trials"),
    path("kept/", kept.kept, name="kept"),
    path("kept/figures.csv", kept.kept_csv, name="kept_csv"),
    path("timers/", timers.timers, name="timers"),
    path("timers/<uuid:pk>/retry/", timers.retry_timer, name="retry_timer"),
    path("timers/<uuid:pk>/cancel/", timers.cancel_timer, name="cancel_timer"),
    path("mail/", mail.outbox, name="outbox"),
    path("mail/<uuid:pk>/resend/", mail.resend, name="resend"),
]
