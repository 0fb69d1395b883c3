from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "caunoi.gate.incidents"
    label = "incidents"
    verbose_name = "Sự cố toàn vẹn"
