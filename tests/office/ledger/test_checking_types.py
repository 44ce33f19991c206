"""A cell that holds what it cannot, written into SQLite's file: it is named, and hides nothing."""

import pytest
from flask import Flask

from server.ledger.checking import whole as checking
from server.ledger.checking.cells import MOST, type_findings
from tests.cast import Cast
from tests.office.front.desks import statements
from tests.office.incoming import desk
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import swap, tamper
from tests.office.papers import SENT

pytestmark = pytest.mark.sent


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("register_rows", "entered_on", "'mai'"),
        ("register_rows", "entered_on", "'2026-02-30'"),
        ("register_rows", "entered_on", "'now'"),
        ("register_rows", "number", "'mười'"),
        ("register_rows", "subject", "x'ff00'"),
        ("registers", "last", "'x'"),
        ("history", "at", "'2026-01-02 25:61:00'"),
        ("signatures", "at", "'mai'"),
        ("sign_offs", "at", "5"),
        ("appointments", "main", "'có'"),
        ("incoming_documents", "due_at", "'mai'"),
        ("positions", "roles", "'{'"),
    ],
)
def test_a_value_that_its_column_cannot_hold_is_named_by_table_and_row(
    one_cast: Cast, table: str, column: str, value: str
) -> None:
    desk.registered(one_cast)
    tamper(f"UPDATE {table} SET {column} = {value} WHERE rowid = 1")  # noqa: S608 - ours
    said = [one for one in found() if one.startswith(f"bảng {table}, dòng ")]
    assert [one.split(": ")[1] for one in said] == [f"giá trị không đúng kiểu ở cột {column}"]


def test_a_table_that_holds_nothing_is_not_asked_for_its_cells(one_cast: Cast) -> None:
    """The smaller the office, the sooner it is examined: most of its tables are empty."""
    with statements() as said:
        assert not list(type_findings())
    which, *asked = said
    assert "FROM meetings" in which and "FROM history" in which
    assert any("FROM history" in one for one in asked)
    assert not any("FROM meetings" in one for one in asked)


def test_what_cannot_be_read_ends_its_part_and_hides_nothing_that_comes_after(
    one_cast: Cast, one_app: Flask
) -> None:
    desk.registered(one_cast)
    tamper("UPDATE register_rows SET subject = CAST(x'c3' AS TEXT) WHERE book = 'IN'")
    store = one_app.config["SETTINGS"].home / "store"
    swap(next(one for one in store.rglob("*") if one.is_file()), b"another")
    said = found()
    (broken,) = [one for one in said if "không kiểm tra hết được" in one]
    assert broken.startswith("phần dòng dữ liệu: ") and "UTF-8" in broken
    assert said.index(broken) < len(said) - 1, "the store was gone through all the same"


def test_a_fault_of_the_database_itself_is_no_finding(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that could not be made has found nothing, and must not look as if it had."""

    def locked() -> list[str]:
        raise checking.OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setitem(checking.PARTS, "sổ đăng ký", locked)
    assert one_cast.lan.asks("GET", SENT).status_code == 200
    with pytest.raises(checking.OperationalError):
        found()


def test_of_a_table_that_was_spoilt_all_over_some_rows_are_named(one_cast: Cast) -> None:
    tamper("UPDATE history SET at = 'mai'")
    said = [one for one in found() if one.startswith("bảng history")]
    assert 1 < len(said) <= MOST
