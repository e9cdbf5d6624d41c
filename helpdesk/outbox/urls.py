from django.urls import path

from helpdesk.outbox import views

app_name = "outbox"

urlpatterns = [
    path("demo/mail/", views.demo_mail, name="demo_mail"),
    path("demo/mail/<uuid:id>/", views.demo_letter, name="demo_letter"),
]
