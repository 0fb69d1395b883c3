"""Where the browser learns what an approver is to sign, and how what it answers finds its way to the gate."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from caunoi.gate.releases import kinds, signatures
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Approval
from caunoi.gate.releases.record import Record

FIELD = "chu_ky"


def question(request: HttpRequest, record: str) -> HttpResponse:
    """What the browser asks the approver's key: over the last version of this record, for this act."""
    act = request.GET.get("viec", "")
    if act not in Approval.Kind.values:
        raise Http404
    try:
        obj = kinds.object_named(record)
        version = Version(obj, obj.get_latest_revision())  # type: ignore[attr-defined]
    except (LookupError, ValueError, ObjectDoesNotExist) as reason:
        raise Http404 from reason
    by, now = request.user, timezone.now()
    asked = signatures.question(version.digest, act, by, now)  # type: ignore[arg-type]
    asked["required"] = signatures.required(*version.needed, by, now)  # type: ignore[arg-type]
    asked["rp"] = get_adapter().get_public_key_credential_rp_entity()["id"]
    return JsonResponse(asked, headers={"Cache-Control": "no-store"})


def url_for(obj: Any) -> str:
    """Where the browser asks what to sign of a record; nothing for what is none, or not stored yet."""
    return reverse("desk_sign", args=[kinds.name_of(obj)]) if isinstance(obj, Record) and obj.pk else ""


class Signed:
    """For views that approve: what the browser signed goes with the request."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with signatures.offered(request.POST.get(FIELD, "")):
            answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
