"""The approval step of Wagtail's workflow, with the gate's rules."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Task, TaskState

from caunoi.gate.releases import approving, overriding, preview
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.pages import refusal
from caunoi.ground.people.queries import holds, may_release_in_emergency
from caunoi.ground.refused import Refused


class ApprovalTask(Task):
    """Someone who did not write it reads it and approves it; when enough have, it is released."""

    class Meta:
        verbose_name = "bước duyệt"
        verbose_name_plural = "bước duyệt"

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """A text that the guard blocks cannot be submitted: the writer is told the places, nothing is lost."""
        revision = workflow_state.content_object.get_latest_revision()
        draft = revision.as_object()
        blocking = [f for f in preview.findings(draft) if f.severity == "block" and not overriding.passed_in(draft, f)]
        if blocking:
            raise refusal(str(draft), blocking)
        return super().start(workflow_state, user=user)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return holds(user, "approver", timezone.localdate())

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not holds(user, "approver", timezone.localdate())

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        found = []
        if holds(user, "approver", timezone.localdate()):
            found = [("approve", "Duyệt và phát hành", False), ("reject", "Trả lại để sửa", True)]
        if may_release_in_emergency(user, timezone.localdate()):
            found.append(("emergency", "Phát hành khẩn (một mình, ghi lý do)", True))
        return found

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if holds(user, "approver", timezone.localdate()):
            return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)
        return TaskState.objects.none()

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve: note the approval; release when enough people approved. Everything in one transaction."""
        obj = task_state.workflow_state.content_object
        version = Version(obj, obj.get_latest_revision())
        now = timezone.now()
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise Refused("Bước duyệt này đã xong hoặc đã bị hủy. Mở lại danh sách chờ duyệt.")
        with transaction.atomic():
            # The editor saves before it acts: the step is about the version that is approved, not the one that was submitted.
            task_state.revision = version.revision
            if action_name == "approve":
                approving.approve(version, by=user, at=now)
                if approving.enough(approving.valid(version)):
                    task_state.approve(user=user, comment=kwargs.get("comment", ""))
            elif action_name == "emergency":
                approving.approve_in_emergency(version, by=user, at=now, reason=kwargs.get("comment", ""))
                task_state.approve(user=user, comment=kwargs.get("comment", ""))
            elif action_name == "reject":
                task_state.reject(user=user, comment=kwargs.get("comment", ""))
            else:
                raise Refused("Thao tác này không có trong bước duyệt.")

    @classmethod
    def get_description(cls) -> str:
        return "Người không tham gia viết đọc và duyệt; đủ số người duyệt thì phát hành."
