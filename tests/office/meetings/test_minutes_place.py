"""The secretary corrects minutes of forty lines on a telephone, which shows five."""

from tests.office.front.clicking import Desk
from tests.office.meetings.closed import drafted


def test_who_has_written_a_line_is_back_at_it_and_not_at_the_top_of_forty(one_cast):
    path = drafted(one_cast)
    key = one_cast.tuan.sees(f"{path}/minutes")["items"][-2]["line"]
    desk, page = Desk(one_cast.tuan), f"{path}/minutes"
    assert f'href="?#{key}"' in desk.opens(f"{page}?line={key}")
    sent = desk.sends(f"{path}/write_minutes", page, line=key, text="Bà Hoa đề nghị.")
    assert sent.headers["Location"] == f"{page}#{key}"
