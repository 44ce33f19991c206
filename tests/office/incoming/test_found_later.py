"""A paper that was found later: entered today, never backdated, and never silently (§3.4)."""

import datetime as dt

import pytest
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.papers.exceptions import ExceptionRecord
from server.registers.models import RegisterRow
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.ledger.findings import found
from tests.office.outcome import id_of
from tests.office.papers import ok

WHY = "Bì thư kẹt sau tủ, nay mới tìm thấy"


def true_day() -> str:
    return str(today() - dt.timedelta(days=12))


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    return one_cast


def test_lan_enters_it_today_with_the_true_day_in_the_note(cast: Cast):
    path = desk.arrived(cast)
    said = {"came_on": true_day(), "reason": WHY, "note": "Bản có bì kèm"}
    paper = ok(cast.lan.does(path, "register", said))
    shown = f"{today() - dt.timedelta(days=12):%d/%m/%Y}"
    (line,) = db.session.scalars(select(RegisterRow).filter_by(paper_id=id_of(path)))
    assert line.note == f"Thực đến ngày {shown}. Bản có bì kèm"
    assert (line.entered_on, paper["registered_on"]) == (today(), str(today()))
    page = cast.lan.browser().get(path).text
    assert f"Thực đến ngày {shown}" in page and f"vào sổ muộn. {WHY}" in page


def test_it_is_counted_among_the_exceptions_and_vouched_for(cast: Cast):
    path = desk.arrived(cast)
    ok(cast.lan.does(path, "register", {"came_on": true_day(), "reason": WHY}))
    page = cast.minh.browser().get("/reports/exceptions").text
    assert WHY in page and f'href="{path}"' in page and "IN-04" in page
    audit = cast.son.browser().get("/audit/anomalies?kind=exception").text
    assert WHY in audit and "IN-04" in audit
    assert found() == []
    (said,) = cast.lan.sees(path)["exceptions"]
    assert (said["rule"], said["reason"], said["by"]) == ("IN-04", WHY, cast.lan.actor.name)
    (one,) = db.session.scalars(select(ExceptionRecord))
    assert (one.incoming_id, one.outgoing_id) == (id_of(path), None)


def test_of_what_may_be_a_secret_its_reason_is_not_told_either(cast: Cast):
    """SEC-02: a leader reads that something lies shut away, and no words about it."""
    path = desk.arrived(cast)
    ok(cast.lan.does(path, "register", {"came_on": true_day(), "reason": WHY}))
    ok(cast.lan.does(path, "quarantine", {"reason": "Có dấu độ mật"}))
    assert cast.minh.sees(path)["exceptions"] == []
    assert WHY not in cast.minh.browser().get(path).text


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"reason": "Kẹt sau tủ"}, "has_full_reason_if_late"),
        ({"reason": WHY, "came_on": str(dt.date(2099, 1, 1))}, "true_arrival_is_earlier"),
        ({"reason": WHY, "came_on": str(today())}, "true_arrival_is_earlier"),
    ],
)
def test_without_its_reason_or_its_day_no_number_is_used(cast: Cast, said, reason):
    path = desk.arrived(cast)
    answer = cast.lan.does(path, "register", {"came_on": true_day()} | said)
    assert (answer.status_code, answer.json["code"]) == (422, reason)
    paper = db.session.get_one(IncomingDocument, id_of(path))
    assert (paper.state, paper.arrival_no) == ("ARRIVED", None)
    assert list(db.session.scalars(select(ExceptionRecord))) == []


def test_what_came_electronically_has_its_own_moment(cast: Cast):
    path = desk.arrived(cast, electronic=True)
    answer = cast.lan.does(path, "register", {"came_on": true_day(), "reason": WHY})
    assert answer.json["code"] == "came_on_paper_if_late"
    assert 'name="came_on"' not in cast.lan.browser().get(f"{path}/confirm").text


def test_whose_page_is_typed_wrong_finds_the_day_again(cast: Cast):
    path = desk.arrived(cast)
    browser = cast.lan.browser()
    assert 'name="came_on"' in browser.get(f"{path}/confirm").text
