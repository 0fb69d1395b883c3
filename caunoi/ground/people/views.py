"""The one page of our own at the door."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from caunoi.ground.people import queries


@login_required
def no_post(request: HttpRequest) -> HttpResponse:
    """Tell a person whose posts have ended, or not begun, why the desk is shut."""
    if queries.roles_of(request.user, timezone.localdate()):
        return redirect("wagtailadmin_home")
    posts = request.user.posts.select_related("organisation").order_by("-from_on", "-id")[:5]  # type: ignore[union-attr, misc]
    return render(request, "people/no_post.html", {"posts": posts}, status=403)
