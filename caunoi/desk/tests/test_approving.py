"""The approval step, pressed in the editor."""

from __future__ import annotations

from wagtail.models import TaskState, WorkflowState

from tests.province import Province


def test_approving_in_the_editor_which_saves_first_releases_the_article(province: Province) -> None:
    article = province.draft()
    state = article.get_workflow().start(article, user=province.mai)
    article.get_latest_revision_as_object().save_revision(user=province.duyen)  # as the editor does before it acts
    waiting = TaskState.objects.get(pk=state.current_task_state.pk)
    waiting.task.specific.on_action(waiting, province.duyen, "approve")
    article.refresh_from_db()
    assert article.live
    assert not article.workflow_in_progress
    assert article.workflow_states.get().status == WorkflowState.STATUS_APPROVED
