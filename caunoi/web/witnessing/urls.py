from django.urls import path, re_path

from caunoi.web.witnessing import views

urlpatterns = [
    path("add-checkpoint", views.add_checkpoint, name="witness_add_checkpoint"),
    path("vkey", views.vkey, name="witness_vkey"),
    re_path(r"^.*$", views.nothing),
]
