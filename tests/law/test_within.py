"""Whether a document is what a mandate's words allow: the Finance head signs for the chair."""

from tests.law.papers import Draft, going
from tests.law.rows import each
from workflows.within import (
    accounts_for_another_matter,
    capacity_holds,
    is_outside,
    says_how_it_is_within,
)

LETTERS = "Công văn đôn đốc quyết toán ngân sách của các xã, thị trấn"
PAPER = Draft("SUBMITTED")


@each([
    ("V/v quyết toán ngân sách xã năm 2023", False),
    ("V/v NGÂN SÁCH xã Hoằng Phú", False),
    ("V/v triển khai phòng họp không giấy tờ", True),
    ("Công văn về việc của các xã, thị trấn trong huyện", True),
    ("V/v tổ chức lễ hội truyền thống năm 2023", True),
    ("", True),
])  # fmt: skip
def test_another_matter_shares_no_word_that_says_anything(subject: str, outside: bool) -> None:
    assert is_outside(LETTERS, subject) is outside


@each([("", "", True), (LETTERS, "", False), (LETTERS, "  ", False), (LETTERS, "Vì", True)])
def test_where_words_limit_him_the_signer_says_how(scope: str, said: str, held: bool) -> None:
    assert says_how_it_is_within(PAPER, going("approve", scope=scope, reason=said)) is held


@each([
    ("", "V/v phòng họp không giấy tờ", "", True),
    (LETTERS, "V/v quyết toán ngân sách", "Vì", True),
    (LETTERS, "V/v phòng họp không giấy tờ", "x" * 19, False),
    (LETTERS, "V/v phòng họp không giấy tờ", "x" * 20, True),
])  # fmt: skip
def test_of_another_matter_at_length(scope: str, about: str, said: str, held: bool) -> None:
    act = going("approve", scope=scope, about=about, reason=said)
    assert accounts_for_another_matter(PAPER, act) is held


@each([("", True), ("tuq_expired", False)])
def test_the_capacity_holds_where_nothing_refuses_it(why: str, held: bool) -> None:
    assert capacity_holds(PAPER, going("approve", capacity_refused=why)) is held
