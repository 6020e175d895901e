"""Database triggers that refuse to change or delete what must stand for ever, on both engines."""

from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = ("records_event", "records_decision")
HEAD = "records_chainhead"


def protect(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers: events and decisions are only ever added; the chain's head only moves on."""
    run = connection.cursor().execute
    if connection.vendor == "postgresql":
        run(
            "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '% is append only', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
        for table in KEPT:
            run(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION records_refuse()"
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
    for table in KEPT:
        for what in ("UPDATE", "DELETE"):
            run(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
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
