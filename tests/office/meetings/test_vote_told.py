"""How a vote stands in the minutes: every figure of VT-10, names only where it was by name."""

from types import SimpleNamespace
from typing import Any

import pytest

from server.meetings.minutes import votes as minutes_votes
from server.meetings.minutes.votes import FEW, told

PEOPLE = {1: "Trịnh Quang Minh", 2: "Hoàng Văn Bình", 3: "Lê Thị Hoa"}


def meeting() -> Any:
    rows = [SimpleNamespace(person_id=n, name=name) for n, name in PEOPLE.items()]
    return SimpleNamespace(people=rows, in_writing=False)


def vote(kind: str = "open", **more: Any) -> Any:
    result = {
        "base": 21, "present": 14, "cast": 3, "counts": {"for": 2, "against": 1, "abstain": 0},
        "threshold": "half", "passed": False, "percent": 9.52, "needed": 11, "by_chair": False,
    }  # fmt: skip
    again = {"repeats_id": more.pop("repeats_id", None), "reason": "Đếm lại thẻ.", "basis": ""}
    return SimpleNamespace(kind=kind, question="Thông qua dự toán", result=result | more, **again)


@pytest.fixture(autouse=True)
def ballots(monkeypatch):
    """Minh and Bình for it, Hoa against."""
    cast = [{"id": "1", "choice": ["for"]}, {"id": "2", "choice": ["for"]},
            {"id": "3", "choice": ["against"]}]  # fmt: skip
    names = {str(n): ("", name) for n, name in PEOPLE.items()}
    monkeypatch.setattr(minutes_votes, "published", lambda _vote: cast)
    monkeypatch.setattr(minutes_votes, "names_of", lambda _meeting, _vote: names)


def test_by_name_every_figure_and_every_name_is_told():
    assert told(meeting(), vote()) == (
        "Biểu quyết công khai: “Thông qua dự toán”. Tổng số thành viên 21; có mặt 14;"
        " đã biểu quyết 3. Kết quả: tán thành 2 (Trịnh Quang Minh, Hoàng Văn Bình),"
        " không tán thành 1 (Lê Thị Hoa), không biểu quyết 0; đạt 9,52 % tổng số thành viên,"
        " cần 11 phiếu: không được thông qua."
    )


@pytest.mark.parametrize(("kind", "words"), [("secret", "Bỏ phiếu kín"), ("card", "giơ thẻ")])
def test_otherwise_it_is_told_by_its_totals_alone(kind, words):
    said = told(meeting(), vote(kind))
    assert words in said
    assert not [name for name in PEOPLE.values() if name in said]
    assert "tán thành 2, không tán thành 1, không biểu quyết 0" in said


def test_of_many_ballots_the_figures_are_enough():
    assert "Minh" in told(meeting(), vote(cast=FEW))
    assert "Minh" not in told(meeting(), vote(cast=FEW + 1))


def test_a_tie_that_the_chair_decided_is_told_as_one():
    said = told(meeting(), vote(passed=True, by_chair=True))
    assert said.endswith("được thông qua; ngang phiếu, theo ý kiến của chủ trì.")


def test_choices_by_name_stand_as_they_were_put():
    said = told(meeting(), vote("secret", counts={"Bà Hoa": 9, "Ông Nam": 5}))
    assert "Kết quả: Bà Hoa 9, Ông Nam 5;" in said
