"""Addresses of version 1, from the table."""

from __future__ import annotations

from django.urls import path, re_path

from caunoi.api.v1 import views
from caunoi.api.v1.operations import PATHS

urlpatterns = [
    path("", views.page, name="api_page"),
    path("openapi.json", views.description, name="api_description"),
    *(path(each.lstrip("/").replace("{code}", "<str:code>"), views.endpoint, {"path": each}) for each in PATHS),
    re_path(r"", views.nowhere),
]
