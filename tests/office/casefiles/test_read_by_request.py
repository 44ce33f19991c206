"""A file that is not one's own is read by request: purpose, term, answer, end (DOMAIN §9)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.clock import midnight, today
from server.database import db, transaction
from server.documents.casefiles import lent
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.ledger.checking.papers import paper_findings
from server.org import queries
from server.org.models import Absence, Appointment
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import CODE, closed, filled, opened, packed
from tests.office.casefiles.test_plan import sends
from tests.office.outcome import change, history, id_of, reads, refused, steps, waits

pytestmark = pytest.mark.sent
WHY = "Đối chiếu số liệu quyết toán chuyển đổi số"
NO = {"reason": "Số liệu đã có trong báo cáo gửi phòng"}


def week(days: int = 7) -> dt.date:
    return today() + dt.timedelta(days)


def asked(hand: Hand, **more: Any) -> dict[str, Any]:
    said = {"code": CODE, "year": today().year, "purpose": WHY, "until": week().isoformat()}
    got = hand.asks("POST", "/casefiles/access", json=said | more)
    assert got.status_code == 201, got.text
    return dict(got.json)


def lent_to(hand: Hand, by: Hand, path: str, **more: Any) -> int:
    """Asked and granted: the request's id."""
    request = asked(hand)["id"]
    papers.ok(by.does(path, "grant_access", {"request": request} | more))
    return int(request)


def events(path: str) -> list[str]:
    db.session.rollback()
    mine = select(LedgerEvent.content).where(LedgerEvent.subject == path.strip("/"))
    return [text for text in db.session.scalars(mine) if '"event":"access_' in text]


def test_an_officer_of_another_unit_asks_and_the_head_lets_him_read_for_a_week(one_cast: Cast):
    path = filled(one_cast)
    reader = one_cast.cv_tckh
    assert not reads(reader, path)
    row = asked(reader)
    assert (row["stage"], row["file"], row["last_day"]) == ("ASKED", None, week().isoformat())
    assert waits(one_cast.hoa, path) == {"grant_access"} and not reads(reader, path)
    lent_ = papers.ok(one_cast.hoa.does(path, "grant_access", {"request": row["id"]}))
    assert "grant_access" not in lent_["actions"] and waits(one_cast.hoa, path) == set()
    assert reads(reader, path)
    letter, answer = (f"/{one['paper']}" for one in reader.sees(path)["contents"])
    assert reads(reader, letter) and reads(reader, answer), (
        "a file that is lent opens what is in it"
    )
    told = reader.sees("/casefiles/access")["items"]
    assert [(one["stage"], one["file"]) for one in told] == [("GRANTED", path.strip("/"))]
    bell = reader.browser().get("/notices").text
    assert "Anh/chị được đọc hồ sơ đã xin" in bell and f"/casefiles/access#r{row['id']}" in bell
    assert steps(path)[-6:] == ["ask_access", "grant_access", *["read_by_access"] * 4]
    assert history(path)[-1].reason.startswith("văn bản đi [")
    assert list(paper_findings()) == [], "the log explains every step of it"


def test_it_ends_by_the_clock_before_any_round_and_the_round_writes_it_down(one_cast: Cast):
    path = filled(one_cast)
    request = lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    over = midnight(week(8))
    with time_machine.travel(over - dt.timedelta(seconds=5), tick=False):
        assert reads(one_cast.cv_tckh, path)
    with time_machine.travel(over, tick=False):
        assert not reads(one_cast.cv_tckh, path)
        assert one_cast.cv_tckh.sees("/casefiles/access?stage=ENDED")["items"][0]["id"] == request
        assert one_cast.cv_tckh.sees("/casefiles/access?stage=GRANTED")["items"] == []
        lent.end_all()
        lent.end_all()
        assert steps(path).count("end_access") == 1 and history(path)[-1].account is None
        bell = one_cast.cv_tckh.browser().get("/notices").text
        assert "theo yêu cầu của anh/chị đã hết" in bell
    assert not reads(one_cast.cv_tckh, path), "nor if the clock were set back"
    assert sum("access_ended" in one for one in events(path)) == 1


def test_who_lent_it_takes_it_back_at_once_and_says_why(one_cast: Cast):
    path = filled(one_cast)
    request = lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    said = {"request": request}
    refused(one_cast.hoa.does(path, "withdraw_access", said | {"reason": " "}), "has_reason")
    refused(one_cast.nam.does(path, "withdraw_access", said | NO), "wrong_role")
    papers.ok(one_cast.hoa.does(path, "withdraw_access", said | NO))
    assert not reads(one_cast.cv_tckh, path) and not reads(one_cast.cv_tckh, papers.SENT)
    (row,) = one_cast.cv_tckh.sees("/casefiles/access")["items"]
    assert (row["stage"], row["reason"]) == ("WITHDRAWN", NO["reason"])
    refused(one_cast.hoa.does(path, "withdraw_access", said | NO), "is_read_by_request")
    again = asked(one_cast.cv_tckh)
    assert again["stage"] == "ASKED", "he may ask anew"


def test_who_asked_takes_it_back_until_somebody_answers(one_cast: Cast):
    """Of two who asked, one needs it no more: it goes from Hoa's desk with the last of them."""
    path, reader, other = filled(one_cast), one_cast.cv_tckh, one_cast.tckh
    id, others = asked(reader)["id"], asked(other)["id"]
    door = f"/casefiles/access/{id}/actions/drop"
    for hand in (one_cast.hoa, other):
        refused(hand.asks("POST", door, json={}), "not_found")
    row = papers.ok(reader.asks("POST", door, json={}, key="rut"))
    assert papers.ok(reader.asks("POST", door, json={}, key="rut")) == row
    assert (row["stage"], row["file"], row["alert"]) == ("TAKEN_BACK", None, False)
    refused(reader.asks("POST", door, json={}), "request_waits")
    refused(one_cast.hoa.does(path, "grant_access", {"request": id}), "request_waits")
    assert waits(one_cast.hoa, path) == {"grant_access"} and not reads(reader, path)
    papers.ok(other.asks("POST", f"/casefiles/access/{others}/actions/drop", json={}))
    assert waits(one_cast.hoa, path) == set()
    assert sum('"event":"access_dropped"' in one for one in events(path)) == 2
    assert steps(path).count("drop_access") == 2
    assert asked(reader)["stage"] == "ASKED", "and he may ask anew"


def test_it_is_taken_back_by_a_button_of_ones_own_row(one_cast: Cast):
    path, reader = filled(one_cast), one_cast.cv_tckh
    id = asked(reader)["id"]
    drop = f'action="/casefiles/access/{id}/drop"'
    assert drop not in one_cast.hoa.browser().get("/casefiles/access").text
    assert drop in reader.browser().get("/casefiles/access").text
    assert sends(reader, f"/casefiles/access/{id}/drop").status_code == 302
    page = reader.browser().get("/casefiles/access").text
    assert drop not in page and "Người xin đã rút" in page
    assert waits(one_cast.hoa, path) == set()


def test_it_is_refused_with_a_reason_that_the_asker_reads(one_cast: Cast):
    path = filled(one_cast)
    request = asked(one_cast.cv_tckh)["id"]
    refused(
        one_cast.hoa.does(path, "refuse_access", {"request": request, "reason": ""}), "has_reason"
    )
    papers.ok(one_cast.hoa.does(path, "refuse_access", {"request": request} | NO))
    page = one_cast.cv_tckh.browser().get("/casefiles/access").text
    assert NO["reason"] in page and "Không cho đọc" in page and path not in page
    assert "không được chấp thuận" in one_cast.cv_tckh.browser().get("/notices").text
    refused(one_cast.hoa.does(path, "grant_access", {"request": request}), "is_asked_for")
    assert not reads(one_cast.cv_tckh, path)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"purpose": " "}, "has_purpose"),
        ({"until": week(-1).isoformat()}, "term_is_fair"),
        ({"until": week(400).isoformat()}, "term_is_fair"),
        ({"code": "99.VHTT"}, "unknown_case_file"),
        ({"agency": "hoangphu"}, "unknown_case_file"),
    ],
)
def test_who_asks_says_which_file_what_for_and_until_when(one_cast: Cast, said, reason):
    opened(one_cast.nam)
    body = {"code": CODE, "year": today().year, "purpose": WHY, "until": week().isoformat()}
    answer = one_cast.cv_tckh.asks("POST", "/casefiles/access", json=body | said)
    refused(answer, reason)


def test_whose_it_is_has_nothing_to_ask_and_nobody_asks_twice(one_cast: Cast):
    opened(one_cast.nam)
    body = {"code": CODE, "year": today().year, "purpose": WHY, "until": week().isoformat()}
    refused(one_cast.hoa.asks("POST", "/casefiles/access", json=body), "reads_it_not_yet")
    asked(one_cast.cv_tckh)
    refused(one_cast.cv_tckh.asks("POST", "/casefiles/access", json=body), "asks_it_once")
    refused(one_cast.anh.asks("POST", "/casefiles/access", json=body), "unknown_case_file")
    for name in ("son", "kien"):
        refused(getattr(one_cast, name).asks("POST", "/casefiles/access", json=body), "wrong_role")


def test_the_archive_lends_what_it_has_taken_in_and_the_unit_no_more(one_cast: Cast):
    path = packed(one_cast)
    papers.ok(one_cast.thu.does(path, "accept_transfer"))
    request = asked(one_cast.cv_tckh)["id"]
    assert waits(one_cast.thu, path) == {"grant_access"} and waits(one_cast.hoa, path) == set()
    refused(one_cast.hoa.does(path, "grant_access", {"request": request}), "not_yours")
    papers.ok(one_cast.thu.does(path, "grant_access", {"request": request}))
    assert reads(one_cast.cv_tckh, path) and reads(one_cast.cv_tckh, papers.SENT)
    assert waits(one_cast.minh, path) == {"confirm_access"}


def test_a_head_of_another_unit_answers_for_no_file_that_is_not_his(one_cast: Cast):
    path = filled(one_cast)
    lent_to(one_cast.tckh, one_cast.hoa, path)
    request = asked(one_cast.cv_tckh)["id"]
    refused(one_cast.tckh.does(path, "grant_access", {"request": request}), "not_yours")
    refused(one_cast.hoa.does(path, "grant_access", {"request": 999}), "unknown_request")


def test_nobody_lends_what_he_may_not_read_and_a_suspect_stays_shut(one_cast: Cast):
    """Bình reads the file but not the letter in it; a letter in quarantine nobody is lent."""
    path = filled(one_cast)
    lent_to(one_cast.cv_tckh, one_cast.binh, path)
    hidden = [one for one in one_cast.cv_tckh.sees(path)["contents"] if one["subject"] is None]
    assert hidden
    letter = next(one for one in one_cast.nam.sees(path)["contents"] if one["paper"][:2] == "in")
    change(IncomingDocument, {"id": id_of(letter["paper"])}, state="QUARANTINED")
    lent_to(one_cast.tckh, one_cast.hoa, path)
    assert reads(one_cast.tckh, path) and not reads(one_cast.tckh, f"/{letter['paper']}")


def test_what_is_taken_out_of_the_file_is_lent_no_more(one_cast: Cast):
    path = filled(one_cast)
    lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    lines = one_cast.nam.sees(path)["contents"]
    item = next(one["item"] for one in lines if one["paper"] == papers.SENT.strip("/"))
    papers.ok(one_cast.nam.does(path, "remove", {"item": item, "reason": "Bản trùng"}))
    assert not reads(one_cast.cv_tckh, papers.SENT) and reads(one_cast.cv_tckh, path)


def test_it_is_lent_to_one_person_and_not_to_who_shares_his_post_or_stands_in(one_cast: Cast):
    path = filled(one_cast)
    lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    away, other = one_cast.cv_tckh.actor, one_cast.tckh.actor
    there = Appointment(
        person_id=one_cast.lien.actor.person_id, position_id=away.position_id, kind="acting",
        main=False, decision_code="1/QĐ", valid_from=today(),
    )  # fmt: skip
    absence = Absence(person_id=away.person_id, substitute_id=other.person_id, valid_from=today())
    with transaction() as session:
        session.add_all([there, absence])
    assert away.passes and queries.actor_by_id(there.person_id, there.id).passes == ()
    assert away.position_id in one_cast.tckh.actor.positions
    assert reads(one_cast.cv_tckh, path) and not reads(one_cast.tckh, path)


def test_a_change_of_rights_is_an_alert_until_somebody_else_with_authority_confirms(one_cast: Cast):
    """Annex VI, III.3c."""
    path = closed(one_cast)
    request = lent_to(one_cast.cv_tckh, one_cast.tuan, path)
    alert = "Quyền đọc hồ sơ này đã thay đổi"
    assert alert in one_cast.nam.browser().get(path).text
    assert waits(one_cast.minh, path) == {"confirm_access"}
    said = {"request": request}
    refused(one_cast.tuan.does(path, "confirm_access", said), "confirms_anothers")
    refused(one_cast.hoa.does(path, "confirm_access", said), "wrong_role")
    papers.ok(one_cast.minh.does(path, "confirm_access", said))
    assert (
        alert not in one_cast.nam.browser().get(path).text and waits(one_cast.minh, path) == set()
    )
    papers.ok(one_cast.minh.does(path, "withdraw_access", said | NO))
    assert alert not in one_cast.nam.browser().get(path).text, "a leader's own change is confirmed"
    refused(one_cast.tuan.does(path, "confirm_access", said), "has_alert")


def test_it_is_asked_for_on_a_page_that_keeps_what_was_typed(one_cast: Cast):
    path = opened(one_cast.nam)
    door = "/casefiles/access/new"
    assert CODE in one_cast.cv_tckh.browser().get(f"{door}?code={CODE}&year=2026").text
    typed = {"code": CODE, "year": str(today().year), "purpose": WHY, "until": ""}
    again = sends(one_cast.cv_tckh, door, **typed)
    assert again.status_code == 422 and WHY in again.text
    sent = sends(one_cast.cv_tckh, door, **typed | {"until": f"{week():%d/%m/%Y}"})
    assert sent.location == "/casefiles/access"
    assert "Chờ trả lời" in one_cast.cv_tckh.browser().get("/casefiles/access?whose=mine").text
    page = one_cast.hoa.browser().get("/casefiles/access?whose=others&stage=ASKED&q=01.vhtt").text
    assert path in page and WHY in page
    assert WHY not in one_cast.tckh.browser().get("/casefiles/access").text
    assert "Cho đọc theo yêu cầu" in one_cast.hoa.browser().get(path).text
    lent_page = sends(one_cast.hoa, f"{path}/grant_access", request="1", until="")
    assert lent_page.location == path
    assert db.session.get_one(CaseFile, id_of(path)).requests[0].last_day == week()
