"""The form by which staff merge agencies; one action."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from caunoi.ground.organisations.actions import merge
from caunoi.ground.organisations.forms import MergeForm
from caunoi.ground.refused import Refused


def merge_view(request: HttpRequest) -> HttpResponse:
    """Shows the form; on success goes back to the list, on refusal says why above the form."""
    if not isinstance(request.user, AbstractBaseUser) or not request.user.has_perm("organisations.change_organisation"):
        raise PermissionDenied
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = merge(
                list(typed["organisations"]),
                into=typed["into"],
                on=typed["on"],
                decision=typed["decision"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã sáp nhập {len(made)} cơ quan vào {typed['into'].name}.")
            return redirect("co_quan:list")
    return TemplateResponse(request, "organisations/merge.html", {"form": form})
