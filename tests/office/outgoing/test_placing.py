"""Places by ruler and in points: what is told is what is kept, and the seal is where it belongs."""

import pytest

from server.documents.outgoing.drafts.differences import parts
from server.documents.outgoing.handed import placing
from server.documents.outgoing.models import DraftFile
from workflows import Refused

SHEET = DraftFile(pages=2, sizes=[[595.28, 841.89], [841.89, 595.28]])
PERSON = [0, 371.2, 292.35, 481.75, 366.05]


def test_what_is_told_by_ruler_comes_back_as_it_was_told():
    told = {"person": {"page": 2, "x": 150.0, "y": 100.0, "w": 39.0, "h": 26.0}}
    assert placing.to_ruler(SHEET, placing.to_points(SHEET, told)) == told


def test_a_place_by_hand_has_its_usual_size_and_never_less_than_its_words_need():
    usual = placing.to_points(SHEET, {"date": {"page": 1, "x": 100, "y": 40}})
    small = placing.to_points(SHEET, {"date": {"page": 1, "x": 100, "y": 40, "w": 5, "h": 3}})
    assert placing.to_ruler(SHEET, usual)["date"]["w"] == 54.0
    assert placing.to_ruler(SHEET, small)["date"] == {
        "page": 1, "x": 100.0, "y": 40.0, "w": 53.5, "h": 6.3,
    }  # fmt: skip


@pytest.mark.parametrize("spot", [{"page": 3, "x": 1, "y": 1}, {"page": 1, "x": 160, "y": 9},
                                  {"page": 2, "x": 1, "y": 206}])  # fmt: skip
def test_a_place_that_hangs_over_the_edge_is_none(spot):
    with pytest.raises(Refused, match="^place_off_page$"):
        placing.to_points(SHEET, {"date": spot})


def test_the_seal_lies_over_the_left_third_of_the_mark_in_its_true_size():
    """DOMAIN §7.3: 0.33 ± 0.07 of the mark, and its own left edge further left."""
    page, left, bottom, right, top = placing.seal_over(PERSON)
    covered = (right - PERSON[1]) / (PERSON[3] - PERSON[1])
    assert (page, left < PERSON[1]) == (0, True)
    assert covered == pytest.approx(0.33, abs=0.07)
    sides = [right - left, top - bottom]
    assert sides == pytest.approx([36 * 72 / 25.4] * 2, abs=0.02)


def test_all_places_are_needed_but_the_date_of_minutes():
    spots = {"number": [0, 1, 1, 2, 2], "person": PERSON}
    assert set(placing.complete(spots, "Biên bản", 1, hangs=False)) == {"number", "person", "seal"}
    with pytest.raises(Refused, match="^places_missing$"):
        placing.complete(spots, "Công văn", 1, hangs=False)


def test_each_agency_that_issues_it_needs_its_place_and_has_its_seal():
    spots = {name: [0, 1, 1, 2, 2] for name in ("number", "date")} | {"person": PERSON}
    with pytest.raises(Refused, match="^places_missing$"):
        placing.complete(spots, "Công văn", 2, hangs=False)
    whole = placing.complete(
        spots | {"person2": PERSON, "person3": PERSON}, "Công văn", 2, hangs=False
    )
    assert set(whole) == {"number", "date", "person", "seal", "person2", "seal2"}
    assert whole["seal2"] == placing.seal_over(PERSON)


def test_of_two_long_texts_the_changed_words_are_told_and_no_others():
    old = " ".join(f"chữ {n}" for n in range(4000))
    told = parts(old, old.replace("chữ 2000 ", "lời 2000 "))
    assert [(op, words) for op, words in told if op != "same"] == [("del", "chữ "), ("ins", "lời ")]
