"""Database triggers that refuse to change or delete what must stand for ever, on both engines."""

from django.db.backends.base.base import BaseDatabaseWrapper

EVENT = "records_event"
DECISION = "records_decision"
KEPT = (EVENT, DECISION)
HEAD = "records_chainhead"
NOTHING = "'{}'"
# What stays of a decision when its case is forgotten; the rest may only become nothing (see erasure.py).
_STAYS = (
    "id",
    "case_id",
    "made_at",
    "made_by_id",
    "policy_hash",
    "result",
    "agrees_with_policy",
    "final",
)


def _erases(same: str, nothing: str) -> str:
    """The SQL condition that an update of a decision does nothing but erase it."""
    stays = [f"NEW.{column} {same} OLD.{column}" for column in _STAYS]
    gone = [f'NEW."{column}" = {nothing}' for column in ("inputs", "values", "trace")]
    return " AND ".join([*stays, *gone, "NEW.reason = ''"])


def protect(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers: events and decisions are only added, a decision may be erased, the head moves on."""
    run = connection.cursor().execute
    if connection.vendor == "postgresql":
        run(
            "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '% is append only', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
        run(
            f"CREATE TRIGGER {EVENT}_kept BEFORE UPDATE OR DELETE ON {EVENT} "
            "FOR EACH ROW EXECUTE FUNCTION records_refuse()"
        )
        run(
            f"CREATE TRIGGER {DECISION}_kept BEFORE DELETE ON {DECISION} "
            "FOR EACH ROW EXECUTE FUNCTION records_refuse()"
        )
        erases = _erases("IS NOT DISTINCT FROM", f"{NOTHING}::jsonb")
        run(
            f"CREATE TRIGGER {DECISION}_only_erased BEFORE UPDATE ON {DECISION} "
            f"FOR EACH ROW WHEN (NOT ({erases})) EXECUTE FUNCTION records_refuse()"
        )
        for table in (*KEPT, HEAD):
            run(
                f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
            )
        run(
            f"CREATE TRIGGER {HEAD}_moves_on BEFORE UPDATE ON {HEAD} FOR EACH ROW "
            "WHEN (NEW.sequence <= OLD.sequence) EXECUTE FUNCTION records_refuse()"
        )
        run(
            f"CREATE TRIGGER {HEAD}_kept BEFORE DELETE ON {HEAD} "
            "FOR EACH ROW EXECUTE FUNCTION records_refuse()"
        )
        return
    only_erased = f"WHEN NOT ({_erases('IS', NOTHING)}) "
    for table in KEPT:
        for what, when in (("UPDATE", only_erased if table == DECISION else ""), ("DELETE", "")):
            run(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END"
            )
    run(
        f"CREATE TRIGGER {HEAD}_moves_on BEFORE UPDATE ON {HEAD} WHEN NEW.sequence <= OLD.sequence "
        f"BEGIN SELECT RAISE(ABORT, '{HEAD} is append only'); END"
    )
    run(
        f"CREATE TRIGGER {HEAD}_kept BEFORE DELETE ON {HEAD} "
        f"BEGIN SELECT RAISE(ABORT, '{HEAD} is append only'); END"
    )


def unprotect(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for undoing the migration, and for tests that tamper or empty the tables."""
    run = connection.cursor().execute
    if connection.vendor == "postgresql":
        for table in KEPT:
            run(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}")
        run(f"DROP TRIGGER IF EXISTS {DECISION}_only_erased ON {DECISION}")
        for table in (*KEPT, HEAD):
            run(f"DROP TRIGGER IF EXISTS {table}_not_emptied ON {table}")
        run(f"DROP TRIGGER IF EXISTS {HEAD}_moves_on ON {HEAD}")
        run(f"DROP TRIGGER IF EXISTS {HEAD}_kept ON {HEAD}")
        return
    for table in KEPT:
        run(f"DROP TRIGGER IF EXISTS {table}_no_update")
        run(f"DROP TRIGGER IF EXISTS {table}_no_delete")
    run(f"DROP TRIGGER IF EXISTS {HEAD}_moves_on")
    run(f"DROP TRIGGER IF EXISTS {HEAD}_kept")
