"""Kiên typed a unit or a title wrongly: put right while no issued document bears it (§2.4)."""

import html
import json

from server.admin.organisation import wording
from server.audit.models import LedgerEvent
from server.database import db
from server.org.models import Position, Unit
from tests.office.admin.desk import actor, kien, last_change, position, unit, why
from tests.office.outgoing import desk


def reword(row_id: int, name: str = "Phòng Nội vụ", short: str = "NV") -> Unit:
    return wording.reword_unit(kien(), row_id, name=name, abbreviation=short)


def test_a_title_is_put_right_and_the_history_says_what_it_was(app):
    row_id = position("phochutich.huyen").id
    wording.reword_position(kien(), row_id, title="Phó Chủ tịch thường trực")
    assert db.session.get_one(Position, row_id).title == "Phó Chủ tịch thường trực"
    change = last_change()
    assert (change.act, change.before) == ("position_reworded", {"title": "Phó Chủ tịch"})
    event = json.loads(
        db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first().content
    )
    assert event["event"] == "position_reworded" and "thường trực" not in str(event)


def test_a_unit_too_with_what_stands_in_the_symbols(one_app):
    row_id = unit("noivu").id
    reword(row_id, "Phòng Nội vụ - Thi đua", "NVTĐ")
    row = db.session.get_one(Unit, row_id)
    assert (row.name, row.abbreviation) == ("Phòng Nội vụ - Thi đua", "NVTĐ")
    assert last_change().words.endswith("thành Phòng Nội vụ - Thi đua (NVTĐ), UBND huyện Hoằng Hóa")


def test_what_an_issued_document_bears_stands(one_cast):
    code = desk.paper_of(desk.as_registered(one_cast)).code
    chair, vhtt = position("chutich.huyen").id, unit("vhtt").id
    assert why(wording.reword_position, kien(), chair, title="Chủ tịch UBND") == "name_is_printed"
    assert why(reword, vhtt, "Phòng VHTT") == "name_is_printed"
    page = form(one_cast, f"/people/places/positions/{chair}", "/title", title="Chủ tịch UBND")
    assert page.status_code == 409 and code in html.unescape(page.text)
    assert db.session.get_one(Position, chair).title == "Chủ tịch"


def test_a_draft_that_nobody_issued_yet_is_printed_with_the_right_title(one_cast):
    path = desk.drafted(one_cast)
    row_id = position("chutich.huyen").id
    wording.reword_position(kien(), row_id, title="Chủ tịch UBND")
    assert desk.paper_of(path).signer_post.title == "Chủ tịch UBND"


def form(cast, path: str, door: str = "", **typed: str):
    browser = cast.kien.browser()
    token = browser.get(path).text.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    return browser.post(f"{path}{door}", data={"csrf_token": token, **typed})


def test_on_their_pages_what_stands_is_filled_in_and_a_no_keeps_what_was_typed(one_cast):
    row_id = unit("noivu").id
    at = f"/people/places/units/{row_id}"
    assert f'href="{at}/name"' in one_cast.kien.browser().get(at).text
    assert 'value="Phòng Nội vụ"' in one_cast.kien.browser().get(f"{at}/name").text
    got = form(one_cast, f"{at}/name", name="Phòng Nội vụ 2", abbreviation=" ")
    assert got.status_code == 422 and 'value="Phòng Nội vụ 2"' in got.text
    assert form(one_cast, f"{at}/name", name="Phòng Nội vụ 2", abbreviation="NV").status_code == 302
    post = position("phochutich.huyen").id
    page = form(one_cast, f"/people/places/positions/{post}", "/title", title="Phó Chủ tịch UBND")
    assert page.status_code == 302 and db.session.get_one(Position, post).title.endswith("UBND")


def test_nothing_changed_and_nobody_else(app):
    row = unit("noivu")
    assert why(reword, row.id, row.name, row.abbreviation) == "nothing_changes"
    assert why(wording.reword_position, kien(), 99_999, title="x") == "no_such_row"
    minh = actor("chutich.huyen")
    assert why(wording.reword_position, minh, row.id, title="x") == "not_allowed"
