from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "caunoi.gate.releases"
    label = "releases"
    verbose_name = "Phát hành"
