"""On PostgreSQL who may read, how new a paper is and how words begin stand in the index of words"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UP = [
    "ALTER TABLE search_rows DROP COLUMN folded_fts",
    "ALTER TABLE search_texts DROP COLUMN folded_fts",
    "CREATE FUNCTION finding_words(folded text, marked text, id bigint) RETURNS tsvector\nLANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\nSELECT array_to_tsvector(array(\nSELECT word FROM unnest(string_to_array(folded, ' ')) AS word WHERE word <> ''\nUNION ALL SELECT '<' || left(word, letters) FROM unnest(string_to_array(folded, ' ')) AS word,\ngenerate_series(2, 3) AS letters WHERE length(word) >= letters AND word ~ '^[a-z0-9]+$'\nUNION ALL SELECT word FROM unnest(string_to_array(marked, ' ')) AS word WHERE word ~ '[^a-z0-9]'\nUNION ALL SELECT '=' || bits::text || ':' || (id >> bits)::text FROM unnest(ARRAY[12, 15, 18]) AS bits\n)) $$",
    "CREATE FUNCTION finding_seats(kind text, paper bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$\nSELECT coalesce(array_to_tsvector(array_agg(seat::text)), '') FROM readers\nWHERE paper_kind = kind AND paper_id = paper $$",
    "CREATE FUNCTION finding_row_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\nNEW.seats_fts := finding_seats(NEW.paper_kind, NEW.paper_id);\nRETURN NEW; END $$",
    "CREATE FUNCTION finding_text_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\nSELECT seats_fts INTO NEW.seats_fts FROM search_rows WHERE id = NEW.id FOR NO KEY UPDATE;\nRETURN NEW; END $$",
    "CREATE FUNCTION finding_let_in() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$ BEGIN\nUPDATE search_rows SET seats_fts = search_rows.seats_fts || let_in.seats FROM\n(SELECT paper_kind, paper_id, array_to_tsvector(array_agg(seat::text)) AS seats FROM fresh\nGROUP BY paper_kind, paper_id) AS let_in\nWHERE search_rows.paper_kind = let_in.paper_kind AND search_rows.paper_id = let_in.paper_id;\nUPDATE search_texts SET seats_fts = search_texts.seats_fts || let_in.seats FROM\n(SELECT search_rows.id, array_to_tsvector(array_agg(seat::text)) AS seats FROM fresh\nJOIN search_rows USING (paper_kind, paper_id) GROUP BY search_rows.id) AS let_in\nWHERE search_texts.id = let_in.id;\nRETURN NULL; END $$",
    "CREATE FUNCTION finding_shut_out() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$ BEGIN\nUPDATE search_rows SET seats_fts = ts_delete(search_rows.seats_fts, shut_out.seats) FROM\n(SELECT paper_kind, paper_id, array_agg(seat::text) AS seats FROM gone\nGROUP BY paper_kind, paper_id) AS shut_out\nWHERE search_rows.paper_kind = shut_out.paper_kind AND search_rows.paper_id = shut_out.paper_id;\nUPDATE search_texts SET seats_fts = ts_delete(search_texts.seats_fts, shut_out.seats) FROM\n(SELECT search_rows.id, array_agg(seat::text) AS seats FROM gone\nJOIN search_rows USING (paper_kind, paper_id) GROUP BY search_rows.id) AS shut_out\nWHERE search_texts.id = shut_out.id;\nRETURN NULL; END $$",
    "CREATE FUNCTION finding_handed_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\nUPDATE search_rows SET seats_fts = finding_seats(paper_kind, paper_id) WHERE id IN\n(SELECT search_rows.id FROM search_rows JOIN\n(SELECT paper_kind, paper_id FROM gone UNION SELECT paper_kind, paper_id FROM fresh) AS other\nUSING (paper_kind, paper_id));\nUPDATE search_texts SET seats_fts = search_rows.seats_fts FROM search_rows JOIN\n(SELECT paper_kind, paper_id FROM gone UNION SELECT paper_kind, paper_id FROM fresh) AS other\nUSING (paper_kind, paper_id) WHERE search_texts.id = search_rows.id;\nRETURN NULL; END $$",
    "ALTER TABLE search_rows ADD COLUMN seats_fts tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE search_rows ALTER COLUMN seats_fts TYPE tsvector USING finding_seats(paper_kind, paper_id)",
    "ALTER TABLE search_texts ADD COLUMN seats_fts tsvector NOT NULL DEFAULT ''",
    "UPDATE search_texts SET seats_fts = search_rows.seats_fts FROM search_rows WHERE search_texts.id = search_rows.id",
    "CREATE INDEX search_rows_fts ON search_rows USING gin ((finding_words(search_rows.folded, search_rows.marked, search_rows.id)), seats_fts) WITH (fastupdate = off)",
    "CREATE INDEX search_texts_fts ON search_texts USING gin ((finding_words(search_texts.folded, '', search_texts.id)), seats_fts) WITH (fastupdate = off)",
    "CREATE TRIGGER search_rows_come BEFORE INSERT ON search_rows FOR EACH ROW EXECUTE FUNCTION finding_row_comes()",
    "CREATE TRIGGER search_texts_come BEFORE INSERT ON search_texts FOR EACH ROW EXECUTE FUNCTION finding_text_comes()",
    "CREATE TRIGGER readers_let_in AFTER INSERT ON readers REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION finding_let_in()",
    "CREATE TRIGGER readers_shut_out AFTER DELETE ON readers REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION finding_shut_out()",
    "CREATE TRIGGER readers_handed_on AFTER UPDATE ON readers REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION finding_handed_on()",
    "ANALYZE search_rows",
    "ANALYZE search_texts",
]
DOWN = [
    "DROP TRIGGER readers_handed_on ON readers",
    "DROP TRIGGER readers_shut_out ON readers",
    "DROP TRIGGER readers_let_in ON readers",
    "DROP TRIGGER search_rows_come ON search_rows",
    "DROP INDEX search_rows_fts",
    "ALTER TABLE search_rows DROP COLUMN seats_fts",
    "DROP TRIGGER search_texts_come ON search_texts",
    "DROP INDEX search_texts_fts",
    "ALTER TABLE search_texts DROP COLUMN seats_fts",
    "DROP FUNCTION finding_handed_on",
    "DROP FUNCTION finding_shut_out",
    "DROP FUNCTION finding_let_in",
    "DROP FUNCTION finding_text_comes",
    "DROP FUNCTION finding_row_comes",
    "DROP FUNCTION finding_seats",
    "DROP FUNCTION finding_words",
    "ALTER TABLE search_rows ADD COLUMN folded_fts tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(folded, ' '))) STORED",
    "CREATE INDEX search_rows_fts ON search_rows USING gin (folded_fts) WITH (fastupdate = off)",
    "ALTER TABLE search_texts ADD COLUMN folded_fts tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(folded, ' '))) STORED",
    "CREATE INDEX search_texts_fts ON search_texts USING gin (folded_fts) WITH (fastupdate = off)",
]


def upgrade() -> None:
    """Some 2 minutes a million papers; SQLite walks its index from the newest paper by itself."""
    _say(UP)


def downgrade() -> None:
    _say(DOWN)


def _say(statements: list[str]) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in statements:
            op.execute(statement)
