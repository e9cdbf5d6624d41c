"""Ordering and following an order, and the end of a month, on the public host."""

from django.urls import path

from trials.views import month, ordering

app_name = "trials"
urlpatterns = [
    path("", ordering.order, name="order"),
    path("order/check/<slug:field>/", ordering.check, name="check"),
    path("order/<str:token>/", ordering.status, name="status"),
    path("order/<str:token>/questions/<uuid:question>/", ordering.answer_question, name="answer_question"),
    path("terms/", ordering.terms, name="terms"),
    path("ended/<slug:address>/", month.ended, name="ended"),
    path("ended/<slug:address>/carry-on/", month.carry_on_public, name="carry_on_public"),
]
