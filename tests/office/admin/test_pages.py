"""What Kiên sees and fills in: a no keeps every word, errors stand at their fields."""

import html
from typing import Any

import pytest
from flask import Flask

from server.admin.staff import people, posts
from server.clock import today
from server.database import db
from server.org import queries
from server.org.models import Absence, Delegation, Position, Unit
from tests.office.admin.desk import (
    hanh,
    kien,
    newest_grant,
    person,
    position,
    post_of,
    propose,
    terms,
    why,
)
from tests.office.front.clicking import Desk


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_people` asks both."""
    return one_app


PAGES = (
    "/people", "/people/new", "/people/pending", "/people/places", "/people/places/units/new",
    "/people/places/units/1", "/people/places/positions/new", "/people/places/positions/1",
    "/people/chuyenvien.huyen", "/people/chuyenvien.huyen/appoint", "/delegations",
    "/delegations/new", "/delegations/1", "/absences", "/absences/new", "/people/agencies",
    "/people/agencies/new", "/people/agencies?which=outside", "/people/agencies/outside/new",
    "/people/agencies/1", "/people/calendar", "/people/calendar?year=1900",
    "/people/calendar/mark?day=31/02/2026", "/people/calendar/year", "/people/calendar/hours",
    "/people/kinds", "/people/waiting", "/people/waiting/send",
    "/people/kinds?agency=hoangphu", "/people/kinds/huyen/Báo cáo", "/people/import",
    "/people/neighbours", "/people/neighbours/new", "/people/neighbours/own", "/people/aside",
    "/people/bodies", "/people/bodies/new", "/people/bodies/1", "/people/bodies/1/end",
    "/people/votes", "/people/votes/new",
    "/people/templates", "/people/templates?agency=hoangphu", "/people/templates/huyen/new",
)  # fmt: skip


NEWCOMER = {
    "account": "vinh.huyen", "full_name": "Lê Quang Vinh", "password": "hoa sen tháng sáu",
}  # fmt: skip


@pytest.fixture
def desk(cast) -> Desk:
    return Desk(cast.kien)


def said(answer: Any) -> str:
    return html.unescape(answer.text)


def test_every_page_of_the_room_opens(desk):
    for page in PAGES:
        assert "<h1" in desk.opens(page), page


def test_the_list_finds_people_by_folded_words_unit_and_agency(desk):
    hoa = desk.opens("/people?q=van+hoa+va+thong+tin")
    assert "truongphong.huyen" in hoa and "vanthu.huyen" not in hoa
    commune = desk.opens("/people?agency=hoangphu")
    assert "vanthu.hoangphu" in commune and "vanthu.huyen" not in commune
    unit = post_of("chuyenvien.huyen").position.unit_id
    only = desk.opens(f"/people?agency=huyen&unit={unit}")
    assert "chuyenvien.huyen" in only and "cv-tckh.huyen" not in only


def test_the_list_goes_on_page_by_page(desk):
    first, second = desk.opens("/people"), desk.opens("/people?page=2")
    assert 'rel="next"' in first and "chutich.huyen" in first
    assert "chutich.huyen" not in second
    assert desk.opens("/people?page=x&unit=y&q=%25")


def test_a_vacant_post_is_shown_as_khuyet(desk):
    posts.end(kien(), post_of("chutich.huyen").id, on=today())
    assert "khuyết" in desk.opens("/people?q=khuyet")
    appointing = desk.opens("/people/chuyenvien.huyen/appoint")
    assert "UBND huyện Hoằng Hóa (lãnh đạo cơ quan) – khuyết" in appointing
    assert "chưa có chức vụ" in desk.opens("/people?q=chutich.huyen")


def test_a_person_is_created_from_the_form_and_shown(desk):
    typed = {"account": "vinh.huyen", "full_name": "Lê Quang Vinh", "password": "hoa sen tháng sáu"}
    sent = desk.sends("/people/new", pin="135790", **typed)
    assert sent.headers["Location"] == "/people/vinh.huyen"
    page = desk.opens("/people/vinh.huyen")
    assert "Chưa được giao chức vụ nào" in page and "Còn hiệu lực" in page
    assert "Tạo tài khoản vinh.huyen" in page


def test_a_refused_form_keeps_the_words_and_says_the_error_at_its_field(desk):
    sent = desk.sends("/people/new", account="vanthu.huyen", full_name="Lê Vinh", password="x" * 12)
    assert "Mật khẩu, mã PIN phải gõ lại" in said(sent), "they alone are not kept"
    page = said(sent)
    assert sent.status_code == 409
    assert 'value="Lê Vinh"' in page and "đã có người dùng" in page
    assert 'id="f-account-error"' in page and "x" * 12 not in page
    assert "Hãy điền ô này" in said(desk.sends("/people/new", full_name="Lê Vinh"))


def test_a_form_sent_twice_counts_once(desk):
    typed = {"account": "vinh.huyen", "full_name": "Lê Vinh", "password": "hoa sen tháng sáu"}
    for _time in range(2):
        assert desk.sends("/people/new", op_id="a1", **typed).status_code == 302
    kept = desk.opens("/people/vinh.huyen")
    assert kept.count("Tạo tài khoản vinh.huyen") == 1


def test_an_appointment_goes_from_the_form_to_the_second_person(desk, cast):
    wanted = position("vanthu.huyen").id
    path = "/people/chuyenvien.huyen/appoint"
    day = {"valid_from": f"{today():%d/%m/%Y}", "last_day": "31/12/2099"}
    sent = desk.sends(path, position_id=wanted, decision_code="9/QĐ-UBND", kind="regular", **day)
    assert sent.status_code == 302
    waiting = html.unescape(desk.opens("/people/chuyenvien.huyen"))
    assert "Quyết định 9/QĐ-UBND" in waiting and 'href="/people/pending"' in waiting
    again = desk.sends(path, position_id=wanted, decision_code="9/QĐ", kind="regular", **day)
    assert again.status_code == 409 and "đang chờ người thứ hai" in said(again)
    grant = newest_grant().id
    assert (newest_grant().valid_to.year, newest_grant().main) == (2100, False)
    minh = Desk(cast.minh)
    page = minh.opens("/people/pending")
    assert "Nguyễn Hoài Nam" in page and "Vũ Trung Kiên (quantri), " in page
    assert minh.client.get("/people").headers["Location"] == "/people/pending"
    assert minh.sends(f"/people/pending/{grant}/confirm", "/people/pending").status_code == 302
    assert len(queries.posts_of(person("chuyenvien.huyen").id)) == 2


def test_a_day_that_is_none_is_said_at_its_field_and_kept(desk):
    sent = desk.sends("/people/chuyenvien.huyen/appoint", valid_from="31/02/2026", kind="regular")
    assert sent.status_code == 422
    assert "Không có ngày này trong lịch" in said(sent) and 'value="31/02/2026"' in said(sent)


def rail(page: str) -> str:
    return page.split('id="rooms"')[1].split("</ul>", maxsplit=1)[0]


@pytest.mark.parametrize("place", ["/people", "/people/pending", "/delegations", "/absences"])
def test_the_rail_says_in_which_room_one_is(desk, place):
    assert '<a href="/people" aria-current="page">' in rail(desk.opens(place))


def test_a_leaders_rail_says_so_too(cast):
    page = Desk(cast.minh).opens("/people/pending")
    assert '<a href="/people/pending" aria-current="page">' in rail(page)


def test_the_pending_page_has_no_button_for_the_first_person(desk):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id).id
    assert "Xác nhận bổ nhiệm" not in desk.opens("/people/pending")
    refused = desk.sends(f"/people/pending/{grant}/confirm", "/people/pending")
    assert refused.status_code == 409 and "hai người khác nhau" in said(refused)
    empty = desk.sends(f"/people/pending/{grant}/reject", "/people/pending", reason=" ")
    assert empty.status_code == 422 and "Hãy điền ô này" in said(empty)
    taken = desk.sends(f"/people/pending/{grant}/reject", "/people/pending", reason="ghi nhầm")
    assert taken.status_code == 302 and newest_grant().state == "REJECTED"


def test_an_alarm_is_loud_on_the_pending_page_and_leaves_it_when_seen(desk, cast):
    seat = position("kythuat.huyen").id
    why(posts.appoint, hanh(), "quantri2", position_id=seat, terms=terms())
    assert "tự cấp quyền cho mình" in desk.opens("/people/pending")
    desk.sends(f"/people/pending/{newest_grant().id}/seen", "/people/pending")
    assert "Không có gì chờ xác nhận" in desk.opens("/people/pending")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("rename", {"full_name": "Nguyễn Nam", "valid_from": f"{today():%d/%m/%Y}"}),
        ("password", {"password": "mật khẩu mới dài"}),
        ("sign-out", {}),
        ("deactivate", {"reason": "thôi việc"}),
    ],
)
def test_the_deeds_of_a_persons_page_are_done_and_told(desk, name, typed):
    sent = desk.sends(f"/people/chuyenvien.huyen/{name}", "/people/chuyenvien.huyen", **typed)
    assert sent.status_code == 302
    assert "Thay đổi" in desk.opens("/people/chuyenvien.huyen")


def test_a_deed_that_is_refused_opens_its_own_form_again(desk):
    here = "/people/chuyenvien.huyen"
    sent = desk.sends(f"{here}/rename", here, full_name="Nam", valid_from="01/01/2020")
    assert sent.status_code == 422
    assert 'value="Nam"' in said(sent) and "Không lùi ngày" in said(sent)
    assert desk.sends(f"{here}/activate", here, reason="x").status_code == 409
    assert desk.sends(f"{here}/fly", here).status_code == 404
    assert desk.client.get("/people/khongco").status_code == 404


def test_an_ended_post_stays_on_the_page_as_past(desk):
    here, post = "/people/chuyenvien.huyen", post_of("chuyenvien.huyen").id
    day = f"{today():%d/%m/%Y}"
    sent = desk.sends(f"{here}/end-post", here, appointment_id=post, on=day)
    assert sent.status_code == 302
    assert "đã thôi" in desk.opens(here)
    assert "Kết thúc một chức vụ" not in desk.opens(here)


@pytest.mark.parametrize(
    ("path", "words"),
    [("places/units/1", "Đóng đơn vị"), ("bodies/1/end", "Giải thể")],
)
def test_the_button_of_what_ends_something_says_so(desk, path, words):
    """It said "Ghi" (write down), as the button of any form that only corrects a word."""
    page = desk.opens(f"/people/{path}")
    assert f">{words}</button>" in page and ">Ghi</button>" not in page


def test_a_unit_and_a_post_are_opened_and_closed_from_their_forms(desk):
    day = f"{today():%d/%m/%Y}"
    typed = {"agency": "huyen", "name": "Phòng Thanh niên", "abbreviation": "TN", "code": "tn"}
    assert desk.sends("/people/places/units/new", valid_from=day, **typed).status_code == 302
    unit = db.session.query(Unit).filter_by(code="tn").one().id
    post = {"agency": "huyen", "unit_id": unit, "title": "Cán sự", "roles": ["OFFICER", "DESK"]}
    assert desk.sends("/people/places/positions/new", valid_from=day, **post).status_code == 302
    made = db.session.query(Position).filter_by(title="Cán sự").one()
    assert made.roles == ["DESK", "OFFICER"]
    assert "Phòng Thanh niên" in desk.opens("/people/places?agency=huyen")
    assert desk.sends(f"/people/places/units/{unit}", on=day).status_code == 409
    assert desk.sends(f"/people/places/positions/{made.id}", on=day).status_code == 302
    assert desk.sends(f"/people/places/units/{unit}", on=day).status_code == 302


def test_a_mandate_is_written_and_ended_from_its_forms(desk):
    day = f"{today():%d/%m/%Y}"
    typed = {
        "kind": "TUQ", "position_id": position("truongphong.huyen").id, "giver": "DIRECT",
        "document_code": "05/GUQ-UBND", "valid_from": day, "doc_types": ["Công văn", "Giấy mời"],
    }  # fmt: skip
    lacking = desk.sends("/delegations/new", **typed)
    assert lacking.status_code == 422 and 'id="f-last_day-error"' in said(lacking)
    assert 'value="05/GUQ-UBND"' in said(lacking)
    assert '<option value="Giấy mời" selected>' in said(lacking)
    assert desk.sends("/delegations/new", last_day="31/12/2099", **typed).status_code == 302
    row = db.session.query(Delegation).filter_by(document_code="05/GUQ-UBND").one()
    assert row.doc_types == ["Công văn", "Giấy mời"]
    listed = html.unescape(desk.opens("/delegations"))
    assert "UBND huyện Hoằng Hóa (Lê Thị Hoa)" in listed
    assert "Công văn; Công văn đôn đốc quyết toán" in listed, "types and content"
    assert desk.sends(f"/delegations/{row.id}", on=day).status_code == 302
    assert "đã hết hiệu lực" in desk.opens("/delegations")
    assert desk.client.get("/delegations/999999").status_code == 404


def test_an_absence_is_written_and_ended_from_its_forms(desk):
    day = f"{today():%d/%m/%Y}"
    typed = {
        "account": "chuyenvien.huyen", "kind": "OTHER", "valid_from": day, "last_day": day,
    }  # fmt: skip
    wrong = desk.sends("/absences/new", substitute="quantri", **typed)
    assert wrong.status_code == 409 and 'id="f-substitute-error"' in said(wrong)
    assert desk.sends("/absences/new", substitute="cv-vp.huyen", **typed).status_code == 302
    assert "đang vắng" in desk.opens("/absences")
    assert "Hà Thị Ngọc Thúy nhận việc thay" in desk.opens("/people/chuyenvien.huyen")
    row = db.session.query(Absence).one()
    assert desk.sends(f"/absences/{row.id}", on=day).status_code == 302
    assert desk.client.get("/absences/999999").status_code == 404


def test_who_is_away_is_looked_for_by_name_and_not_by_an_account_learnt_by_heart(desk):
    found = desk.client.get("/people/find?q=hoai+nam").json["found"]
    assert [one["words"] for one in found] == ["Nguyễn Hoài Nam (chuyenvien.huyen)"]
    assert desk.client.get("/people/find?q=").json["found"] == []
    day = f"{today():%d/%m/%Y}"
    typed = {"kind": "OTHER", "valid_from": day, "last_day": day}
    typed |= {"account.typed": "nguyen hoai nam"}
    wrong = desk.sends("/absences/new", **typed | {"substitute.typed": "chuyên viên"})
    assert "hãy gõ rõ hơn" in said(wrong) and "nguyen hoai nam" in said(wrong)
    nobody = desk.sends("/absences/new", **typed | {"substitute.typed": "Lê Không Ai"})
    assert "Không có ai tên hay tài khoản" in said(nobody)
    missing = desk.sends("/absences/new", **typed)
    assert 'id="f-substitute-error"' in said(missing)
    assert desk.sends("/absences/new", **typed | {"substitute.typed": "cv-vp.huyen"})
    assert db.session.query(Absence).one().substitute.account == "cv-vp.huyen"
    assert "Nguyễn Hoài Nam (chuyenvien.huyen)" in desk.opens(
        "/absences/new?account=chuyenvien.huyen"
    )


def test_a_second_post_is_held_beside_the_first_unless_the_form_says_otherwise(desk):
    page = desk.opens("/people/chuyenvien.huyen/appoint")
    assert 'name="main" value="1" checked' not in page and "hiện nay là Chuyên viên" in page
    people.create(kien(), people.Newcomer(**NEWCOMER))
    assert 'name="main" value="1" checked' in desk.opens("/people/vinh.huyen/appoint")
