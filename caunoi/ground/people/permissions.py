"""What each role may do in the desk: the one table. The gate decides by itself who may approve what."""

from __future__ import annotations

from typing import Final

from caunoi.ground.people import rules

ACCESS: Final = "wagtailadmin.access_admin"


def _may(verbs: str, models: str) -> frozenset[str]:
    return frozenset(
        f"{app}.{verb}_{model}"
        for app, _, model in (name.partition(".") for name in models.split())
        for verb in verbs.split()
    )


_FILES: Final = "wagtailimages.image wagtaildocs.document"
_SECTIONS: Final = "articles.section articles.specialsection"
_LEADERS: Final = "leaders.leader leaders.workweek"
_PAGES: Final = "standing_pages.standingpage channels.channel outages.outage"
_HOUSE: Final = (
    "organisations.organisation organisations.succession organisations.administrativeunit organisations.unitsuccession "
    "working_days.dayoverride deadlines.deadlineterm"
)
_TRANSLATIONS: Final = "translations.translation"
_RECORDS: Final = f"articles.article {_SECTIONS} {_LEADERS} {_PAGES} {_TRANSLATIONS} web.frontpage web.shell"
_INBOUND: Final = "cases.answertemplate cases.duty suggestions.topic suggestions.routingrule"
_KEYS: Final = "api.apikey"
_STAFF: Final = "people.user people.post"
_TRAIL: Final = frozenset({"people.view_auditentry"})
_MAIL: Final = frozenset({"outbox.view_message"})

_READING: Final = frozenset({ACCESS}) | _may("view", f"{_RECORDS} leaders.leaderpost {_HOUSE}")
_WRITING: Final = _READING | _may("add change", f"articles.article {_TRANSLATIONS}") | _may("add choose", _FILES)

# Nobody but an approver holds a publish right; nobody at all deletes a record, a post or an account.
ROLE_PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    rules.REPORTER: _WRITING,
    rules.EDITOR: _WRITING
    | _may("change", _FILES)
    | _may("add change", f"{_SECTIONS} {_LEADERS} {_PAGES} leaders.leaderpost web.frontpage"),
    rules.APPROVER: _READING | _may("change publish lock unlock", _RECORDS) | _may("choose", _FILES),
    rules.TECHNICIAN: _READING
    | _may("add change", f"web.shell outages.outage {_HOUSE}")
    | _may("delete", "working_days.dayoverride")
    | _may("add change view", f"{_INBOUND} {_KEYS}")
    | _may("add choose", _FILES)
    | _MAIL,
    # Which cases a clerk or reviewer may see follows from their agency (`caunoi.inbound.cases.rights`); nothing of the newsroom.
    rules.CLERK: frozenset({ACCESS}),
    rules.REVIEWER: frozenset({ACCESS}),
    rules.OFFICE: _READING | _may("add change view", _INBOUND),
    rules.AUDITOR: _READING | _may("view", _STAFF) | _TRAIL,
    rules.ADMINISTRATOR: frozenset({ACCESS}) | _may("add change view", _STAFF) | _TRAIL | _MAIL,
}

# Wagtail grants these per collection, not per model: here always for the root collection, that is, for all files.
OF_COLLECTIONS: Final = frozenset({"wagtailimages", "wagtaildocs"})
