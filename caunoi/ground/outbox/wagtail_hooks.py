"""Where staff see what the portal wrote to people."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from caunoi.ground.outbox import views


class SentMail(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def _urls() -> list[URLPattern]:
    return [
        path("thu-da-gui/", views.sent_mail, name="outbox_sent"),
        path("thu-da-gui/<str:name>/", views.one_mail, name="outbox_mail"),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _sent_mail() -> MenuItem:
    return SentMail("Thư đã gửi", reverse("outbox_sent"), name="sent-mail", icon_name="mail", order=820)
