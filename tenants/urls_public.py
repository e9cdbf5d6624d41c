"""Getting in, on the public host."""

from django.urls import path

from tenants.views import invitations, passage

app_name = "tenants"
urlpatterns = [
    path("my/", passage.home, name="home"),
    path("enter/<slug:address>/", passage.enter, name="enter"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/renew/", invitations.invitation_renew, name="invitation_renew"),
    path("invitation/<str:secret>/", invitations.invitation_link, name="invitation_link"),
]
