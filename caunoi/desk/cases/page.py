"""Everything that the page of one case shows to one viewer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from caunoi.desk import writing
from caunoi.desk.cases import drafts, inbox, masked
from caunoi.desk.cases.forms import ASKS, ActForm, Choosable, DraftForm, PublicForm
from caunoi.desk.cases.pressing import Pressed
from caunoi.desk.cases.viewing import Viewer
from caunoi.desk.cases.words import due_words, flags_in_words
from caunoi.desk.signing import url_for
from caunoi.ground.deadlines.explaining import span_text
from caunoi.ground.deadlines.rules import Reckoning, may_extend
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import Post, User
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import answering, clock, privacy, queries, rights, rules, sealing
from caunoi.inbound.cases.models import Case
from caunoi.inbound.suggestions.models import Topic
from caunoi.inbound.suggestions.queries import Suggestions, suggest

FIRST_DESK = "Đầu mối"
STAFF_ACTS = (*ASKS, "draft", "submit", "answer", "publish")


@dataclass(frozen=True)
class Suggested:
    """A proposal for a person to choose from: its name, how sure in percent, the words that led to it."""

    of: str
    name: str
    percent: int
    why: str


@dataclass(frozen=True)
class Surroundings:
    """What is read once for a page: suggestions and what the selects offer."""

    agencies: list[Suggested]
    topics: list[Suggested]
    offered: Choosable


def surroundings(case: Case, viewer: Viewer) -> Surroundings:
    """The suggestions for this case, and the selects with the suggested first."""
    on = timezone.localdate(viewer.at)
    words = sealing.words_of(case)
    found = suggest(f"{words['title']}\n{words['text']}", place=case.place, on=on)
    standing = dict(Organisation.objects.valid(on=on).order_by("name").values_list("pk", "name"))
    topics = dict(Topic.objects.valid(on=on).order_by("order", "slug").values_list("slug", "title"))
    held = Post.objects.in_force(on=on).filter(role=rights.CLERK, organisation__isnull=False)
    rows = held.order_by("user__full_name", "user__username").values_list("organisation", "user")
    clerks: list[tuple[int | None, int]] = list(rows)
    staffed = {organisation for organisation, _ in clerks}
    agencies, fields = _suggested(found, standing, topics)
    offered = Choosable(
        agencies=_grouped(standing, [int(one.of) for one in agencies], staffed, case),
        clerks=_clerks(case, clerks),
        grounds=[(one.key, f"{one.title} ({one.article})") for one in case.nature.grounds],
        topics=list(topics.items()),
    )
    return Surroundings(agencies, fields, offered)


def _suggested(
    found: Suggestions, standing: dict[int, str], topics: dict[str, str]
) -> tuple[list[Suggested], list[Suggested]]:
    agencies = [
        Suggested(str(one.of), standing[one.of], round(one.score * 100), ", ".join(one.why))
        for one in found.agencies
        if one.of in standing
    ]
    fields = [
        Suggested(one.of, topics[one.of], round(one.score * 100), ", ".join(one.why))
        for one in found.topics
        if one.of in topics
    ]
    return agencies, fields


def _grouped(
    standing: dict[int, str], first: list[int], staffed: Collection[int | None], case: Case
) -> list[tuple[str, Any]]:
    """Suggested and chosen by the sender, then those where somebody works on cases, then the rest."""
    if case.suggested_agency_id in standing and case.suggested_agency_id not in first:
        first = [*first, case.suggested_agency_id]
    rest = {pk: name for pk, name in standing.items() if pk not in first and pk != case.agency_id}
    groups = {
        "Gợi ý": [(str(pk), standing[pk]) for pk in first if pk != case.agency_id],
        "Cơ quan có cán bộ xử lý": [(str(pk), name) for pk, name in rest.items() if pk in staffed],
        "Cơ quan chưa có cán bộ xử lý": [(str(pk), name) for pk, name in rest.items() if pk not in staffed],
    }
    return [(title, choices) for title, choices in groups.items() if choices]


def _clerks(case: Case, clerks: list[tuple[int | None, int]]) -> list[tuple[str, Any]]:
    own = [user for organisation, user in clerks if organisation == case.agency_id]
    names = {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=own)} if own else {}
    return [(str(pk), names[pk]) for pk in dict.fromkeys(own)]


def page_of(case: Case, viewer: Viewer, around: Surroundings, pressed: Pressed | None = None) -> dict[str, Any]:
    """The context of the page; `pressed` is what was refused or only shown just now, with what was typed."""
    pressed = pressed or Pressed("")
    words = sealing.words_of(case)
    days = clock.the_calendar(viewer.at)
    story = queries.story(case, for_citizen=False)
    timed = _clock(case, viewer)
    stale = pressed.refused is not None and pressed.expected is not None and pressed.expected < case.version
    return {
        "case": case,
        "words": words,
        "title": words["title"] or inbox.ERASED,
        "told": writing.told_of_a_citizen(words["text"]),
        "flags": flags_in_words(case.flagged, case.unproved),
        "due": due_words(case.state, case.due_at, case.closed_at, case.late, at=viewer.at, days=days),
        "viewer": viewer,
        "sees_contact": viewer.why_not("see_contact", case) is None,
        "files": _files(case, viewer),
        "story": story,
        "since": [step for step in story if step.number > (pressed.expected or 0)] if stale else [],
        "pressed": pressed,
        "around": around,
        "topic": dict(around.offered.topics).get(case.topic, case.topic),
        "rating": rules.GRADES.get(case.rating or 0, ""),
        **timed,
        **_twins(case, viewer),
        **_acts(case, viewer, around, pressed, timed["reckoning"]),
        **_answer(case, viewer, pressed),
    }


def _files(case: Case, viewer: Viewer) -> list[tuple[Any, str]]:
    """Each attachment with its name; without the name for whom files are not."""
    named = viewer.why_not("see_files", case) is None
    return [(one, sealing.name_of(case, one) if named else "") for one in case.attachments.order_by("pk")]


def _clock(case: Case, viewer: Viewer) -> dict[str, Any]:
    """The reckoning told day by day, and how the time was divided among the agencies."""
    reckoning = clock.reckoning_of(case.events.order_by("number"), at=viewer.at)
    holders = {str(one) for one in reckoning.by_holder} | {str(day.holder) for day in reckoning.days}
    pks = {int(one) for one in holders if one.isdigit()} - {0}
    names = {str(pk): name for pk, name in Organisation.objects.filter(pk__in=pks).values_list("pk", "name")}

    def amount(spent: int | timedelta) -> str:
        return f"{spent} ngày" if isinstance(spent, int) else span_text(spent)

    return {
        "reckoning": reckoning,
        "days": [(day, names.get(str(day.holder), FIRST_DESK)) for day in reckoning.days],
        "spent": [(names.get(str(one), FIRST_DESK), amount(spent)) for one, spent in reckoning.by_holder.items()],
    }


def _twins(case: Case, viewer: Viewer) -> dict[str, Any]:
    """Cases that may be about the same thing: those the viewer may see, and how many there are elsewhere."""
    twins = queries.duplicates_of(case)
    seen = set(viewer.sees().filter(pk__in=[one.pk for one in twins]).values_list("pk", flat=True))
    shown = [(one, inbox.title_of(one)) for one in twins if one.pk in seen]
    return {"twins": shown, "twins_elsewhere": len(twins) - len(shown)}


def _acts(case: Case, viewer: Viewer, around: Surroundings, pressed: Pressed, reckoning: Reckoning) -> dict[str, Any]:
    """Forms for what may be done now; for the rest the reason why it may not."""
    why = {act: viewer.why_not(act, case) for act in STAFF_ACTS}
    if why["extend"] is None:
        why["extend"] = may_extend(reckoning, timezone.localdate(viewer.at), reason="–")
    if why["answer"] is None and viewer.user.pk in answering.writers(case):
        why["answer"] = (
            "Người đã viết hoặc sửa dù chỉ một ký tự của câu trả lời không được tự duyệt. Đề nghị người khác duyệt."
        )
    if why["publish"] is None and privacy.is_withheld(case):
        why["publish"] = "Người gửi không đồng ý đăng công khai nội dung này."
    forms = []
    for act in ASKS:
        if why[act] is None and pressed.form is not None and pressed.act == act and pressed.refused:
            forms.append(ActForm(act, around.offered, _with_version(pressed.form.data, case.version)))
        elif why[act] is None:
            forms.append(ActForm(act, around.offered, initial={"expected": case.version, "topic": case.topic}))
    kept_text = pressed.form if pressed.refused and pressed.act in ASKS and why[pressed.act] else None
    return {
        "may": {act: reason is None for act, reason in why.items()},
        "forms": forms,
        "refusals": [(rules.ACTS[act].title, reason) for act, reason in why.items() if reason],
        "orphan": (kept_text.data.get("text", "") if kept_text else ""),
    }


def _with_version(data: Any, version: int) -> Any:
    """What was typed, to be sent again for the case as it is shown now."""
    copied = data.copy()
    copied["expected"] = str(version)
    return copied


def _answer(case: Case, viewer: Viewer, pressed: Pressed) -> dict[str, Any]:
    """The draft, its versions, and the public text beside it."""
    versions = drafts.drafts_of(case)
    last = versions[0] if versions else None
    public = answers.prepared(case)
    withheld = privacy.is_withheld(case)
    prepares = viewer.why_not("draft", case) is None or (
        case.state == rules.ANSWERED and rights.why_not("draft", rights.relations(viewer.posts, case.agency_id)) is None
    )
    context: dict[str, Any] = {
        "versions": versions, "last": last, "public": public, "withheld": withheld, "public_digest": masked.digest_of(public),
        "public_older": bool(public and last and public.latest_revision and public.latest_revision.created_at < last.at),
        "templates": drafts.templates_for(case), "orphan_draft": "", "sign_url": url_for(public),
    }  # fmt: skip
    if viewer.why_not("draft", case) is None:
        saved = {"text": last.text, "basis": last.basis} if last else {"text": "", "basis": ""}
        context["draft"] = DraftForm(initial={"expected": case.version, **saved})
        if pressed.draft is not None:
            context["draft"] = DraftForm(_with_version(pressed.draft.data, case.version))
    elif pressed.draft is not None:
        context["orphan_draft"] = pressed.draft.data.get("text", "")
    if prepares and not withheld and last is not None:
        context.update(_public(case, pressed, public))
    return context


def _public(case: Case, pressed: Pressed, public: Any) -> dict[str, Any]:
    """The form of the public text: as typed, as masked just now, as saved, or as the machine proposes; in this order."""
    accepted = pressed.accepted
    fields = masked.maskings(case, accepted)
    texts = {one.name: one.text for one in fields}
    if public is not None and accepted is None:
        texts = {name: getattr(public, name) for name in masked.FIELDS}
    form = PublicForm(initial={"expected": case.version, **texts})
    if pressed.public is not None:
        form = PublicForm(_with_version(pressed.public.data, case.version))
        texts = {name: form.data.get(name, "") for name in masked.FIELDS}
    facts = {
        one.name: {
            "original": one.original, "made": one.text,
            "places": [{"key": p.key, "start": p.start, "end": p.end, "put": p.put} for p in one.places],
        }
        for one in fields
    }  # fmt: skip
    shown = [(one, form[one.name]) for one in fields]
    return {"public_form": form, "maskings": shown, "masking_facts": facts, "doubtful": masked.doubtful(texts, case)}
