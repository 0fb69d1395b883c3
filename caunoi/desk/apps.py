from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "caunoi.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"
