"""Addresses of the numbers at the desk, below the admin's."""

from __future__ import annotations

from typing import Any

from django.urls import path

from caunoi.desk.numbers import views


def number_urls() -> list[Any]:
    return [
        path("so-lieu/", views.numbers, name="desk_numbers"),
        path("so-lieu/<slug:key>/", views.numbers, name="desk_numbers_of"),
    ]
