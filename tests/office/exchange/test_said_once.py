"""A sender is told each thing of his letter once, however often it is done here (§8.6)."""

from tests.cast import Cast
from tests.office.exchange.letters import answered
from tests.office.exchange.test_wishes import registered
from tests.office.papers import ORDER, due, ok

PATH = "/incoming/1"
NONE_NEEDED = {"no_reply_reason": "Văn bản để biết, không cần trả lời."}


def closed(cast: Cast) -> None:
    ok(cast.nam.does(PATH, "propose_close", NONE_NEEDED))
    ok(cast.hoa.does(PATH, "close"))


def test_a_letter_that_was_taken_up_again_is_finished_once_for_who_sent_it(one_cast: Cast) -> None:
    registered(one_cast)
    ok(one_cast.lan.does(PATH, "present"))
    ok(one_cast.minh.does(PATH, "direct", ORDER | {"due_at": due(10)}))
    ok(one_cast.hoa.does(PATH, "assign", {"person": "chuyenvien.huyen", "due_at": due(7)}))
    ok(one_cast.nam.does(PATH, "start"))
    closed(one_cast)
    told = answered()
    ok(one_cast.minh.does(PATH, "reopen", {"reason": "Tỉnh hỏi thêm số liệu."}))
    closed(one_cast)
    assert answered() == told == ["01", "03", "04", "05", "06"]
