"""Arriving, leaving and the people, on a help desk's host."""

from django.urls import path

from tenants.views import passage, people

app_name = "tenants"
urlpatterns = [
    path("arrive/", passage.arrive, name="arrive"),
    path("arrive/<str:token>/", passage.arrive_link, name="arrive_link"),
    path("leave/", passage.leave, name="leave"),
    path("people/", people.people, name="people"),
    path("people/let_see/", people.let_see, name="let_see"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<uuid:invitation>/again/", people.invite_again, name="invite_again"),
    path("people/invitations/<uuid:invitation>/revoke/", people.revoke, name="revoke"),
    path("people/<uuid:membership>/remove/", people.remove, name="remove"),
]
