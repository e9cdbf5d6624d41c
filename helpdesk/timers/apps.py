from django.apps import AppConfig


class TimersConfig(AppConfig):
    name = "helpdesk.timers"
    label = "timers"
