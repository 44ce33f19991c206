"""A session that is over, with a vote and a conclusion, brought to where a test begins."""

from tests import begun
from tests.cast import PIN, Cast
from tests.office.meetings.gathering import does, item, opened, voting

CONCLUSION = "Phòng Tài chính hoàn chỉnh dự toán, trình trước ngày 20."


PRESENTED = {"title": "Dự toán năm 2027", "needs_vote": True}


@begun.once
def closed(cast: Cast, kind: str = "open") -> str:
    """Minh has put the first matter to the vote, concluded it, and closed the session."""
    presented = PRESENTED | {"rapporteur": cast.tckh.account}
    path = opened(cast, agenda=[presented, {"title": "Việc khác"}])
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    does(cast.hoa, path, "end_turn")
    vote = voting(cast, path, kind)
    for hand, choice in ((cast.minh, "for"), (cast.binh, "for"), (cast.hoa, "against")):
        does(hand, path, "cast", vote=vote, choice=choice)
    does(cast.minh, path, "close_vote", vote=vote)
    does(cast.minh, path, "end_item", item=first, conclusion=CONCLUSION)
    does(cast.minh, path, "close")
    return path


@begun.once
def drafted(cast: Cast, kind: str = "open") -> str:
    path = closed(cast, kind)
    does(cast.tuan, path, "draft_minutes")
    return path


@begun.once
def locked(cast: Cast) -> str:
    """Signed by Tuấn and by Minh."""
    path = drafted(cast)
    for hand in (cast.tuan, cast.minh):
        assert hand.does(path, "sign_minutes", {"pin": PIN}).status_code == 200
    return path
