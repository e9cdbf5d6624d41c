"""A help desk's host: its people, its requests, its month."""

from django.urls import include, path

urlpatterns = [
    path("", include("helpdesk.ui.urls")),
    path("", include("tenants.urls_tenant")),
    path("", include("trials.urls_tenant")),
    path("", include("incidents.urls")),
]
