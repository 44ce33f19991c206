"""Shares of all members of the body (DOMAIN VT-03, VT-04, VT-10; stories E01–E03)."""

from hypothesis import given
from hypothesis import strategies as st

from tests.law.rows import each
from workflows.majority import (
    ABSTAIN,
    AGAINST,
    FOR,
    PLAIN,
    Count,
    Result,
    Threshold,
    judge,
    needed,
    percent,
)
from workflows.meeting_kinds import IN_WRITING, RULES, MeetingKind, Rules

HALF, TWO_THIRDS = Threshold.HALF, Threshold.TWO_THIRDS
NAMES = ("Bình", "Hoa", "Tuấn")


def question(yes, no, *, base=21, threshold=HALF, **more):
    """A vote of a committee: so many for, so many against."""
    counts = {FOR: yes, AGAINST: no, ABSTAIN: 0}
    cast = yes + no
    count = Count(base=base, present=cast, cast=cast, counts=counts, threshold=threshold, **more)
    return judge(count, PLAIN)


def election(*votes, base=10, up_to=1, threshold=HALF):
    """A vote among names: so many for each."""
    counts = dict(zip(NAMES, votes, strict=True))
    count = Count(
        base=base, present=base, cast=base, counts=counts, threshold=threshold, up_to=up_to
    )
    return judge(count, NAMES)


@each([
        (HALF, 20, 11), (HALF, 21, 11), (HALF, 1, 1), (HALF, 2, 2), (HALF, 35, 18),
        (TWO_THIRDS, 21, 14), (TWO_THIRDS, 20, 14), (TWO_THIRDS, 22, 15), (TWO_THIRDS, 1, 1),
        (TWO_THIRDS, 3, 2), (TWO_THIRDS, 35, 24),
    ])  # fmt: skip
def test_more_than_half_is_strict_and_two_thirds_are_rounded_up(threshold, base, least):
    assert needed(threshold, base) == least


@each([(11, 21, 52.38), (10, 21, 47.62), (1, 3, 33.33), (2, 3, 66.67), (0, 9, 0.0), (9, 9, 100.0),
     (1, 800, 0.13), (1, 2000, 0.05)])  # fmt: skip
def test_a_share_is_of_all_members_with_two_decimals(votes, base, share):
    assert percent(votes, base) == share


def test_one_kind_alone_gathers_nobody():
    """§10.5: opinions on paper; nobody is called to a room, and no time is taken from anybody."""
    assert (MeetingKind.LAY_Y_KIEN.value,) == IN_WRITING


def test_ten_of_twenty_one_is_not_more_than_half():
    """E01."""
    assert question(10, 4) == Result(False, 47.62, 11)


def test_eleven_of_twenty_one_carry_it():
    """E02."""
    assert question(11, 3) == Result(True, 52.38, 11)


def test_at_a_tie_the_chairs_side_decides():
    """E03."""
    assert question(10, 10, chair=FOR) == Result(True, 47.62, 11, by_chair=True)
    assert question(10, 10, chair=AGAINST) == Result(False, 47.62, 11)
    assert question(10, 10, chair=ABSTAIN) == question(10, 10)
    assert question(10, 10) == Result(False, 47.62, 11)


def test_the_chair_decides_nothing_but_a_tie():
    assert not question(9, 10, chair=FOR).passed
    assert not question(10, 9, chair=FOR).passed
    assert not question(0, 0, chair=FOR).passed
    assert question(1, 1, chair=FOR) == Result(True, 4.76, 11, by_chair=True)
    assert question(2, 2, base=2, chair=FOR) == Result(True, 100.0, 2)


def test_whose_silence_agrees_is_counted_with_who_said_so():
    """DOMAIN §10.5: 8 said yes and 3 nothing, of 21; without them 8 are too few."""
    assert not question(8, 5).passed
    assert question(8, 5, silent=3) == Result(True, 52.38, 11)
    assert question(8, 10, chair=FOR, silent=2).by_chair
    assert not question(10, 10, chair=FOR, silent=1).by_chair


def test_a_dismissal_needs_two_thirds_of_all():
    assert not question(13, 0, threshold=TWO_THIRDS).passed
    assert question(14, 7, threshold=TWO_THIRDS) == Result(True, 66.67, 14)


def test_of_several_names_the_one_with_more_than_half_is_elected():
    assert election(6, 3, 1) == Result(True, 60.0, 6, elected=("Bình",))
    assert election(1, 3, 6) == Result(True, 60.0, 6, elected=("Tuấn",))
    assert election(5, 4, 1) == Result(False, 50.0, 6)


def test_up_to_so_many_are_elected_each_with_more_than_half():
    assert election(9, 4, 7, up_to=2).elected == ("Bình", "Tuấn")
    assert election(9, 7, 8, up_to=2).elected == ("Bình", "Tuấn")
    assert election(9, 5, 4, up_to=2).elected == ("Bình",)
    assert election(6, 7, 8, up_to=3).elected == ("Tuấn", "Hoa", "Bình")
    assert election(9, 7, 7, up_to=2, threshold=TWO_THIRDS).elected == ("Bình",)


def test_who_ties_for_the_last_place_is_voted_on_again():
    assert election(9, 7, 7, up_to=2) == Result(True, 90.0, 6, elected=("Bình",))
    assert election(7, 7, 7, up_to=2) == Result(False, 70.0, 6)


def test_with_a_place_for_everybody_nobody_ties_for_the_last():
    assert election(7, 7, 0, up_to=3).elected == ("Bình", "Hoa")


def test_one_name_is_chosen_where_nothing_else_is_said():
    counts = {"Bình": 7, "Hoa": 8}
    count = Count(base=10, present=10, cast=10, counts=counts, threshold=HALF)
    assert (count.up_to, count.chair) == (1, "")
    assert judge(count, ("Bình", "Hoa")).elected == ("Hoa",)


@given(st.integers(1, 500), st.data())
def test_no_share_carries_that_is_not_enough_of_all(base, data):
    yes = data.draw(st.integers(0, base))
    no = data.draw(st.integers(0, base - yes))
    for threshold, enough in ((HALF, 2 * yes > base), (TWO_THIRDS, 3 * yes >= 2 * base)):
        found = question(yes, no, base=base, threshold=threshold)
        assert found.passed == enough
        assert abs(found.percent - 100 * yes / base) <= 0.0051


# kinds


def test_these_are_the_kinds_and_their_rules():
    """§10.1, §10.6: the law's own numbers."""
    ubnd = RULES[MeetingKind.PHIEN_HOP_UBND]
    assert (ubnd.quorum, ubnd.threshold, ubnd.casting) == (TWO_THIRDS, HALF, True)
    hdnd = RULES[MeetingKind.KY_HOP_HDND]
    assert (hdnd.quorum, hdnd.threshold, hdnd.casting) == (TWO_THIRDS, HALF, False)
    poll = RULES[MeetingKind.LAY_Y_KIEN]
    assert (poll.quorum, poll.threshold, poll.casting) == (None, HALF, False)
    assert set(RULES) == set(MeetingKind)


def test_only_a_kind_with_a_voting_body_may_vote():
    voting = {kind.value for kind, rules in RULES.items() if rules.may_vote}
    assert voting == {"phien_hop_ubnd", "ky_hop_hdnd", "lay_y_kien"}
    assert {rules.name for rules in RULES.values() if not rules.basis} == {
        "Họp giao ban", "Hội nghị trực tuyến", "Họp chuyên đề",
    }  # fmt: skip
    assert Rules("Họp") == Rules("Họp", None, None, casting=False, basis="")


def test_these_are_the_names_of_the_contract():
    """CONTRACT §3: they travel over the wire and stand in the database."""
    assert PLAIN == ("for", "against", "abstain")
    assert [str(it) for it in Threshold] == ["half", "two_thirds"]
    assert [str(it) for it in MeetingKind] == [
        "phien_hop_ubnd", "giao_ban", "hoi_nghi_truc_tuyen", "chuyen_de", "ky_hop_hdnd",
        "lay_y_kien",
    ]  # fmt: skip


def test_a_result_cites_what_it_rests_on():
    """VT-04: the article stands beside the result, the name in the head of the meeting."""
    law = "Luật Tổ chức chính quyền địa phương 2015"
    assert {rules.name: rules.basis for rules in RULES.values() if rules.basis} == {
        "Phiên họp Ủy ban nhân dân": f"Điều 114, 117 {law}",
        "Kỳ họp Hội đồng nhân dân": f"khoản 3 Điều 91 {law}",
        "Lấy ý kiến bằng phiếu": "quy chế làm việc của cơ quan",
    }
