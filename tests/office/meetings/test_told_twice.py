"""What happens is told twice: at once in the secretary's record, and afterwards in the minutes."""

import html
import re

import pytest

from server.meetings.live import record
from server.meetings.minutes.told import TOLD
from tests.cast import Cast, Hand
from tests.office.meetings.gathering import does, entered, item, opened
from tests.office.outcome import show_to
from tests.office.papers import drafted as written


def recorded(hand: Hand, path: str) -> list[str]:
    """The lines of the record as its secretary sees it, the first thing first."""
    page = hand.browser().get(f"{path}/record").text
    return [html.unescape(one) for one in re.findall(r"<span>(.*?)</span>", page)][::-1]


def minuted(cast: Cast, path: str, chair: Hand | None = None) -> str:
    """The minutes as they are drafted, in one string."""
    does(chair or cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    return html.unescape(cast.tuan.browser().get(f"{path}/minutes").text)


def test_a_matter_and_a_paper_that_come_in_session(one_cast: Cast):
    cast, path = one_cast, opened(one_cast)
    draft = written(cast)
    show_to(draft, cast.tuan)
    does(cast.tuan, path, "add_item", title="Việc phát sinh.")
    does(cast.tuan, path, "add_paper", item=item(cast.tuan, path), document=draft[1:])
    one, other = recorded(cast.tuan, path)[-2:]
    assert one == "Bổ sung nội dung 3: Việc phát sinh."
    assert other.startswith("Bổ sung tài liệu cho nội dung 1: ")
    told = minuted(cast, path)
    assert ": bổ sung nội dung 3: Việc phát sinh." in told
    assert ": bổ sung tài liệu cho nội dung 1: " in told


def test_who_writes_beside_the_secretary_and_no_more(one_cast: Cast):
    cast, path = one_cast, opened(one_cast)
    does(cast.tuan, path, "add_secretary", person=cast.nam.account)
    does(cast.minh, path, "drop_secretary", person=cast.nam.account, reason="Về sớm")
    does(cast.tuan, path, "check_in")
    does(cast.minh, path, "change_secretary", person=cast.nam.account, reason="Ốm")
    here = [line for line in recorded(cast.nam, path) if "thư ký" in line]
    assert here == [
        "Nguyễn Hoài Nam cùng làm thư ký",
        "Nguyễn Hoài Nam thôi làm thư ký",
        "Giao nhiệm vụ thư ký cho Nguyễn Hoài Nam",
    ]


def test_papers_are_shut_and_opened_for_taking_away_before_they_are_out(one_cast: Cast):
    cast = one_cast
    path = opened(cast)
    about = item(cast.tuan, path)
    does(cast.tuan, path, "set_download", item=about, allowed=True)
    assert recorded(cast.tuan, path)[-1] == "Tài liệu của nội dung 1 được tải về"
    assert "được tải về" not in minuted(cast, path)  # no word of the session


@pytest.mark.parametrize("gone", [False, True])
def test_whether_the_chair_was_handed_over_or_taken(one_cast: Cast, gone: bool):
    cast, path = one_cast, opened(one_cast)
    if gone:
        does(cast.tuan, path, "leave", person=cast.minh.account, reason="Về tỉnh họp gấp")
        does(cast.binh, path, "take_chair")
    else:
        does(cast.minh, path, "hand_over_chair", person=cast.binh.account)
    here, told = recorded(cast.tuan, path)[-1], minuted(cast, path, cast.binh)
    if gone:
        assert here == "Hoàng Văn Bình nhận chủ trì do chủ trì vắng mặt hoặc mất kết nối"
        assert "Hoàng Văn Bình nhận chủ trì do chủ trì vắng mặt, mất kết nối." in told
        assert "được giao cho Hoàng Văn Bình" not in told
    else:
        assert here == "Giao chủ trì cho Hoàng Văn Bình"
        assert "quyền chủ trì được giao cho Hoàng Văn Bình." in told
        assert "nhận chủ trì" not in told


def test_the_minutes_say_who_chaired_from_when(one_cast: Cast):
    """Minh opened it and goes; Bình has the chair, and gives it back: three turns, in order."""
    cast, path = one_cast, opened(one_cast)
    does(cast.minh, path, "hand_over_chair", person=cast.binh.account)
    minh, binh = cast.minh.actor.name, cast.binh.actor.name
    turns = chair_line(cast, path)
    assert len(turns) == 2 and turns[0].startswith(minh)
    assert re.match(rf"từ \d\d giờ \d\d phút: {binh}, ", turns[1])
    does(cast.binh, path, "hand_over_chair", person=cast.minh.account)
    assert [name for turn in chair_line(cast, path) for name in (minh, binh) if name in turn] == [
        minh, binh, minh,
    ]  # fmt: skip


def test_who_got_the_chair_before_it_was_opened_chaired_it_alone(one_cast: Cast):
    cast, path = one_cast, entered(one_cast)
    for hand in (cast.minh, cast.binh, cast.hoa, cast.tckh):
        does(hand, path, "check_in")
    does(cast.minh, path, "hand_over_chair", person=cast.binh.account)
    does(cast.binh, path, "open")
    (alone,) = chair_line(cast, path)
    assert alone.startswith(cast.binh.actor.name)


def chair_line(cast: Cast, path: str) -> list[str]:
    """Who chaired, as it stands above the minutes' text, turn by turn."""
    items = cast.tuan.sees(f"{path}/minutes")["items"]
    return next(one["text"] for one in items if one["line"] == "chair").split("; ")


def test_a_pause_is_told_with_its_end(one_cast: Cast):
    cast, path = one_cast, opened(one_cast)
    does(cast.minh, path, "pause")
    does(cast.minh, path, "resume")
    told = minuted(cast, path)
    assert told.index("chủ trì khai mạc") < told.index(": tạm nghỉ.") < told.index(": họp tiếp.")


def test_what_happened_before_it_was_opened_is_not_in_the_minutes_course(one_cast: Cast):
    """Who writes and what the agenda is stands above; the course begins with the opening."""
    cast, path = one_cast, entered(one_cast)
    does(cast.tuan, path, "add_secretary", person=cast.nam.account)
    does(cast.tuan, path, "add_item", title="Việc phát sinh")
    for hand in (cast.minh, cast.binh, cast.hoa, cast.tckh):
        does(hand, path, "check_in")
    does(cast.minh, path, "open")
    assert {"Nguyễn Hoài Nam cùng làm thư ký", "Bổ sung nội dung 3: Việc phát sinh"} <= {
        *recorded(cast.tuan, path)
    }
    told = minuted(cast, path)
    assert "cùng làm thư ký" not in told and ": bổ sung nội dung 3" not in told


def test_minutes_tell_of_no_kind_that_the_record_leaves_out():
    assert TOLD.keys() <= record.LINES.keys()
