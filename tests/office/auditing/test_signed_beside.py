"""The signature log has what is no document on its way out too: minutes, volumes, copies."""

import datetime as dt
import re

from server.documents.outgoing.models import Signature
from server.files import store
from server.ledger.checking.signatures import signature_findings
from tests.office.front.test_volumes import closed, signs
from tests.office.incoming.shredder import WHY, purged
from tests.office.incoming.test_copying import brought, scanned
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.meetings.closed import locked
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.papers import ok


def rows(cast, **asked):
    return ok(cast.son.asks("GET", "/audit/signatures", query_string=asked))["items"]


def file_verdict(page):
    """What the page says of the whole file; what it lacks, for who reads on."""
    (said,) = re.findall(r"cả tệp: ([^<]+)", page)
    lacks = re.findall(r'<li class="bad">.*?</div>', page, re.S)
    return (said, *lacks)


def test_minutes_are_in_it_with_both_hands_and_a_page_for_a_court(one_cast):
    path = locked(one_cast)
    chair, secretary = rows(one_cast, q="Biên bản họp")
    assert (secretary["account"], chair["account"]) == ("chanhvp.huyen", "chutich.huyen")
    assert {secretary["paper"], chair["paper"]} == {f"meetings/{id_of(path)}"}
    assert {secretary["outgoing"], chair["verdict"]} == {None, "valid"}
    for one in (secretary, chair):
        page = one_cast.son.browser().get(f"/audit/signatures/{one['id']}")
        assert page.status_code == 200
        assert file_verdict(page.text) == ("Chữ ký hợp lệ",), (
            "the secretary's too, as it stands now"
        )
        assert one["revision_sha256"] in page.text
    assert list(signature_findings()) == []
    tamper("UPDATE signatures SET signer = 'Ai khác' WHERE about != ''")
    assert len(list(signature_findings())) == 4, "two that are, two that are missed"


def test_a_volume_and_a_copy_are_in_it_by_their_numbers(one_cast):
    desk.as_registered(one_cast)
    volume, came = closed(one_cast.lan), brought(one_cast, scanned())
    ok(signs(one_cast.minh, volume, "sign"))
    ok(signs(one_cast.lan, volume, "seal"))
    said = {"form": "SY", "of_a_copy": False, "recipients": "Các xã", "pin": one_cast.pin}
    ok(one_cast.lan.does(came, "copy_electronically", said))
    copy, sealed, signed = rows(one_cast)[:3]
    assert (copy["paper"], copy["what"]) == (came[1:], "Bản sao điện tử 01/SY-UBND")
    assert (copy["kind"], sealed["kind"], signed["kind"]) == ("seal", "seal", "person")
    assert sealed["what"].endswith("Quyển số 1")
    assert signed["paper"] == sealed["paper"] == f"volume/{id_of(volume)}"
    page = one_cast.son.browser().get("/audit/signatures").text
    assert copy["what"] in page
    assert signed["what"] in page
    assert list(signature_findings()) == []


def test_what_was_destroyed_with_a_secret_is_told_as_that_and_not_as_a_loss(one_cast):
    came = brought(one_cast, scanned())
    said = {"form": "SY", "of_a_copy": False, "recipients": "Các xã", "pin": one_cast.pin}
    ok(one_cast.lan.does(came, "copy_electronically", said))
    ok(one_cast.hoa.does(came, "refuse_assignment", {"reason": "Không thuộc phòng"}))
    volume = closed(one_cast.lan, "in")
    ok(signs(one_cast.minh, volume, "sign"))
    ok(one_cast.lan.does(came, "quarantine", WHY))
    browser, signed = one_cast.son.browser(), rows(one_cast)
    pages = [f"/audit/signatures/{one['id']}" for one in signed[:2]]
    assert not any('role="alert"' in browser.get(page).text for page in pages)
    purged(one_cast, came)
    for page in pages:
        text = browser.get(page).text
        assert "Tệp đã được tiêu hủy" in text and one_cast.minh.actor.name in text
        assert 'role="alert"' not in text
        (stones,) = re.findall(r'href="(/tombstones\?q=\w+)"', text)
        assert came in browser.get(stones).text
    assert [said for said in found() if "bản sao" in said] == [], "nor does the check miss its copy"


def test_what_is_lost_without_a_tombstone_still_alarms(one_cast):
    path = desk.signed(one_cast)
    store().path(desk.paper_of(path).file_sha256).unlink()
    page = one_cast.son.browser().get(f"/audit/signatures/{rows(one_cast)[0]['id']}").text
    assert "Không đọc được tệp trong kho" in page and "tiêu hủy" not in page


def test_a_documents_row_keeps_the_digest_that_the_ledger_has_of_it_since_before():
    at = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)
    row = Signature(outgoing_id=12, signer="Lê Văn Minh", salt="00", at=at, about="", what="")
    assert row.row_sha256 == "22be75ceeefe0a54e5bdba83c127c9c26c3a06e513a2440ac177df8147d1f404"
    row.about = "volume/1"
    assert row.row_sha256[:8] != "22be75ce", "what others have is hashed too"
