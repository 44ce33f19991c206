"""A state secret is destroyed by two hands, and nothing but its tombstone stays (SEC-03, A16)."""

import datetime as dt

import structlog
import time_machine

from server.clock import now, today
from server.database import db
from server.documents.incoming import stamping
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.ledger import sequencing
from server.ledger.checking import whole as checking
from tests.cast import Cast
from tests.office.front.test_finding import ids
from tests.office.incoming import desk
from tests.office.incoming.shredder import (
    MARK,
    WHY,
    as_other_builds_delete,
    files_with,
    purged,
    rows_with,
    secret,
)
from tests.office.incoming.test_receiving import hand_in
from tests.office.outcome import (
    history,
    id_of,
    last_step,
    line_of,
    reads,
    refused,
    state_of,
    waits,
    waits_nowhere,
)
from tests.office.papers import ok
from tests.uploads.sheets import written


def test_the_clerk_proposes_and_only_a_leader_under_his_own_login_destroys(one_cast: Cast) -> None:
    path = secret(one_cast)
    refused(one_cast.minh.does(path, "purge"), "not_proposed")
    refused(one_cast.lan.does(path, "purge", {"reason": " "}), "has_reason")
    proposed = one_cast.lan.does(path, "purge", WHY)
    assert (proposed.status_code, proposed.json["state"]) == (202, "proposed")
    assert one_cast.lien.does(path, "purge", WHY).status_code == 202, "a clerk only proposes"
    assert state_of(path) == "QUARANTINED"
    assert waits(one_cast.minh, path) == {"release", "purge"}
    assert one_cast.minh.sees(path)["actions"] == ["release", "purge"]
    assert one_cast.minh.sees(f"{path}/history")["items"][-1]["reason"] == WHY["reason"]
    ok(one_cast.minh.does(path, "purge"))
    assert state_of(path) == "PURGED"
    assert last_step(path) == ("purge", "chutich.huyen", WHY["reason"])
    assert waits_nowhere(path)


def test_after_a_quarter_of_an_hour_it_must_be_proposed_anew(one_cast: Cast) -> None:
    path = secret(one_cast)
    one_cast.lan.does(path, "purge", WHY)
    with time_machine.travel(now() + dt.timedelta(minutes=15, seconds=1), tick=False):
        assert one_cast.minh.sees(path)["actions"] == ["release"]
        refused(one_cast.minh.does(path, "purge"), "not_proposed")


def test_what_was_released_keeps_no_half_of_a_purge(one_cast: Cast) -> None:
    path = secret(one_cast)
    one_cast.lan.does(path, "purge", WHY)
    ok(one_cast.minh.does(path, "release", {"reason": "Dấu nội bộ"}))
    ok(one_cast.lan.does(path, "quarantine", WHY))
    refused(one_cast.minh.does(path, "purge"), "not_proposed")


def test_a_tombstone_says_when_from_whom_which_bytes_who_and_why(one_cast: Cast) -> None:
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]
    purged(one_cast, path)
    for hand in (one_cast.lan, one_cast.minh, one_cast.son):
        thing = hand.sees(path)
        stone = thing["tombstone"]
        assert (stone["sha256"], stone["reason"]) == ([file["sha256"]], WHY["reason"])
        assert "vanthu.huyen" in stone["proposed_by"]
        assert one_cast.minh.actor.name in stone["confirmed_by"]
        assert (thing["subject"], thing["files"], thing["actions"]) == ("", [], [])
        page = hand.browser().get(path).text
        assert "Văn bản mật đã tiêu hủy" in page and file["sha256"] in page
        assert WHY["reason"] in page and MARK not in page
    assert "Văn bản mật đã tiêu hủy" in one_cast.lan.browser().get("/incoming").text
    assert not any(reads(hand, path) for hand in (one_cast.hoa, one_cast.nam, one_cast.dao))
    refused(one_cast.lan.asks("GET", f"{path}/files/1"), "not_found")


def test_no_word_of_it_is_left_in_any_table_any_file_or_any_log(cast: Cast) -> None:
    as_other_builds_delete()
    with structlog.testing.capture_logs() as logs:
        path = secret(cast)
        ok(cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
        assert len(ids(cast.lan, MARK)) == 1
        ok(cast.lan.does(path, "report_anomaly", {"reason": f"{MARK} thiếu trang. " * 80}))
        ok(cast.lan.does(path, "register"))
        assert set(rows_with(MARK)) >= {"incoming_documents.subject", "scan_texts.text"}
        ok(cast.lan.does(path, "quarantine", {"reason": f"Nói về {MARK}"}))
        bytes_of_it = {one["sha256"] for one in cast.lan.sees(path)["files"]}
        purged(cast, path)
    assert rows_with(MARK) == []
    assert not bytes_of_it & set(store().walk())
    assert MARK.lower() not in str(logs).lower()
    assert ids(cast.lan, MARK) == []
    assert files_with(MARK) == []


def test_the_number_and_its_place_in_the_register_stay(one_cast: Cast) -> None:
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    ok(one_cast.lan.does(path, "register"))
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert (line_of(path).subject, line_of(path).note) == ("", "Cách ly (nghi mật)")
    assert one_cast.minh.sees(path)["actions"] == ["release_entered"]
    purged(one_cast, path)
    line = line_of(path)
    assert (line.number, line.subject, line.code, line.issuer) == (1, "", "", "")
    assert line.note == f"Đã tiêu hủy (bí mật nhà nước) ngày {today():%d/%m/%Y}"
    assert one_cast.lan.sees(path)["arrival_no"] == 1
    following = desk.registered(one_cast)
    assert one_cast.lan.sees(following)["arrival_no"] == 2


def test_a_registered_paper_that_was_no_secret_goes_back_to_its_line(one_cast: Cast) -> None:
    path = desk.presented(one_cast)
    before = line_of(path).subject
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert line_of(path).subject == ""
    refused(one_cast.minh.does(path, "release", WHY), "is_not_in_register")
    ok(one_cast.minh.does(path, "release_entered", {"reason": "Dấu nội bộ"}))
    assert (state_of(path), line_of(path).subject, line_of(path).note) == ("REGISTERED", before, "")
    assert waits(one_cast.lan, path) == {"present"}


def test_copies_made_of_it_go_with_it(one_cast: Cast) -> None:
    """The copy with the arrival stamp, and a printed register that has its line."""
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    ok(one_cast.lan.does(path, "register"))
    copy = stamping.stamped_copy(db.session.get_one(IncomingDocument, id_of(path)))
    assert store().has(copy)
    ok(one_cast.lan.does(path, "quarantine", WHY))
    purged(one_cast, path)
    assert not store().has(copy)


def test_a_file_that_another_paper_has_stays_for_that_one_until_it_goes_too(one_cast: Cast) -> None:
    path, other = secret(one_cast), secret(one_cast, number="77")
    (file,) = one_cast.lan.sees(path)["files"]
    purged(one_cast, path)
    assert one_cast.lan.asks("GET", f"{other}/files/1", buffered=True).status_code == 200
    assert "Tệp còn thuộc văn bản khác" in one_cast.lan.browser().get(path).text
    purged(one_cast, other)
    assert not store().has(file["sha256"])


def test_the_same_bytes_are_suspect_when_they_come_again(one_cast: Cast) -> None:
    path = desk.arrived(one_cast)
    plain = written([(60, 700, "Không có dấu"), (60, 650, "gì cả")])
    path = f"/incoming/{ok(hand_in(one_cast, 'a.pdf', plain))['id']}"
    assert state_of(path) == "ARRIVED"
    ok(one_cast.lan.does(path, "quarantine", WHY))
    purged(one_cast, path)
    again = ok(hand_in(one_cast, "b.pdf", plain, number="8"))
    assert again["state"] == "QUARANTINED"


def test_the_log_has_both_hands_and_holds_against_the_office(one_cast: Cast) -> None:
    path = purged(one_cast, secret(one_cast))
    sequencing.sequence()
    assert list(checking.findings()) == []
    assert [row.transition for row in history(path)][-2:] == ["propose_purge", "purge"]
