"""What Minh is told of the communes: how many, in time, late and open, and no list (chapter 13)."""

import datetime as dt
import re

import pytest
from sqlalchemy import update

from server.clock import now, today
from server.database import transaction
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency
from tests.cast import Cast, Hand
from tests.office.outcome import id_of, refused
from tests.office.papers import SENT, registered
from tests.office.reports.test_kept import file_of, made, text_of
from tests.office.reports.test_reports import fill

pytestmark = pytest.mark.sent
HOUR = dt.timedelta(hours=1)
YEAR = f"first={today() - dt.timedelta(365)}&last={today()}"


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    """Hoằng Phú has seven letters and sent one document, Hoằng Đồng got one; Lan has her own."""
    phu, dong = (hand.actor.agency_id for hand in (one_cast.dao, one_cast.dao2))
    late = {"state": "DONE", "due_at": now() - HOUR, "done_at": now()}
    letters = [
        {"agency_id": phu, "state": "DONE"}, {"agency_id": phu, "state": "FILED"},
        {"agency_id": phu, **late}, {"agency_id": phu, "state": "IN_PROGRESS"},
        {"agency_id": phu, "state": "IN_PROGRESS", "due_at": now() - HOUR},
        {"agency_id": phu, "state": "RETURNED"}, {"agency_id": phu, "state": "QUARANTINED"},
        {"agency_id": phu, "registered_on": today() - dt.timedelta(300), "state": "DONE"},
        {"agency_id": dong, "state": "DONE"},
    ]  # fmt: skip
    fill(IncomingDocument, id_of(registered(one_cast)), letters)
    fill(OutgoingDocument, id_of(SENT), [{"agency_id": phu, "state": "DISPATCHED"}])
    return one_cast


def told(hand: Hand, days: str = YEAR) -> dict[str, list]:
    said = hand.sees(f"/reports/below?{days}")
    return {one["name"]: one["cells"] for one in said["rows"]} | {"": said["sums"]}


def test_each_commune_has_a_row_and_all_together_one(cast: Cast):
    said = told(cast.minh)
    assert said[cast.dao.actor.agency_name] == [6, 3, 1, 1, 1, 1, 1, 0, 0, 0, "75,0 %"]
    assert said[cast.dao2.actor.agency_name][:2] == [1, 1]
    assert said[cast.dao3.actor.agency_name] == [0] * 10 + ["–"]
    assert said[""] == [7, 4, 1, 1, 1, 1, 1, 0, 0, 0, "80,0 %"]
    assert [*said][0] == cast.dao.actor.agency_name and cast.minh.actor.agency_name not in said
    month = told(cast.minh, f"first={today()}&last={today()}")
    assert month[cast.dao.actor.agency_name][:2] == [5, 2]


def test_no_figure_opens_a_list_and_no_word_of_a_paper_is_there(cast: Cast):
    """Totals only, not content (§13)."""
    page = cast.minh.browser().get(f"/reports?of=below&{YEAR}").text
    table = page.partition("<table")[2].partition("</table>")[0]
    assert cast.dao.actor.agency_name in table and "<a " not in table
    assert "Bấm vào con số" not in page and "Chỉ có số tổng" in page
    assert cast.minh.browser().get("/reports/below").status_code == 404


def test_whose_totals(cast: Cast):
    """A leader's of whoever stands below him; a commune has nobody below."""
    for hand in (cast.lan, cast.tuan, cast.hoa, cast.son, cast.nam, cast.anh, cast.dao):
        refused(hand.asks("GET", "/reports/below"), "not_allowed")
        assert hand.browser().get("/reports?of=below").status_code == 403
        assert "of=below" not in hand.browser().get("/reports").text
    assert "of=below" in cast.binh.browser().get("/reports").text


def test_what_ended_within_the_period_is_told_too_and_what_stands_deeper(cast: Cast):
    """Hoằng Đồng ended yesterday; Hoằng Thịnh stands under Hoằng Phú."""
    phu, dong, thinh = (hand.actor for hand in (cast.dao, cast.dao2, cast.dao3))
    with transaction() as session:
        ended = update(Agency).where(Agency.id == dong.agency_id)
        session.execute(ended.values(valid_to=today()))
        below = update(Agency).where(Agency.id == thinh.agency_id)
        session.execute(below.values(parent_id=phu.agency_id))
    assert {dong.agency_name, thinh.agency_name} <= {*told(cast.minh)}
    assert dong.agency_name not in told(cast.minh, f"first={today()}&last={today()}")


def test_it_is_made_signed_and_taken_away_like_the_others(cast: Cast):
    path = made(cast.minh, "below-agency")
    _front, leaf = text_of(file_of(cast.minh, path))
    assert cast.dao.actor.agency_name in re.sub(r"\s+", " ", leaf) and "Cộng" in leaf
    for hand in (cast.lan, cast.tuan, cast.son):
        assert hand.browser().get(path).status_code == 404
