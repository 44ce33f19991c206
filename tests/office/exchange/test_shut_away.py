"""What comes for a paper that is shut away is shut away with it (SEC-02)."""

from server.database import db
from tests.cast import Cast
from tests.office.exchange.letters import LETTER, PROVINCE, envelope, hand_in, papers, status
from tests.office.papers import ok


def test_what_a_sender_says_of_a_paper_that_is_shut_away_is_shut_away_with_it(cast: Cast) -> None:
    """SEC-02: why he asks it back may say what it was about."""
    hand_in(cast.lan, envelope())
    ok(cast.lan.does("/incoming/1", "quarantine", {"reason": "Có thể là văn bản mật"}))
    words = "Nhầm kế hoạch phòng thủ khu vực"
    asked = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12", words=words)
    assert hand_in(cast.lan, asked).status_code == 202
    (paper,) = papers()
    assert words not in (paper.note or "")
    ok(cast.minh.does("/incoming/1", "release", {"reason": "Không có nội dung bí mật nhà nước"}))
    db.session.expire_all()
    assert words in papers()[0].note, "it comes back with the paper"
