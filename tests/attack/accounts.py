"""With accounts of the newsroom: a writer's and an approver's together, an administrator's; by the portal's own verbs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.attack.payloads import EVERY
from tests.attack.stage import Stage
from tests.attack.table import MISSED, PREVENTED, Row, rule_of

DEEDS = {
    "approved_by_its_author": ("approver's account", "approves what was written with the same account"),
    "changed_after_approval": ("editor's account", "replaces the text of a version that was approved already"),
    "file_swapped": ("editor's account, the disk", "replaces an approved attachment before it is released"),
    "emergency": ("emergency approver's account", "releases an advertisement alone, “in an emergency”"),
    "override_alone": ("approver's account", "proposes and confirms the override of a finding"),
    "made_himself_approver": ("administrator's account", "gives himself the approver's post, approves his own text"),
    "shell_by_its_author": ("administrator's account", "adds a host to the list of allowed ones and approves that himself"),
    "menu_link": ("administrator's and approver's accounts", "puts a link into the menu of every page"),
    "footer_text": ("administrator's and approver's accounts", "puts an advertisement into the foot of every page"),
    "trail_deleted": ("administrator's account", "deletes the trail of what was done"),
    "log_deleted": ("administrator's account", "deletes entries of the release log"),
}  # fmt: skip


def play(stage: Stage) -> Iterator[Row]:
    """Twelve kinds of injection with both accounts that a release needs, then what administrators try."""
    for name in EVERY:
        yield _injected(stage, name)
    for deed, (holds, what) in DEEDS.items():
        said = stage.inside.do(deed)
        refused = said.get("refused")
        yield Row(holds, what, PREVENTED if refused else MISSED, rule_of(refused or ""), said["seconds"])


def _injected(stage: Stage, name: str) -> Row:
    holds, what = "writer's and approver's accounts", f"writes into an article: {name}"
    said = stage.inside.do("injected", payload=name)
    if "refused" in said:
        return Row(holds, what, PREVENTED, rule_of(said["refused"]), said["seconds"])
    if said["done"]["shown"]:
        return Row(holds, what, MISSED, "", said["seconds"])
    return Row(holds, what, PREVENTED, "cleaning: the page is released without it", said["seconds"])
