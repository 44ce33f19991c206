"""The index of words on PostgreSQL: words, who may read, and how new a paper is, in one GIN.

What is asked for is decided in the index, so that only papers that will be shown are fetched: a
million have the word, an officer reads one in thirteen, and fifty are wanted (SPEED.md §1c).
`finding_words` makes of a row what stands in the index, as entries that no typed word can be:

- its words, folded, and those with marks as they were typed;
- `<ch`, `<chu`: how its words begin, for the last word may be the beginning of one, and to gather
  all words that begin so would take longer than the rest of the question;
- `=12:7`: it is of the eighth block of 2^12 papers, for the newest are asked for first.

`seats_fts` has the seats of the paper's reader rows. Triggers keep it by what was added and what
was taken away, so that two acts at once leave both.
"""

BLOCKS = (12, 15, 18)
"""Papers lie in blocks of so many bits; each kind of block is eight times the one before."""

_WORDS = """\
CREATE FUNCTION finding_words(folded text, marked text, id bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
SELECT array_to_tsvector(array(
SELECT word FROM unnest(string_to_array(folded, ' ')) AS word WHERE word <> ''
UNION ALL SELECT '<' || left(word, letters) FROM unnest(string_to_array(folded, ' ')) AS word,
generate_series(2, 3) AS letters WHERE length(word) >= letters AND word ~ '^[a-z0-9]+$'
UNION ALL SELECT word FROM unnest(string_to_array(marked, ' ')) AS word WHERE word ~ '[^a-z0-9]'
UNION ALL SELECT '=' || bits::text || ':' || (id >> bits)::text FROM unnest(ARRAY[{bits}]) AS bits
)) $$""".format(bits=", ".join(map(str, BLOCKS)))
"""A row of scans takes a tenth of a millisecond: were its cost not said, a thousand papers would be
read from end to end, for a third of a second, sooner than the index."""
_SEATS = """\
CREATE FUNCTION finding_seats(kind text, paper bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
SELECT coalesce(array_to_tsvector(array_agg(seat::text)), '') FROM readers
WHERE paper_kind = kind AND paper_id = paper $$"""
_ROW_COMES = """\
CREATE FUNCTION finding_row_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
NEW.seats_fts := finding_seats(NEW.paper_kind, NEW.paper_id);
RETURN NEW; END $$"""
_TEXT_COMES = """\
CREATE FUNCTION finding_text_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
SELECT seats_fts INTO NEW.seats_fts FROM search_rows WHERE id = NEW.id FOR NO KEY UPDATE;
RETURN NEW; END $$"""
"""Whoever lets somebody read waits for the text, or it for him: else the new seat were missed."""
_WALKS = "SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off"
"""By the index whatever the planner thinks of the few rows that one act writes."""
_LET_IN = f"""\
CREATE FUNCTION finding_let_in() RETURNS trigger LANGUAGE plpgsql {_WALKS} AS $$ BEGIN
UPDATE search_rows SET seats_fts = search_rows.seats_fts || let_in.seats FROM
(SELECT paper_kind, paper_id, array_to_tsvector(array_agg(seat::text)) AS seats FROM fresh
GROUP BY paper_kind, paper_id) AS let_in
WHERE search_rows.paper_kind = let_in.paper_kind AND search_rows.paper_id = let_in.paper_id;
UPDATE search_texts SET seats_fts = search_texts.seats_fts || let_in.seats FROM
(SELECT search_rows.id, array_to_tsvector(array_agg(seat::text)) AS seats FROM fresh
JOIN search_rows USING (paper_kind, paper_id) GROUP BY search_rows.id) AS let_in
WHERE search_texts.id = let_in.id;
RETURN NULL; END $$"""
_SHUT_OUT = f"""\
CREATE FUNCTION finding_shut_out() RETURNS trigger LANGUAGE plpgsql {_WALKS} AS $$ BEGIN
UPDATE search_rows SET seats_fts = ts_delete(search_rows.seats_fts, shut_out.seats) FROM
(SELECT paper_kind, paper_id, array_agg(seat::text) AS seats FROM gone
GROUP BY paper_kind, paper_id) AS shut_out
WHERE search_rows.paper_kind = shut_out.paper_kind AND search_rows.paper_id = shut_out.paper_id;
UPDATE search_texts SET seats_fts = ts_delete(search_texts.seats_fts, shut_out.seats) FROM
(SELECT search_rows.id, array_agg(seat::text) AS seats FROM gone
JOIN search_rows USING (paper_kind, paper_id) GROUP BY search_rows.id) AS shut_out
WHERE search_texts.id = shut_out.id;
RETURN NULL; END $$"""
_HANDED_ON = """\
CREATE FUNCTION finding_handed_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
UPDATE search_rows SET seats_fts = finding_seats(paper_kind, paper_id) WHERE id IN
(SELECT search_rows.id FROM search_rows JOIN
(SELECT paper_kind, paper_id FROM gone UNION SELECT paper_kind, paper_id FROM fresh) AS other
USING (paper_kind, paper_id));
UPDATE search_texts SET seats_fts = search_rows.seats_fts FROM search_rows JOIN
(SELECT paper_kind, paper_id FROM gone UNION SELECT paper_kind, paper_id FROM fresh) AS other
USING (paper_kind, paper_id) WHERE search_texts.id = search_rows.id;
RETURN NULL; END $$"""
"""A reader row is not changed by an act; whoever does it by hand finds all counted anew."""

FUNCTIONS = (_WORDS, _SEATS, _ROW_COMES, _TEXT_COMES, _LET_IN, _SHUT_OUT, _HANDED_ON)
WORDS_OF = {
    "search_rows": "finding_words(search_rows.folded, search_rows.marked, search_rows.id)",
    "search_texts": "finding_words(search_texts.folded, '', search_texts.id)",
}
"""What is in the index of each table. A scan's marks are read in its row: all its words, with
marks and without, would be more than one index entry holds."""
OF_TABLE = (
    "ALTER TABLE {table} ADD COLUMN seats_fts tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX {table}_fts ON {table} USING gin (({words}), seats_fts) WITH (fastupdate = off)",
    "CREATE TRIGGER {table}_come BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {comes}()",
)
_COMES = {"search_rows": "finding_row_comes", "search_texts": "finding_text_comes"}
OF_READERS = (
    "CREATE TRIGGER readers_let_in AFTER INSERT ON readers REFERENCING NEW TABLE AS fresh "
    "FOR EACH STATEMENT EXECUTE FUNCTION finding_let_in()",
    "CREATE TRIGGER readers_shut_out AFTER DELETE ON readers REFERENCING OLD TABLE AS gone "
    "FOR EACH STATEMENT EXECUTE FUNCTION finding_shut_out()",
    "CREATE TRIGGER readers_handed_on AFTER UPDATE ON readers "
    "REFERENCING OLD TABLE AS gone NEW TABLE AS fresh "
    "FOR EACH STATEMENT EXECUTE FUNCTION finding_handed_on()",
)


def of_table(table: str) -> list[str]:
    """What is said once one of the two tables is there, and the functions are."""
    given = {"table": table, "words": WORDS_OF[table], "comes": _COMES[table]}
    return [one.format(**given) for one in OF_TABLE]
