"""Addresses in the citizens' language."""

from django.urls import path, re_path

from caunoi.web import dynamic
from caunoi.web.rating import views

urlpatterns = [
    path("", views.rate, name="rate"),
    path("du-lieu.csv", views.data, name="ratings_data"),
    re_path(r"^.*/$", dynamic.not_here),
]
