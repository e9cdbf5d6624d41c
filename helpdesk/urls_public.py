"""The public host: orders, sign-in, the console."""

from django.urls import include, path

from tenants.views.passage import sign_in

urlpatterns = [
    path("", include("helpdesk.ui.urls")),
    path("", include("helpdesk.outbox.urls")),
    path("", include("tenants.urls_public")),
    path("", include("trials.urls_public")),
    path("console/", include("console.urls")),
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/", include("allauth.urls")),
]
