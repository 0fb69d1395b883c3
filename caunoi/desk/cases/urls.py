"""Addresses of cases at the desk, below the admin's."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path

from caunoi.desk.cases import office, views

CODE = r"(?P<code>[0-9A-Za-z]{4}-[0-9A-Za-z]{4})"


def case_urls() -> list[Any]:
    return [
        path("ho-so/", views.listing, name="desk_cases"),
        path("ho-so/nhieu/", views.several, name="desk_several"),
        path("ho-so/co-quan/", office.agencies, name="desk_agencies"),
        path("ho-so/du-lieu/", office.data_requests, name="desk_data_requests"),
        path("ho-so/du-lieu/<int:pk>/", office.data_request, name="desk_data_request"),
        path("ho-so/du-lieu/<int:pk>/ban-sao/", office.data_copy, name="desk_data_copy"),
        re_path(rf"^ho-so/{CODE}/$", views.one, name="desk_case"),
        re_path(rf"^ho-so/{CODE}/tep/(?P<pk>\d+)/$", views.attachment, name="desk_case_file"),
        re_path(rf"^ho-so/{CODE}/xem-truoc/$", views.public_preview, name="desk_case_preview"),
    ]
