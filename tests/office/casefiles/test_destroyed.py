"""What has expired goes by list, council and the head's decision, and stays told (AR-07)."""

import datetime as dt
from pathlib import Path

import pytest

from server.archive import wiping
from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import arriving, directing, handling
from server.files import store
from server.ledger.checking.whole import findings
from server.office import office
from server.papers import destroyed
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import CODE, id_of, opened, pack, put
from tests.office.casefiles.test_plan import sends
from tests.office.casefiles.test_read_by_request import asked
from tests.office.incoming import desk
from tests.office.incoming.test_receiving import hand_in
from tests.office.outcome import change, history, reads, refused, steps
from tests.uploads.sheets import written

pytestmark = pytest.mark.sent
COUNCIL = {
    "members": "Trịnh Quang Minh, Chủ tịch\nPhạm Anh Tuấn, Chánh Văn phòng\nLê Thu, lưu trữ",
    "minutes": "02/BB-HĐ ngày 20/11/2026",
    "reason": "Đã hết giá trị, trùng với báo cáo tổng hợp",
}
HOW = {"reason": "Xóa khỏi kho tệp, có biên bản số 03/BB-VP"}
LISTS = "/casefiles/destructions"


def ago(years: int) -> dt.date:
    day = today() - dt.timedelta(1)
    return dt.date(day.year - years, day.month, min(day.day, 28))


TEN_YEARS = {"opened_on": ago(11), "ended_on": ago(10)}


def expired(cast: Cast) -> str:
    """In the archive, looked at no further; its ten years are over since yesterday."""
    path = opened(cast.nam)
    put(cast.nam, path, papers.SENT)
    papers.ok(cast.nam.does(path, "close"))
    papers.ok(cast.nam.does(path, "transfer"))
    change(CaseFile, {"id": id_of(path)}, state="ACCEPTED", **TEN_YEARS)
    return path


def whole(cast: Cast) -> str:
    """The same with a letter that came in as a file, packed and taken in."""
    path = opened(cast.nam)
    put(cast.nam, path, letter_with_a_file(cast), papers.SENT)
    papers.ok(cast.nam.does(path, "close"))
    papers.ok(cast.nam.does(path, "transfer"))
    pack()
    papers.ok(cast.thu.does(path, "accept_transfer"))
    change(CaseFile, {"id": id_of(path)}, **TEN_YEARS)
    return path


def letter_with_a_file(cast: Cast) -> str:
    """Lan scans it; Nam has done with it."""
    letter = written([(60, 700, "UBND tinh de nghi bao cao")])
    ref = Ref(papers.ok(hand_in(cast, "den.pdf", letter))["id"])
    arriving.register(cast.lan.actor, ref, fields={})
    directing.present(cast.lan.actor, ref, to=None)
    directing.direct(cast.minh.actor, ref, order=desk.order())
    handling.assign(cast.hoa.actor, ref, person="chuyenvien.huyen", due_at=desk.day(7))
    handling.start(cast.nam.actor, ref)
    handling.propose_close(cast.nam.actor, ref, no_reply_reason="Để biết")
    handling.close(cast.hoa.actor, ref)
    return f"/incoming/{ref.id}"


def listed(cast: Cast, *paths: str) -> str:
    got = cast.thu.asks("POST", LISTS, json={"files": [id_of(one) for one in paths]})
    assert got.status_code == 201, got.text
    return f"{LISTS}/{got.json['id']}"


def takes(hand: Hand, path: str, deed: str, **said: object):
    return hand.asks("POST", f"{path}/actions/{deed}", json=said)


def decided(cast: Cast, *paths: str, code: str = "09/QĐ-UBND") -> str:
    path = listed(cast, *paths)
    papers.ok(takes(cast.thu, path, "review", **COUNCIL))
    papers.ok(takes(cast.minh, path, "decide", decision=code))
    return path


def files_of(cast: Cast, path: str) -> tuple[str, str, str]:
    """The digests of the package, of the letter in it, of the document that went out."""
    package = cast.thu.sees(path)["package_sha256"]
    letter, went = (cast.thu.sees(f"/{one['paper']}") for one in cast.thu.sees(path)["contents"])
    return package, letter["files"][0]["sha256"], went["files"][0]["sha256"]


def test_where_nothing_has_expired_there_is_nothing_to_press(one_cast: Cast):
    """Thu reads why, and no button sends her a list of nothing."""
    browser = one_cast.thu.browser()
    page = browser.get(f"{LISTS}/new").text
    assert "Không có hồ sơ nào trong lưu trữ đã hết thời hạn bảo quản." in page
    assert f'action="{LISTS}/new"' not in page
    expired(one_cast)
    assert f'action="{LISTS}/new"' in browser.get(f"{LISTS}/new").text


def test_an_expired_file_goes_by_list_council_and_decision_and_stays_told(one_cast: Cast):
    path = whole(one_cast)
    package, came, went = files_of(one_cast, path)
    letter = "/" + one_cast.thu.sees(path)["contents"][0]["paper"]
    row = listed(one_cast, path)
    assert one_cast.minh.sees(row)["actions"] == [], "the council comes first"
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL))
    assert f'href="{row}"' in one_cast.minh.browser().get("/notices").text
    papers.ok(takes(one_cast.minh, row, "decide", decision="09/QĐ-UBND"))
    assert store().has(package) and reads(one_cast.nam, path), "decided is not done"
    done = papers.ok(takes(one_cast.thu, row, "carry_out", **HOW))
    assert (done["stage"], done["decision"]) == ("DONE", "09/QĐ-UBND")
    assert not store().has(package) and not store().has(came), "the contents are gone"
    assert store().has(went), "originals of what went out are kept for ever (AR-08)"
    file = one_cast.nam.sees(path)
    assert (file["state"], file["title"], file["package_sha256"]) == (
        "DESTROYED", "Chuyển đổi số năm nay", package,
    )  # fmt: skip
    assert history(path)[-1].reason == "09/QĐ-UBND"
    assert one_cast.nam.sees(letter)["subject"] and one_cast.nam.sees(letter)["files"] == []
    gone = one_cast.nam.browser().get(f"{letter}/files/1")
    assert gone.status_code == 404 and "đã được tiêu hủy" in gone.text
    refused(one_cast.nam.asks("GET", f"{letter}/files/1"), "is_destroyed")
    package_door = one_cast.thu.browser().get(f"{path}/package.zip")
    assert package_door.status_code == 404 and "đã được tiêu hủy" in package_door.text
    page = one_cast.nam.browser().get(path).text
    assert "Nội dung hồ sơ đã được tiêu hủy" in page and "Mục lục văn bản" in page
    assert list(findings()) == [], "the log explains what is not in the store"


def test_a_restored_copy_is_destroyed_again_by_the_list_beside_it(one_cast: Cast):
    path = whole(one_cast)
    package, came, _went = files_of(one_cast, path)
    kept = {one: store().fetch(one) for one in (package, came)}
    papers.ok(takes(one_cast.thu, decided(one_cast, path), "carry_out", **HOW))
    for data in kept.values():
        store().keep(data)
    change(CaseFile, {"id": id_of(path)}, state="ACCEPTED")
    db.session.query(destroyed.DestroyedFile).delete()
    db.session.commit()
    assert wiping.destroy_again() == 1
    assert not store().has(package) and not store().has(came)
    assert steps(path)[-1] == "destroy_again" and wiping.destroy_again() == 0
    assert Path(office().cabinet.keys.parent, destroyed.LIST).read_text().count("\n") == 1


def test_a_crash_before_the_bytes_went_is_made_good_by_the_round(one_cast: Cast, monkeypatch):
    path = expired(one_cast)
    package = store().keep(b"a package")
    change(CaseFile, {"id": id_of(path)}, package_sha256=package)
    row = decided(one_cast, path)
    with monkeypatch.context() as crash:
        crash.setattr(wiping, "finish", lambda _id: None)
        papers.ok(takes(one_cast.thu, row, "carry_out", **HOW))
    assert store().has(package)
    wiping.finish_all()
    assert not store().has(package)


def test_what_another_file_has_or_another_agency_has_stays(one_cast: Cast):
    """The letter lies in a second file too: it goes with the last of them."""
    path = whole(one_cast)
    package, came, _went = files_of(one_cast, path)
    letter = one_cast.thu.sees(path)["contents"][0]["paper"]
    put(one_cast.hoa, opened(one_cast.hoa, code="02.VHTT"), letter)
    papers.ok(takes(one_cast.thu, decided(one_cast, path), "carry_out", **HOW))
    assert not store().has(package) and store().has(came)
    assert one_cast.nam.sees(f"/{letter}")["files"]


def test_the_same_bytes_in_another_agency_stay_there(one_cast: Cast):
    path, theirs = expired(one_cast), opened(one_cast.cv_xa, code="01.VP")
    same = store().keep(b"sent to both")
    for one in (path, theirs):
        change(CaseFile, {"id": id_of(one)}, package_sha256=same)
    papers.ok(takes(one_cast.thu, decided(one_cast, path), "carry_out", **HOW))
    assert store().has(same)


@pytest.mark.parametrize("columns", [{"years": 0}, {"years": 11}, {"state": "CLOSED"}])
def test_what_is_kept_for_ever_or_whose_time_is_not_over_is_never_listed(one_cast: Cast, columns):
    path = expired(one_cast)
    change(CaseFile, {"id": id_of(path)}, **columns)
    assert CODE not in one_cast.thu.browser().get(f"{LISTS}/new").text
    answer = one_cast.thu.asks("POST", LISTS, json={"files": [id_of(path)]})
    refused(answer, "all_have_expired")


def test_what_is_frozen_is_neither_moved_nor_destroyed(one_cast: Cast):
    path = expired(one_cast)
    row = decided(one_cast, path)
    why = {"reason": "Thanh tra huyện yêu cầu giữ nguyên"}
    refused(one_cast.hoa.does(path, "freeze", why), "wrong_role")
    papers.ok(one_cast.minh.does(path, "freeze", why))
    refused(takes(one_cast.thu, row, "carry_out", **HOW), "none_is_frozen")
    papers.ok(one_cast.minh.does(path, "unfreeze", why))
    papers.ok(takes(one_cast.thu, row, "carry_out", **HOW))
    other = opened(one_cast.nam, code="03.VHTT")
    put(one_cast.nam, other, papers.SENT)
    papers.ok(one_cast.nam.does(other, "close"))
    papers.ok(one_cast.minh.does(other, "freeze", why))
    refused(one_cast.nam.does(other, "transfer"), "is_not_frozen")
    refused(one_cast.hoa.does(other, "reopen", why), "is_not_frozen")


def test_a_frozen_open_file_takes_nothing_and_stops_no_letter(one_cast: Cast):
    rule = {"takes_kinds": ["incoming"], "takes_types": ["Công văn"]}
    path = opened(one_cast.nam, **rule)
    papers.ok(one_cast.minh.does(path, "freeze", {"reason": "Theo yêu cầu thanh tra"}))
    letter = desk.done(one_cast)
    assert one_cast.nam.sees(path)["contents"] == []
    answer = one_cast.nam.does(path, "add", {"papers": [letter.strip("/")]})
    refused(answer, "is_not_frozen")


def test_only_the_head_decides_and_a_draft_is_no_decision(one_cast: Cast):
    path = expired(one_cast)
    row = listed(one_cast, path)
    few = COUNCIL | {"members": "Trịnh Quang Minh\n\nTrịnh Quang Minh\nLê Thu"}
    refused(takes(one_cast.thu, row, "review", **few), "council_is_whole")
    refused(takes(one_cast.thu, row, "carry_out", **HOW), "wrong_state")
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL))
    refused(takes(one_cast.binh, row, "decide", decision="9/QĐ"), "not_yours")
    refused(takes(one_cast.thu, row, "decide", decision="9/QĐ"), "wrong_role")
    refused(takes(one_cast.minh, row, "decide", decision=" "), "has_decision")
    numbered = one_cast.minh.sees(papers.sealed(one_cast))["code"]
    refused(takes(one_cast.minh, row, "decide", decision=numbered), "decision_is_issued")
    assert one_cast.hoa.asks("GET", row).status_code == 403
    assert one_cast.anh.asks("GET", row).status_code == 404


def test_the_council_keeps_one_and_the_head_says_no_to_the_rest(one_cast: Cast):
    path = expired(one_cast)
    row = listed(one_cast, path)
    all_kept = COUNCIL | {"kept": [id_of(path)]}
    refused(takes(one_cast.thu, row, "review", **all_kept), "something_is_listed")
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL))
    said = papers.ok(takes(one_cast.minh, row, "reject", reason="Giữ lại cả hồ sơ"))
    assert (said["stage"], said["reason"]) == ("REJECTED", "Giữ lại cả hồ sơ")
    again = listed(one_cast, path)
    papers.ok(takes(one_cast.thu, again, "withdraw", reason="Lập nhầm"))
    assert reads(one_cast.nam, path)
    events = db.session.query(LedgerEvent).filter(LedgerEvent.subject.startswith("destruction/"))
    assert events.count() == 5


def test_whoever_was_lent_it_reads_no_more_and_the_pages_keep_what_was_typed(one_cast: Cast):
    path = expired(one_cast)
    request = asked(one_cast.cv_tckh)["id"]
    papers.ok(one_cast.thu.does(path, "grant_access", {"request": request}))
    assert CODE in one_cast.thu.browser().get(f"{LISTS}/new").text
    row = sends(one_cast.thu, f"{LISTS}/new", files=str(id_of(path))).location
    wrong = sends(one_cast.thu, f"{row}/review", members="Một người", minutes="1", reason="Rõ")
    assert wrong.status_code == 422 and "Một người" in wrong.text
    assert sends(one_cast.thu, f"{row}/review", **COUNCIL).location == row
    assert sends(one_cast.minh, f"{row}/decide", decision="9/QĐ-UBND").location == row
    assert "không lấy lại được" in one_cast.thu.browser().get(f"{row}/carry_out").text
    assert sends(one_cast.thu, f"{row}/carry_out", **HOW).location == row
    page = one_cast.son.browser().get(row).text
    assert "9/QĐ-UBND" in page and "Lê Thu, lưu trữ" in page and HOW["reason"] in page
    assert "Đã tiêu hủy" in one_cast.tuan.browser().get(f"{LISTS}?stage=DONE").text
    assert not reads(one_cast.cv_tckh, path)
    assert one_cast.hoa.browser().get(LISTS).status_code == 403
