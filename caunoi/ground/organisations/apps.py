from __future__ import annotations

from django.apps import AppConfig


class Organisations(AppConfig):
    name = "caunoi.ground.organisations"
    label = "organisations"
    verbose_name = "Cơ quan, tổ chức"
