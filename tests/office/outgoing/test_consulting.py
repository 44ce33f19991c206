"""Units are asked what they think of a draft, by a day (OUT-T02)."""

import datetime as dt

import time_machine

from server.clock import now
from tests.office.outcome import reads, refused, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import due, ok


def test_units_are_asked_by_a_day_and_answer_once(cast):
    path = desk.drafted(cast)
    for body, code in [
        ({"units": [], "due_at": due(3)}, "has_units"),
        ({"units": ["phong-la"], "due_at": due(3)}, "unknown_unit"),
        ({"units": ["tckh"], "due_at": "2020-01-01T17:00:00+07:00"}, "has_day"),
    ]:
        refused(cast.nam.does(path, "consult", body), code)
    assert not reads(cast.tckh, path)
    ok(cast.nam.does(path, "consult", {"units": ["tckh", "vp", "vp"], "due_at": due(3)}))
    assert waits(cast.tckh, path) == {"opine"}
    assert reads(cast.tckh, path)
    refused(cast.tckh.does(path, "opine", {"text": " "}), "has_text")
    ok(cast.tckh.does(path, "opine", {"text": "Nhất trí."}))
    refused(cast.tckh.does(path, "opine", {"text": "Thêm."}), "not_yours")
    assert waits(cast.tckh, path) == set()
    ok(cast.nam.does(path, "end_consultation"))
    (tckh, vp) = [(one.unit, one.text) for one in paper_of(path).opinions]
    assert tckh == ("Phòng Tài chính - Kế hoạch", "Nhất trí.")
    assert vp[0] == "Văn phòng HĐND và UBND" and "trước hạn (17:00 " in vp[1]
    assert waits(cast.nam, path) == {"submit"}


def test_only_who_let_the_day_go_by_had_no_opinion(one_cast):
    """Nobody speaks for a unit that had time still (OUT-T02); the page names it once."""
    cast, said = one_cast, []
    for days in (0, 4):
        path = desk.drafted(cast)
        ok(cast.nam.does(path, "consult", {"units": ["tckh"], "due_at": due(3)}))
        with time_machine.travel(now() + dt.timedelta(days=3 * days), tick=False):
            ok(cast.nam.does(path, "end_consultation"))
        said.append(paper_of(path).opinions[0].text)
    assert said[0].startswith("Chưa góp ý khi người soạn kết thúc lấy ý kiến trước hạn")
    assert said[1] == "Không có ý kiến."
    page = cast.nam.browser().get(path).text
    box = page[page.index("Ý kiến</h2>") :].split("</section>")[0]
    assert box.count("Phòng Tài chính - Kế hoạch") == 1
