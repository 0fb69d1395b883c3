"""What the desk needs in the database before anyone works: roles, and the approval workflow for every kind of record."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Task, Workflow, WorkflowContentType, WorkflowTask

from caunoi.desk.models import ApprovalTask
from caunoi.gate.releases import kinds
from caunoi.ground.people.actions import ensure_roles


@transaction.atomic
def ensure_desk() -> None:
    """Make what is missing; running it again changes nothing."""
    ensure_roles()
    # What Wagtail makes for itself at its first migration is not ours: two groups without a role, a workflow for pages.
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    task = ApprovalTask.objects.filter(name="Duyệt").first() or ApprovalTask.objects.create(name="Duyệt")
    workflow, _ = Workflow.objects.get_or_create(name="Duyệt và phát hành")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    for kind in kinds.every():
        content_type = ContentType.objects.get_for_model(apps.get_model(kind.model))
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
