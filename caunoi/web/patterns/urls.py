"""One address; what lies below it leads nowhere."""

from django.urls import path, re_path

from caunoi.web import dynamic
from caunoi.web.patterns import views

urlpatterns = [path("", views.index, name="patterns"), re_path(r"^.*$", dynamic.not_here)]
