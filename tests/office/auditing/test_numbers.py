"""Sơn goes through the numbering of a year: what is missing, voided, or out of order (RP-03)."""

import html
import io
import re

import openpyxl
import pytest

from server.clock import today
from server.database import transaction
from tests.cast import Cast, Hand
from tests.office.admin.desk import DAY
from tests.office.auditing.test_reports import asked_for, file_of
from tests.office.incoming import desk as arrivals
from tests.office.ledger.tampering import tamper
from tests.office.outgoing import desk
from tests.office.papers import ok
from tests.office.reorganising.test_midnight import agency

YEAR = today().year
OWN = "Ủy ban nhân dân huyện Hoằng Hóa"


def rows(hand: Hand, asked: str = "?agency=huyen") -> dict[str, list[str]]:
    """Each series by its book: numbers, lines, how many voided, how it stands; who and why."""
    page = hand.browser().get(f"/audit/numbers{asked}").text
    body = page.split("<tbody>", 1)[1].split("</table>", 1)[0] if "<tbody>" in page else ""
    found = {}
    for line in body.split("<tr>")[1:]:
        head, *cells = [_read(one) for one in re.split(r"<td[^>]*>", line)]
        book = re.findall(r"<a [^>]*>([^<]+)</a>", line)[0]
        found[html.unescape(book)] = [*cells, head]
    return found


def _read(cell: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html.unescape(cell)).split())


@pytest.fixture
def three(cast: Cast) -> Cast:
    """Lan registered three letters today."""
    return _registers_three(cast)


@pytest.fixture
def three_at_one(one_cast: Cast) -> Cast:
    """The same on one database."""
    return _registers_three(one_cast)


def _registers_three(cast: Cast) -> Cast:
    for n in range(3):
        arrivals.registered(cast, number=str(30 + n))
    return cast


def test_a_series_without_a_gap_says_so_with_its_first_and_last_number(three: Cast) -> None:
    assert rows(three.son) == {"Văn bản đến": ["1–3", "3", "0", "Liên tục", f"{OWN} Văn bản đến"]}
    page = three.son.browser().get("/audit/numbers").text
    assert "1 dãy số, 0 dãy cần xem, 0 số đã hủy." in page
    assert f'href="/registers/in/{YEAR}?agency=huyen"' in page
    assert rows(three.son, f"?year={YEAR - 1}") == {}
    assert rows(three.son, "?agency=hoangphu") == {}


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("DELETE FROM register_rows WHERE number = 2", "thiếu số 2"),
        ("DELETE FROM register_rows WHERE number > 1", "thiếu số 2–3"),
        ("UPDATE registers SET last = 5 WHERE book = 'IN'", "thiếu số 4–5"),
        ("UPDATE registers SET last = 2 WHERE book = 'IN'", "1 số vượt số cuối đã cấp"),
        (
            "UPDATE register_rows SET entered_on = '2020-01-02' WHERE number = 2",
            "1 số vào sổ trước ngày của số liền trước",
        ),
    ],
)
def test_what_is_not_as_it_should_be_is_named_and_stands_first(
    three_at_one: Cast, statement: str, wrong: str
) -> None:
    ok(three_at_one.lan.does(desk.as_signed(three_at_one), "number"))
    tamper(statement)
    found = rows(three_at_one.son, "")
    assert next(iter(found)) == "Văn bản đến"
    assert found["Văn bản đến"][3] == f"Cần xem {wrong}"
    assert [one[3] for name, one in found.items() if name != "Văn bản đến"] == ["Liên tục"]


def test_a_new_book_is_held_against_the_last_day_of_the_old_and_the_first_of_the_new(
    one_cast: Cast,
) -> None:
    """ORG-11: the old book has no line from the midnight on, the new one none before it."""
    with transaction():
        agency("huyen").valid_from = today()
    _registers_three(one_cast)
    assert rows(one_cast.son)["Văn bản đến"][3] == "Liên tục"
    tamper(f"UPDATE register_rows SET entered_on = '{today() - DAY}' WHERE number = 1")
    wrong = "Cần xem 1 số vào sổ ngoài những ngày cơ quan hoạt động"
    assert rows(one_cast.son)["Văn bản đến"][3] == wrong
    with transaction():
        row = agency("huyen")
        row.valid_from, row.valid_to = today() - DAY, today()
    assert rows(one_cast.son)["Văn bản đến"][3] == wrong.replace("1 số", "2 số")
    (told,) = one_cast.son.sees("/audit/numbers?agency=huyen")["items"]
    assert (told["outside"], told["sound"]) == (2, False)


def test_a_voided_number_stays_with_its_reason_and_goes_into_the_workbook(one_cast: Cast) -> None:
    path = desk.as_registered(one_cast)
    one_cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"})
    ok(one_cast.minh.does(path, "void_number"))
    (told,) = rows(one_cast.son).values()
    assert told == [
        "1–1", "1", "1", "Liên tục", f"{OWN} Văn bản đi Số đã hủy 1: Sai nơi nhận"
    ]  # fmt: skip
    son = one_cast.son.browser()
    there = asked_for(son, "numbers", "xlsx", "?agency=huyen")
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(son, there))).active
    last = [str(cell.value or "") for cell in list(sheet.rows)[-1]]
    assert last[2:] == ["1–1", "1", "Liên tục", "1: Sai nơi nhận"]


@pytest.mark.parametrize("asked", ["?year=nonsense", "?year=99999", "?year=²"])
def test_a_year_that_is_none_is_this_one(three_at_one: Cast, asked: str) -> None:
    assert "Văn bản đến" in rows(three_at_one.son, asked)
    assert f"Sổ và số năm {YEAR}" in three_at_one.son.browser().get(f"/audit/numbers{asked}").text
