from django.urls import path

from caunoi.reach.archive import views

urlpatterns = [
    path("", views.search, name="archive"),
    path("<str:stamp>/<path:path>", views.memento, name="memento"),
    path("<str:stamp>/", views.memento, {"path": ""}),
]
