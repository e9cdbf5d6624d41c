"""The switches every page has, on every host."""

from django.urls import path

from helpdesk.ui import gallery, views

app_name = "ui"
urlpatterns = [
    path("ui/theme/", views.theme, name="theme"),
    path("ui/language/", views.language, name="language"),
    path("ui/keys/", views.keys, name="keys"),
    path("ui/density/", views.density, name="density"),
    path("ui/sound/", views.sound, name="sound"),
    path("gallery/", gallery.gallery, name="gallery"),
]
