"""The wish to carry on, on a help desk's host."""

from django.urls import path

from trials.views import month

app_name = "trials"
urlpatterns = [path("carry-on/", month.carry_on, name="carry_on")]
