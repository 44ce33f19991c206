"""What waits for somebody who is away, though another has his desk (ORG-04)."""

import html

from server.clock import today
from tests.cast import Cast
from tests.office.front.clicking import Desk


def test_whoever_writes_an_absence_down_reads_what_waits_in_spite_of_it(one_cast: Cast) -> None:
    """Thu alone keeps the archive: what comes to it is on nobody's desk; Hoa's goes along."""
    desk = Desk(one_cast.kien)
    day = f"{today():%d/%m/%Y}"
    typed = {"substitute": "cv-vp.huyen", "kind": "LEAVE", "valid_from": day, "last_day": day}
    desk.sends("/absences/new", account="luutru.huyen", **typed)
    waits = "Không ai khác đang giữ vai trò lưu trữ ("
    assert waits in html.unescape(desk.opens("/absences"))
    desk.sends("/absences/new", account="truongphong.huyen", **typed)
    assert html.unescape(desk.opens("/absences")).count("Không ai khác") == 1, "said once, of Thu"
