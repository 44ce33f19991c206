"""A PostgreSQL database that many tests begin in, one after another.

To copy a database and to drop it costs more than most tests do in between, and whoever comes to a
new one looks up every table anew. So it stays, and what a test wrote is put back: each table
notes that it was written to, and its rows are then taken again from the copy that was made at the
start, keys and sequences too. After a change of the tables themselves nothing is put back: it goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests import services

MANY = 200
"""What is put back leaves dead rows behind: then a new one is begun."""
BEGIN = """
CREATE SCHEMA standing;
CREATE UNLOGGED TABLE standing.touched (name text);
CREATE TABLE standing.sequences (name text, value bigint, used boolean);
CREATE FUNCTION standing.touch() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO standing.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
CREATE FUNCTION standing.rebuilt() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO standing.touched VALUES (''); END $$;
DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        EXECUTE format('INSERT INTO standing.sequences '
            'SELECT %L, last_value, is_called FROM public.%I', 'public.' || quote_ident(t), t);
    END LOOP;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE standing.%I AS TABLE public.%I', 'was_' || t, t);
        EXECUTE format('CREATE TRIGGER standing AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE '
            'ON public.%I EXECUTE FUNCTION standing.touch()', t);
        EXECUTE format('ALTER TABLE public.%I ENABLE ALWAYS TRIGGER standing', t);
    END LOOP;
END $$;
CREATE EVENT TRIGGER standing ON ddl_command_end EXECUTE FUNCTION standing.rebuilt();
ALTER EVENT TRIGGER standing ENABLE ALWAYS;
"""
BACK = """
SET session_replication_role = replica;
DO $$ DECLARE t text; columns text; BEGIN
    FOR t IN SELECT DISTINCT name FROM standing.touched LOOP
        SELECT string_agg(format('%I', attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0
            AND NOT attisdropped AND attgenerated = '';
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE '
            'SELECT %s FROM standing.%I', t, columns, columns, 'was_' || t);
    END LOOP;
    PERFORM setval(name, value, used) FROM standing.sequences;
END $$;
DELETE FROM standing.touched;
"""
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


class Standing:
    """One such database, its address, and the line on which it is put back."""

    def __init__(self, server: str, template: str) -> None:
        self._life = services.database(server, services.name_of(template))
        self.url = self._life.__enter__()
        self._tests = 0
        self._line = psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True)
        self._line.execute(BEGIN)

    def put_back(self) -> bool:
        """Whether it is as it began; another test can begin in it."""
        self._tests += 1
        self._line.execute(OTHERS)
        rebuilt = self._line.execute("SELECT FROM standing.touched WHERE name = ''").rowcount
        if rebuilt or self._tests == MANY:
            return False
        self._line.execute(BACK)
        return True

    def drop(self) -> None:
        self._line.close()
        self._life.__exit__(None, None, None)


_kept: dict[str, Standing] = {}
"""By the address of what it is a copy of; nobody is in it now."""


@contextmanager
def database(server: str, template: str) -> Iterator[str]:
    """The address of a copy of `template`, as it began; a second one while the first is in use."""
    one = _kept.pop(template, None) or Standing(server, template)
    yield one.url
    if template not in _kept and one.put_back():
        _kept[template] = one
    else:
        one.drop()


def close() -> None:
    while _kept:
        _kept.popitem()[1].drop()
