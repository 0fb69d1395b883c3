"""Addresses in the citizens' language."""

from django.urls import path, re_path

from caunoi.web import dynamic
from caunoi.web.provenance import views

urlpatterns = [
    path("", views.page, name="provenance"),
    path("bang-chung.tlog-proof", views.proof, name="provenance_proof"),
    path("kiem-tra.html", views.checker, name="provenance_checker"),
    re_path(r"^.*$", dynamic.not_here),
]
