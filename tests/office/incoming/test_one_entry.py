"""The paper of what came electronically shares its entry, and the other way round (IN-05)."""

import html
import io
from typing import Any

import pytest
from sqlalchemy import select

from server.database import db
from server.desks.models import Mention
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import stamping
from server.documents.incoming.models import IncomingDocument
from server.papers.models import ScanText
from server.papers.tombstones import tombstone_of
from tests.cast import Cast, Hand
from tests.office.incoming import desk
from tests.office.incoming.shredder import MARK, WHY, purged, rows_with
from tests.office.outcome import (
    change,
    history,
    id_of,
    last_step,
    line_of,
    numbers,
    reads,
    refused,
    show_to,
    state_of,
    told,
    waits,
    waits_nowhere,
)
from tests.office.papers import fields, ok, scan


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


@pytest.fixture
def either(app) -> Cast:
    """An office on each of the two databases."""
    return Cast(app)


def scanned(cast: Cast, words: str = "Bản giấy", **more: Any) -> str:
    """The envelope that the post brought, once Lan has scanned it."""
    data = {"file": (io.BytesIO(scan(words)), "quet.pdf"), **fields(**more)}
    return f"/incoming/{ok(cast.lan.asks('POST', '/incoming', data=data))['id']}"


def sent(cast: Cast, message: str = "m-1250", **more: Any) -> str:
    """The same from the province over the axis, with a sound signature."""
    path = scanned(cast, "Bản điện tử", **more)
    columns = {"organ_id": "H56", "message_id": message, "verification": {"word": "VALID"}}
    change(IncomingDocument, {"id": id_of(path)}, electronic=True, verdict="VALID", **columns)
    return path


def mentions(hand: Hand, path: str) -> list[str]:
    db.session.rollback()
    mine = {"person_id": hand.actor.person_id, "paper_id": id_of(path), "paper_kind": "incoming"}
    return [row.what for row in db.session.query(Mention).filter_by(**mine)]


def test_the_paper_of_what_hoa_leads_is_laid_into_its_entry_and_goes_to_her(either):
    cast = either
    entry = desk.directed(cast, electronic=True)
    paper = scanned(cast)
    refused(cast.lan.does(paper, "register"), "duplicate")
    done = ok(cast.lan.does(paper, "same_document"))
    assert (done["state"], done["entry"], done["arrival_no"]) == ("JOINED", id_of(entry), None)
    assert numbers("IN", cast.lan.actor.agency_id) == [1]
    assert last_step(paper)[:2] == ("same_document", "vanthu.huyen")
    step, account, why = last_step(entry)
    assert (step, account) == ("take_other_form", "vanthu.huyen")
    assert why.startswith("Bản giấy đến ngày ")
    assert line_of(entry).note == why
    assert [one["name"] for one in cast.hoa.sees(entry)["files"]] == ["Bản giấy – quet.pdf"]
    assert cast.lan.sees(paper)["files"] == []
    assert (state_of(entry), waits_nowhere(paper)) == ("DIRECTED", True)
    assert mentions(cast.hoa, entry) == ["paper_came"]
    page = html.unescape(cast.hoa.browser().get("/notices").text)
    assert "Bản giấy của một văn bản đến đã về, văn thư chuyển anh/chị" in page


def test_the_paper_bears_the_stamp_of_its_entry(cast):
    entry, paper = desk.registered(cast, electronic=True), scanned(cast)
    browser = cast.lan.browser()
    assert "Bản xem có dấu ĐẾN" not in browser.get(entry).text
    ok(cast.lan.does(paper, "same_document"))
    assert stamping.main_file(desk.paper_of(entry)).name == "Bản giấy – quet.pdf"
    page = browser.get(entry).text
    assert "Bản xem có dấu ĐẾN" in page
    assert "chuyển người chủ trì khi có chỉ đạo" in page
    assert f'<a href="{entry}">số đến 1</a>' in browser.get(paper).text


def test_what_came_on_paper_first_takes_over_signatures_and_sender(cast):
    entry = desk.in_progress(cast)
    second = sent(cast)
    ok(cast.lan.does(second, "same_document"))
    thing = cast.lan.sees(entry)
    assert [one["name"] for one in thing["files"]] == ["Bản điện tử – quet.pdf"]
    assert (thing["organ_id"], thing["electronic"]) == ("H56", False)
    assert [code for code, _ in told(entry)] == ["03", "04", "05"]
    assert told(second) == []
    assert mentions(cast.nam, entry) == ["electronic_came"]
    assert desk.paper_of(entry).verification["word"] == "VALID"


def test_its_sender_calls_back_what_has_the_number(cast):
    entry, second = desk.registered(cast), sent(cast)
    ok(cast.lan.does(second, "same_document"))
    assert desk.paper_of(entry).message_id == "m-1250"
    assert desk.paper_of(second).message_id == ""
    desk.asked(entry, "recall", words="Gửi nhầm")
    ok(cast.lan.does(entry, "recall_received"))
    assert told(entry)[-1] == ("15", "Gửi nhầm")


def test_at_the_desk_lan_is_shown_the_twin_and_presses_one_button(cast):
    entry = desk.directed(cast, electronic=True)
    paper = scanned(cast, number="", subject="")
    browser = cast.lan.browser()
    page = browser.get(f"{paper}/confirm").text
    assert "/same" not in page
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    day = f"{desk.paper_of(entry).issued_on:%d/%m/%Y}"
    form = fields() | {"issued_on": day, "csrf_token": token}
    got = browser.post(f"{paper}/confirm", data=form)
    assert got.status_code == 409
    assert f'formaction="{paper}/same"' in got.text
    assert "Là văn bản số đến 1: nhập vào đó" in got.text
    page = browser.post(f"{paper}/same", data=form, follow_redirects=True)
    assert "Đã nhập vào số đến 1. Chuyển bản giấy cho Phòng Văn hóa" in html.unescape(page.text)
    assert state_of(paper) == "JOINED"


def test_what_was_typed_wrongly_leads_to_no_entry_and_is_not_lost(cast):
    desk.registered(cast, electronic=True)
    paper = scanned(cast)
    refused(cast.lan.does(paper, "same_document", {"number": "77"}), "has_entry")
    assert desk.paper_of(paper).number == "1250"
    assert waits(cast.lan, paper) == {"register"}


def test_two_scans_are_no_two_forms(cast):
    entry, paper = desk.registered(cast), scanned(cast)
    refused(cast.lan.does(paper, "same_document"), "is_the_other_form")
    assert "/same" not in cast.lan.browser().get(f"{paper}/confirm").text
    assert [row.transition for row in history(entry)][-1] == "register"


def test_an_entry_takes_its_paper_once(cast):
    desk.registered(cast, electronic=True)
    first, again = scanned(cast), scanned(cast, "Bản giấy lần hai")
    ok(cast.lan.does(first, "same_document"))
    refused(cast.lan.does(again, "same_document"), "lacks_other_form")
    assert state_of(again) == "ARRIVED"


@pytest.mark.parametrize("state", ["RECALLED", "SUPERSEDED"])
def test_nothing_is_added_to_what_was_called_back_or_replaced(cast, state):
    entry, paper = desk.registered(cast, electronic=True), scanned(cast)
    change(IncomingDocument, {"id": id_of(entry)}, state=state)
    refused(cast.lan.does(paper, "same_document"), "entry_stands")


def test_what_is_done_takes_its_paper_but_not_in_a_closed_file(cast):
    entry, paper = desk.filed(cast, electronic=True), scanned(cast)
    change(CaseFile, {"code": "01.2025"}, state="CLOSED")
    refused(cast.lan.does(paper, "same_document"), "is_not_in_closed_file")
    change(CaseFile, {"code": "01.2025"}, state="OPEN")
    ok(cast.lan.does(paper, "same_document"))
    assert (state_of(entry), mentions(cast.nam, entry)) == ("FILED", ["paper_came"])


def test_another_agencys_entry_is_none_and_nobody_but_a_clerk_says_so(cast):
    desk.registered(cast, electronic=True)
    data = {"file": (io.BytesIO(scan("Xã")), "xa.pdf"), **fields()}
    theirs = f"/incoming/{ok(cast.dao.asks('POST', '/incoming', data=data))['id']}"
    refused(cast.dao.does(theirs, "same_document"), "has_entry")
    refused(cast.lan.does(theirs, "same_document"), "not_found")
    mine = scanned(cast)
    show_to(mine, cast.nam)
    refused(cast.nam.does(mine, "same_document"), "wrong_role")


def test_a_broken_seal_or_a_senders_wish_comes_first(cast):
    desk.registered(cast)
    second = sent(cast)
    change(IncomingDocument, {"id": id_of(second)}, verdict="INVALID")
    refused(cast.lan.does(second, "same_document"), "is_not_invalid")
    change(IncomingDocument, {"id": id_of(second)}, verdict="NOT_SIGNED")
    doubtful = "has_reason_for_doubtful_signature"
    refused(cast.lan.does(second, "same_document"), doubtful)
    desk.asked(second, "recall", words="Gửi nhầm")
    refused(cast.lan.does(second, "same_document", {"reason": "Có bản giấy"}), "nothing_is_asked")


def test_what_shares_an_entry_is_found_as_that_one_alone(cast):
    entry, paper = desk.registered(cast, electronic=True), scanned(cast, "Chữ riêng Xuyenson")
    ok(cast.lan.does(paper, "same_document"))
    found = cast.lan.asks("GET", "/search", query_string={"q": "xuyenson"}).json["items"]
    assert [row["id"] for row in found] == [id_of(entry)]
    assert reads(cast.lan, paper)
    assert not reads(cast.hoa, paper)


def test_a_secret_is_shut_away_given_back_and_destroyed_in_both_forms(cast):
    said = {"subject": f"V/v {MARK}", "issuer": f"Ban {MARK}"}
    entry, paper = desk.registered(cast, electronic=True, **said), scanned(cast, MARK, **said)
    ok(cast.lan.does(paper, "same_document"))
    assert rows_with(MARK)
    ok(cast.lan.does(entry, "quarantine", WHY))
    assert rows_with(MARK) == []
    ok(cast.minh.does(entry, "release_entered", {"reason": "Không phải mật"}))
    assert cast.lan.sees(paper)["subject"] == f"V/v {MARK}"
    assert cast.lan.sees(entry)["files"][0]["name"] == "Bản giấy – quet.pdf"
    ok(cast.lan.does(entry, "quarantine", WHY))
    purged(cast, entry)
    assert (state_of(paper), rows_with(MARK)) == ("PURGED", [])
    assert db.session.scalars(select(ScanText)).all() == []
    assert len(tombstone_of("incoming", id_of(paper)).digests) == 1
