"""Lan looks for a line by any part of its number, in a book too big to read line by line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from server.clock import today
from server.database import db, transaction
from server.home import book_rows
from server.home.columns import BOOKS
from server.registers.lines import reword_line, reword_lines
from server.registers.models import RegisterRow
from server.registers.services import open_row
from server.words import fold

YEAR = today().year
CODES = (
    "12", "12/UBND-VHTT", "112/UBND", "3412/QĐ-UBND", "12/2026/TT-BNV", "77/UBND-VX", "07-QĐ/ĐU",
    "1212/BC", "121/CT-TTg", "21/TB UBND", "5/NQ%", "5_/NQ", "9\\KH'B", '8"x', "<12=", "Không số",
    "2/KH–UBND", "",
)  # fmt: skip
PARTS = some.one_of(
    some.sampled_from(CODES).flatmap(
        lambda code: some.builds(
            lambda start, length: code[start : start + length],
            some.integers(0, max(len(code) - 1, 0)),
            some.integers(1, 8),
        )
    ),
    some.text(alphabet="12/UBNDđqĐ -%_\\'\"<=*()", min_size=1, max_size=5),
)


@pytest.fixture(params=[0, 4_000], ids=["index", "line by line"])
def book(cast, request, monkeypatch):
    """Lan's book with a line for each code, and a commune's with the same."""
    monkeypatch.setattr(book_rows, "FEW", request.param)
    with transaction():
        for agency_id in (cast.lan.actor.agency_id, cast.dao.actor.agency_id):
            for number, code in enumerate(CODES, 1):
                _open(agency_id, number, code)
    return cast


def _open(agency_id: int, number: int, code: str) -> None:
    open_row(
        agency_id=agency_id, direction="IN", book="IN", year=YEAR, number=number,
        paper_id=number, entered_on=today(), code=code,
    )  # fmt: skip


def _found(cast, part: str, **more: str) -> list[str]:
    whose = book_rows.Whose(cast.lan.actor, None)
    rows, _next = book_rows.page_of(BOOKS["in"], YEAR, whose, {"code": part} | more, None)
    assert all(row.agency_id == cast.lan.actor.agency_id for row in rows)
    return [row.code for row in rows]


def _as_before(agency_id: int, part: str) -> set[str]:
    """By what the databases find in each line, capitals of ASCII alike."""
    has = RegisterRow.code.icontains(part, autoescape=True)
    return set(db.session.scalars(select(RegisterRow.code).where(has, _of(agency_id))))


def _of(agency_id: int):
    return RegisterRow.agency_id == agency_id


def test_any_part_finds_exactly_the_lines_that_have_it_newest_first(book):
    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(part=PARTS)
    def _alike(part: str) -> None:
        wanted = [code for code in reversed(CODES) if fold(part) and fold(part) in fold(code)]
        if fold(part):
            found = _found(book, part)
            assert found == wanted
            assert set(found) >= _as_before(book.lan.actor.agency_id, part.strip())

    _alike()


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ("12", ["<12=", "121/CT-TTg", "1212/BC", "12/2026/TT-BNV", "3412/QĐ-UBND", "112/UBND",
                "12/UBND-VHTT", "12"]),
        ("qd-", ["3412/QĐ-UBND"]),
        ("QĐ-ubnd", ["3412/QĐ-UBND"]),
        ("2121", []),
        ("%", ["5/NQ%"]),
        ("77-UBND", []),
    ],
)  # fmt: skip
def test_so_lan_finds_it_without_marks_and_capitals(book, part, codes):
    assert _found(book, part) == codes


def test_what_a_line_said_before_it_was_corrected_or_blanked_finds_it_no_more(book):
    key = (book.lan.actor.agency_id, "IN", YEAR, 6)
    with transaction():
        reword_line(key, code="88/HĐND")
        reword_lines("IN", 2, code="")
    assert _found(book, "77/ub") == []
    assert _found(book, "88/hd") == ["88/HĐND"]
    assert _found(book, "12/UBND-V") == []


def test_pages_follow_one_another(book, monkeypatch):
    monkeypatch.setattr("server.registers.queries.PAGE", 3)
    monkeypatch.setattr(book_rows, "PAGE", 3)
    whose, asked = book_rows.Whose(book.lan.actor, None), {"code": "12"}
    read, top = [], None
    for _ in range(3):
        rows, top = book_rows.page_of(BOOKS["in"], YEAR, whose, asked, top)
        read += [row.code for row in rows]
    assert read == _found(book, "12")[:3] + read[3:] and len(set(read)) == 8 and top is None


def test_a_number_and_words_together(book):
    assert _found(book, "12", q="bão lụt") == []
