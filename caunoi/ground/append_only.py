"""The database's own refusal to change or drop a row of a table, whoever asks and in whatever language: statements for migrations."""

from __future__ import annotations


def refusal(table: str) -> str:
    """What the database says."""
    return f"{table} is append-only"


def guard_on(vendor: str, table: str, *, key: str = "id") -> tuple[str, ...]:
    """The statements that set the guard on a table with this primary key, for Django's name of a database."""
    says = refusal(table)
    if vendor == "sqlite":
        # SQLite's INSERT OR REPLACE deletes without firing the trigger (unless recursive_triggers is on): refuse a taken id.
        return (
            *(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"
                for verb in ("UPDATE", "DELETE")
            ),
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN SELECT RAISE(ABORT, '{says}'); END",
        )
    return (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        # An empty table may be emptied: that is how a test database is swept.
        f"IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {table}) THEN RETURN NULL; END IF; "
        f"RAISE EXCEPTION '{says}'; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
    )


def guard_off(vendor: str, table: str) -> tuple[str, ...]:
    """The statements that lift it: for undoing the migration."""
    if vendor == "sqlite":
        return tuple(f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete", "replace"))
    return (
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_refuse()",
    )
