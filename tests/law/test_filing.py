"""Terms, numbers, pages and rules of case files (Decree 30/2020, art. 28–31, Annex V)."""

import datetime as dt

from tests.law.rows import each
from workflows import filing
from workflows.filing import Rule, Term, archive_due, kept_back_until, must_be_archived, numbered


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@each(
    [
        ("2024-03-01", False, "2025-03-01"),  # D01
        ("2024-03-01", True, "2024-06-01"),
        ("2023-11-30", True, "2024-02-29"),
        ("2022-11-30", True, "2023-02-28"),
        ("2024-02-29", False, "2025-02-28"),
        ("2024-12-31", False, "2025-12-31"),
        ("2024-09-30", True, "2024-12-30"),
        ("2024-10-31", True, "2025-01-31"),
        ("2019-05-02", False, "2020-05-02"),
    ]
)
def test_a_file_goes_to_the_archive_a_year_after_its_work_construction_in_three_months(
    ended, construction, due
):
    """AR-01."""
    assert archive_due(day(ended), construction) == day(due)


def test_a_later_law_counts_from_its_day_on(monkeypatch):
    newer = Term(day("2025-07-01"), 24, 6)
    monkeypatch.setattr(filing, "TERMS", (*filing.TERMS, newer))
    assert archive_due(day("2025-06-30"), False) == day("2026-06-30")
    assert archive_due(day("2025-07-01"), False) == day("2027-07-01")
    assert archive_due(day("2025-07-01"), True) == day("2026-01-01")
    assert archive_due(day("2019-05-02"), False) == day("2020-05-02")


def test_the_term_of_the_decree_is_as_it_is_written():
    assert (Term(day("2020-03-05"), 12, 3),) == filing.TERMS
    assert dt.timedelta(days=30) == filing.WARNED
    assert (filing.PERMANENT, filing.LONGEST) == (0, 100)


def test_five_years_and_more_go_to_the_archive_and_for_ever_too():
    """AR-02."""
    assert [must_be_archived(years) for years in (0, 1, 4, 5, 6, 20)] == [
        True, False, False, True, True, True,
    ]  # fmt: skip


def test_it_may_be_kept_back_for_two_years():
    """AR-03."""
    assert kept_back_until(day("2025-03-01")) == day("2027-03-01")


def test_retention_is_written_as_the_list_of_files_writes_it():
    """AR-08."""
    assert [filing.retention_words(years) for years in (0, 20)] == ["Vĩnh viễn", "20 năm"]


def test_what_is_usually_kept_for_how_long_is_the_handbooks():
    """AR-08: seed values, which the archivist confirms."""
    assert dict(filing.USUAL) == {
        "bản gốc văn bản đi": filing.PERMANENT,
        "sổ đăng ký văn bản đi": filing.PERMANENT,
        "hồ sơ cuộc họp của Ủy ban nhân dân": filing.PERMANENT,
        "sổ đăng ký văn bản đến": 20,
        "công văn trao đổi": 10,
        "lịch công tác tuần": 10,
    }


def test_files_are_numbered_through_the_list_or_under_each_heading():
    """CF-03."""
    headings = ["TCCB", "TCCB", "VHTT", "TCCB"]
    assert numbered(headings, True) == ["01.TCCB", "02.TCCB", "03.VHTT", "04.TCCB"]
    assert numbered(headings, False) == ["01.TCCB", "02.TCCB", "01.VHTT", "03.TCCB"]
    assert filing.code_of(112, "VP") == "112.VP"


def test_pages_follow_one_another_through_the_file():
    assert filing.pages_of([3, 1, 12]) == [(1, 3), (4, 4), (5, 16)]
    assert filing.pages_of([]) == []


@each(
    [
        (Rule(), False),
        (Rule(words="chuyen doi so"), True),
        (Rule(words="thu vien"), False),
        (Rule(kinds=("incoming",)), True),
        (Rule(kinds=("outgoing",)), False),
        (Rule(doc_types=("Công văn", "Kế hoạch")), True),
        (Rule(doc_types=("Kế hoạch",)), False),
        (Rule(kinds=("incoming",), doc_types=("Kế hoạch",), words="chuyen doi so"), False),
        (Rule(kinds=("outgoing",), doc_types=("Công văn",)), False),
        (Rule(kinds=("incoming",), doc_types=("Công văn",), words="so"), True),
    ]
)
def test_a_rule_takes_what_it_names_and_an_empty_one_takes_nothing(rule, taken):
    assert rule.takes("incoming", "Công văn", "v/v day manh chuyen doi so") is taken
    assert Rule() == Rule(kinds=(), doc_types=(), words="")
