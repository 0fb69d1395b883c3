"""Record: the base of every model that tells the public something. All of Wagtail's ways of publishing lead through it to the gate."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from caunoi.gate.releases import actions, approving, kinds, preview
from caunoi.gate.releases.approving import Version
from caunoi.ground.refused import Refused


class Record(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Drafts, revisions, workflow, locks, schedule and preview are Wagtail's; what reaches the public is the gate's.

    `live` mirrors the gate's Standing for the desk; no public page is made from it.
    """

    live = models.BooleanField("đang đứng trên cổng", default=False, editable=False)
    _revisions: ClassVar[Any] = GenericRelation("wagtailcore.Revision")
    workflow_states: ClassVar[Any] = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type", object_id_field="object_id"
    )

    class Meta:
        abstract = True

    @property
    def revisions(self) -> Any:
        return self._revisions

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Every saved version is a contribution of whoever saved it (None: unknown, and nobody can approve it)."""
        with transaction.atomic():
            over = kwargs.get("overwrite_revision")
            if over is not None and not approving.may_be_saved_over(self, over):
                kwargs["overwrite_revision"] = None
            revision = super().save_revision(*args, **kwargs)
            approving.contributed(Version(self, revision), by=kwargs.get("user"), at=timezone.now())
        return revision

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        """Publishing is approving (when a person does it) and releasing, in one transaction, or nothing. Raises Refused.

        A version with a date in the future is approved now and released by the worker on that date.
        """
        now = timezone.now()
        kwargs["skip_permission_checks"] = True  # the gate's rules are stricter than the permission asked for here
        version = Version(self, revision)
        with transaction.atomic():
            if user is not None and not approving.suffice(approving.valid(version)):
                approving.approve(version, by=user, at=now)
            super().publish(revision, user=user, **kwargs)
            starts = revision.as_object().go_live_at
            if starts is None or starts <= now:
                actions.release(version, by=user, at=now)

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: Any = True
    ) -> None:
        """Taking off the portal is a withdrawal: 410 with the reason, in the log for ever."""
        reason = "withdrawn_expired" if set_expired else getattr(self, "withdrawal_reason", "withdrawn_editor")
        with transaction.atomic():
            actions.withdraw(kinds.name_of(self), reason=reason, by=user, at=timezone.now())
            # Not `super().unpublish`: it asks for `permissions_for_user`, which only pages have; the desk has asked for the right to publish.
            UnpublishAction(self, set_expired, commit, user, log_action).execute(skip_permission_checks=True)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """What stands before the public cannot be deleted under it."""
        if self.live:
            raise Refused("Nội dung đang đứng trên cổng. Gỡ (có lý do) trước khi xóa.")
        return super().delete(*args, **kwargs)

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A cheap phone first: most readers hold one."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": "Xem khổ điện thoại (360 điểm)"},
            {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": "Xem khổ máy tính bảng"},
            {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": "Xem khổ máy tính"},
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview.serve(self)
