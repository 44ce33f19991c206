"""By which day a letter wants its answer: proposed to Lan where its text says it (§4.5)."""

from datetime import date

import pytest

from server.uploads.reading.dues import printed_due, says_its_year
from server.uploads.reading.proposals import propose
from tests.uploads.heads import INTERLEAVED

SENT, WANTED = date(2026, 11, 1), date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả về UBND huyện trước ngày 20/11/2026 để tổng hợp.",
        "gửi về Phòng chậm nhất vào ngày 20 tháng 11 năm 2026",
        "xong TRƯỚC 17 giờ 00 phút ngày 20/11/2026",
        "trước 17h00, ngày 20.11.2026",
        "gửi về huyện\ntrước\nngày 20-11-2026",
        "Thời hạn: đến hết ngày 20/11/2026",
        "Hạn cuối: 20/11/2026",
        "góp ý trước ngày 25/11/2026, dự thảo lần đầu muộn nhất là ngày 20/11/2026",
        "đã họp trước ngày 01/7/2025; nay báo cáo trước ngày 20/11/2026",
    ],
)
def test_the_first_day_that_something_is_wanted_by(text):
    found = printed_due(text, SENT)
    assert found and found[0] == WANTED
    day, span = found
    assert text[span.start : span.end].startswith("20") and span.line == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "đã ban hành trước ngày 01/7/2025",
        "trước ngày 01/11/2026",
        "từ ngày 05/11/2026 đến ngày 10/11/2026",
        "họp ngày 20/11/2026",
        "trước ngày 31/11/2026",
        "hoàn thành trước ngày 20/5",
        "trước ngày 20/11/26",
        "xong trước 20/11 khối lượng",
        "trước ngày 31/11",
        "Quyết định 12/QĐ-UBND ngày 20/11/2026",
        "",
    ],
)
def test_any_other_day_is_none(text):
    """Past, its own, of a meeting, one that no calendar has; without a year: more than half a year
    ahead, a year of two digits, a part of something."""
    assert printed_due(text, SENT) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Báo cáo về huyện trước ngày 15/12.", date(2026, 12, 15)),
        ("chậm nhất ngày 20 tháng 11 để tổng hợp", date(2026, 11, 20)),
        ("gửi trước ngày 10/01; họp ngày 05/12", date(2027, 1, 10)),
        ("trước ngày 15/12, riêng biểu số 2 trước ngày 20/11/2026", date(2026, 11, 20)),
        ("trước ngày 01/11", None),
    ],
)
def test_without_a_year_it_is_the_next_such_day(text, wanted):
    found = printed_due(text, SENT)
    assert (found and found[0]) == wanted


def test_whether_its_year_stands_there_is_known():
    for text, says in (("trước ngày 15/12.", False), ("trước ngày 15/12/2026", True)):
        found = printed_due(text, SENT)
        assert found and says_its_year(text, found[1]) is says


def test_of_a_letter_without_a_day_nothing_is_said():
    assert printed_due("Báo cáo trước ngày 20/11/2026", None) is None


def test_a_page_proposes_it_with_its_place():
    text = f"{INTERLEAVED}\nĐề nghị báo cáo trước ngày 15/6/2023."
    found = propose(text)
    assert found.printed_due == date(2023, 6, 15)
    span = found.found["printed_due"]
    assert text[span.start : span.end] == "15/6/2023"
    assert "printed_due" not in propose(INTERLEAVED).found


@pytest.mark.parametrize("evil", ["trước " * 40_000, "1/1/2026 " * 20_000, "trước 1 giờ " * 20_000])
def test_a_page_of_nothing_else_is_read_all_the_same(evil):
    assert printed_due(evil, SENT) is None
