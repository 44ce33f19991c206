"""Who looks on (người dự thính) comes, hears what is open, and does nothing (§10.3)."""

import html

import pytest

from tests.cast import Cast
from tests.office.meetings.gathering import MEMBERS, does, entered, item, opened, voting
from tests.office.meetings.test_called_to_matters import agenda, listed, papers
from tests.office.meetings.test_planning import sends, typed
from tests.office.meetings.test_refusals import no
from tests.office.outcome import reads
from workflows import MEETING, Role

VOICE = (
    "request_floor", "ask_question", "register_speech", "tell_secretary", "send_substitute",
    "show_page", "cast", "mark_stances", "open_vote", "add_paper", "give_floor", "pair_screen",
    "move_seat", "take_chair",
)  # fmt: skip


def test_he_comes_and_is_written_down_and_counts_for_no_quorum(one_cast: Cast):
    cast = one_cast
    path = entered(cast, observers=[cast.nam.account])
    before = cast.minh.sees(path)["quorum"]
    does(cast.nam, path, "check_in")
    seen = cast.minh.sees(path)
    (row,) = [one for one in seen["attendance"] if one["account"] == cast.nam.account]
    assert (row["parts"], row["state"]) == (["OBSERVER"], "PRESENT")
    assert seen["quorum"] == before


def test_he_has_no_voice_no_vote_and_presents_nothing(one_cast: Cast):
    cast = one_cast
    path = opened(cast, here=(*MEMBERS, "nam"), observers=[cast.nam.account])
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    vote = voting(cast, path)
    assert not cast.nam.sees(path)["votes"][0]["may_cast"]
    no(cast.nam, path, "cast", "wrong_role", vote=vote, choice="for")
    no(cast.nam, path, "request_floor", "wrong_role")
    no(cast.nam, path, "ask_question", "wrong_role", item=first, text="Vì sao?")
    offered = set(cast.nam.sees(path)["actions"])
    assert not offered & {*VOICE} and "leave" in offered


@pytest.mark.parametrize("step", VOICE)
def test_the_law_gives_him_none_of_these(step: str):
    assert not any(Role.OBSERVER in one.roles for one in MEETING.transitions if one.name == step), (
        step
    )


def test_he_reads_what_is_open_and_hears_no_word_of_what_is_closed(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    path = entered(cast, agenda=agenda(three), observers=[cast.thu.account])
    assert listed(cast.thu, path) == [1, 1, 0]
    assert [reads(cast.thu, one) for one in three] == [True, True, False]
    assert cast.thu.sees(path)["agenda"][2]["title"] == "Nội dung họp kín"
    text = html.unescape(cast.thu.browser().get(path).text)
    assert "Nhân sự phòng Nội vụ" not in text and three[2] not in text


def test_he_is_planned_on_the_page_and_stands_there_again(one_cast: Cast):
    cast = one_cast
    made = sends(cast, **typed(cast, observers=[cast.thu.account]))
    assert made.status_code == 302
    parts = {one["account"]: one["parts"] for one in cast.tuan.sees(made.location)["attendance"]}
    assert parts[cast.thu.account] == ["OBSERVER"] and parts[cast.nam.account] == ["INVITEE"]
    page = cast.tuan.browser().get(f"{made.location}/edit").text
    begins = page.index('name="observers"')
    assert cast.thu.account in page[begins : begins + 900]


def test_who_is_a_member_or_a_guest_besides_is_that(one_cast: Cast):
    cast = one_cast
    path = entered(cast, observers=[cast.hoa.account, cast.nam.account], guests=[cast.nam.account])
    parts = {one["account"]: one["parts"] for one in cast.tuan.sees(path)["attendance"]}
    assert (parts[cast.hoa.account], parts[cast.nam.account]) == (["MEMBER"], ["INVITEE"])
