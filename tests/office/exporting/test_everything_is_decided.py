"""Each table of the office is exported, or left out with its reason: a new one must be decided."""

import pytest

import server.app  # noqa: F401  (every room's tables are known)
from server.database import Base
from server.exporting import owned

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
WAYS = {
    "agency": owned.AGENCY,
    "parent": owned.PARENTS,
    "paper": owned.OF_PAPERS,
    "both": owned.OF_BOTH,
    "itself": (owned.ITSELF,),
    "left out": owned.LEFT_OUT,
}
SECRETS = ("password", "secret", "credential", "token", "seal", "pin_", "salt")
"""Letters in the name of a column that must not leave the house."""
HARMLESS = {
    "advisory_bodies.may_use_seal", "book_volumes.sealed_at", "book_volumes.sealed_by",
    "copies.sealed_sha256",
    "meetings.secretary_id", "meeting_minutes.secretary_id", "meeting_minutes.secretary_signed_at",
}  # fmt: skip


@pytest.mark.parametrize(
    ("way", "table"),
    [
        ("itself", "agencies"),
        ("agency", "units"),
        ("agency", "positions"),
        ("parent", "appointments"),
        ("parent", "persons"),
        ("agency", "incoming_documents"),
        ("agency", "outgoing_documents"),
        ("agency", "earlier_documents"),
        ("agency", "register_rows"),
        ("agency", "registers"),
        ("agency", "book_volumes"),
        ("agency", "tasks"),
        ("agency", "case_files"),
        ("parent", "case_file_items"),
        ("parent", "directives"),
        ("agency", "meetings"),
        ("parent", "meeting_minutes"),
        ("parent", "minutes_lines"),
        ("parent", "votes"),
        ("parent", "vote_open_ballots"),
        ("paper", "history"),
        ("paper", "paper_files"),
        ("paper", "readers"),
        ("agency", "signatures"),
        ("both", "handed_over"),
        ("both", "agency_handovers"),
        ("left out", "vote_secret_ballots"),
        ("left out", "meeting_notes"),
        ("left out", "safes"),
        ("left out", "tokens"),
        ("left out", "factors"),
        ("left out", "web_sessions"),
        ("left out", "pin_tries"),
        ("left out", "ledger_events"),
    ],
)
def test_what_an_agency_owns_goes_along_and_what_is_not_its_own_does_not(way, table):
    assert [name for name, those in WAYS.items() if table in those] == [way]


def test_every_table_is_decided_and_decided_once():
    decided = [name for way in WAYS.values() for name in way]
    assert sorted(decided) == sorted(TABLES)


@pytest.mark.parametrize("name", sorted(owned.LEFT_OUT))
def test_what_is_left_out_says_why(name):
    assert len(owned.LEFT_OUT[name]) > 10


def test_each_way_leads_to_an_agency():
    for name in owned.AGENCY:
        assert "agency_id" in TABLES[name].c, name
    for name, parent in owned.PARENTS.items():
        assert parent.column in TABLES[name].c, name
        assert parent.key in TABLES[parent.table].c, name
        assert parent.table not in owned.LEFT_OUT, name
    for name in owned.OF_PAPERS:
        assert {"paper_kind", "paper_id"} <= {*TABLES[name].c.keys()}, name


def test_what_has_an_agency_or_a_paper_is_not_left_out_unseen():
    """A table that says whose it is, is exported; the few that are not say why."""
    says = {name for name, one in TABLES.items() if {"agency_id", "paper_kind"} & {*one.c.keys()}}
    assert says & set(owned.LEFT_OUT) == {
        "attempts", "follows", "import_drafts", "reorganisation_closings",
        "reorganisation_founded", "reorganisation_partings", "reorganisation_things",
        "repeated_keys", "report_orders", "safes", "search_rows",
    }  # fmt: skip


def test_no_column_that_holds_a_secret_goes_along():
    for name in owned.names():
        shown = {one.name for one in owned.rows_of(name, {1}).selected_columns}
        told = {f"{name}.{one}" for one in shown if any(part in one for part in SECRETS)}
        assert told <= HARMLESS, told


def test_a_hidden_column_is_there():
    for name, columns in owned.HIDDEN.items():
        assert columns <= {*TABLES[name].c.keys()}, name
