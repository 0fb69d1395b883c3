"""The doors that are open: of allauth's many pages only these. No sign-up, no e-mail pages, no reset by e-mail."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from caunoi.ground.people import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("no-post/", views.no_post, name="people_no_post"),
    path("2fa/", include("allauth.mfa.urls")),
]
