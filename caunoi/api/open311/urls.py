"""Addresses: a resource and its format; XML, which the protocol requires, where none is named."""

from __future__ import annotations

from django.urls import re_path

from caunoi.api.open311 import views

_FORM = r"(?:\.(?P<form>xml|json))?$"

urlpatterns = [
    re_path(rf"^discovery{_FORM}", views.discovery),
    re_path(rf"^services{_FORM}", views.service_list),
    re_path(rf"^services/(?P<code>[^/.]+){_FORM}", views.definition),
    re_path(rf"^requests{_FORM}", views.service_requests),
    re_path(rf"^requests/(?P<code>[^/.]+){_FORM}", views.service_request),
    re_path(rf"^tokens/(?P<token>[^/.]+){_FORM}", views.token),
    re_path(r"", views.nowhere),
]
