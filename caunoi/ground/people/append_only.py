"""The database's own refusal to change or drop a row of the audit trail, whoever asks and in whatever language."""

from __future__ import annotations

from typing import Final

TABLE: Final = "people_auditentry"
REFUSAL: Final = "audit trail is append-only"

_SQLITE_ON: Final = tuple(
    f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
)
# SQLite's INSERT OR REPLACE deletes without firing the trigger above (unless recursive_triggers is on): refuse a taken id.
_SQLITE_REPLACE: Final = (
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_SQLITE_OFF: Final = tuple(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in ("update", "delete", "replace"))

_POSTGRES_ON: Final = (
    f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    # An empty table may be emptied: that is how a test database is swept.
    f"IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {TABLE}) THEN RETURN NULL; END IF; "
    f"RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
)
_POSTGRES_OFF: Final = (
    f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_no_truncate ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
)

STATEMENTS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "sqlite": (_SQLITE_ON + _SQLITE_REPLACE, _SQLITE_OFF),
    "postgresql": (_POSTGRES_ON, _POSTGRES_OFF),
}


def guard_on(vendor: str) -> tuple[str, ...]:
    """The statements that set the guard, for Django's name of a database."""
    return STATEMENTS[vendor][0]


def guard_off(vendor: str) -> tuple[str, ...]:
    """The statements that lift it: for undoing the migration, and for sweeping a test database."""
    return STATEMENTS[vendor][1]
