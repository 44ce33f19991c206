"""Kiên keeps templates of drafts for an agency; Nam begins with one, and his draft is his own."""

import re

import pytest
from flask import Flask

from server.admin import templates
from server.admin.templates import Wanted
from server.audit.models import LedgerEvent
from server.database import db
from server.org import queries
from server.org.templates import templates_of
from tests.cast import Cast
from tests.office.admin.desk import actor, kien, last_change, why
from tests.office.outcome import refused
from tests.office.papers import ok

SAID = {
    "name": "Báo cáo tuần",
    "doc_type": "Báo cáo",
    "subject": "Kết quả công tác tuần",
    "bases": ["Căn cứ Quy chế làm việc"],
    "body": ["Trong tuần, đơn vị đã thực hiện:", "Tuần tới, đơn vị dự kiến:"],
    "to": ["hoangphu"],
    "for_info": [],
}


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def wanted(**more) -> Wanted:
    return Wanted(**SAID | more)


def make(agency: str = "huyen", **more) -> int:
    return templates.make(kien(), agency, wanted=wanted(**more)).id


def offered(agency: str = "huyen") -> list[str]:
    db.session.rollback()
    return [one.name for one in templates_of(queries.agency_by_code(agency).id)]


def test_a_template_is_offered_in_its_agency_alone_and_kept_in_history_and_log(cast):
    row_id = make()
    assert (offered(), offered("hoangphu")) == (["Báo cáo tuần"], [])
    change = last_change()
    assert (change.act, change.subject) == ("template_made", f"template/{row_id}")
    assert change.words == "Lập mẫu dự thảo “Báo cáo tuần” (Báo cáo), UBND huyện Hoằng Hóa"
    event = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    assert "template_made" in event.content
    assert "Báo cáo tuần" not in event.content


def test_they_stand_in_the_order_of_a_vietnamese_dictionary(cast):
    for name in ("Tờ trình", "Đề nghị", "Giấy mời"):
        make(name=name)
    assert offered() == ["Đề nghị", "Giấy mời", "Tờ trình"]


def test_a_change_says_what_it_was_before(cast):
    row_id = make()
    templates.change(kien(), row_id, wanted=wanted(subject="Kết quả tháng", body=["Một."]))
    change = last_change()
    assert change.words.endswith("UBND huyện Hoằng Hóa: trích yếu, nội dung")
    assert change.before == {"subject": SAID["subject"], "body": SAID["body"]}
    assert change.after == {"subject": "Kết quả tháng", "body": ["Một."]}


def test_what_is_dropped_is_offered_no_more_and_its_name_is_free(cast):
    row_id = make()
    templates.drop(kien(), row_id)
    assert offered() == []
    assert why(templates.drop, kien(), row_id) == "no_such_row"
    assert why(templates.change, kien(), row_id, wanted=wanted()) == "no_such_row"
    make()
    assert offered() == ["Báo cáo tuần"]


def test_what_is_not_taken(cast):
    row_id = make()
    for more, reason in (
        ({}, "template_name_taken"),
        ({"name": " BÁO CÁO  tuần"}, "template_name_taken"),
        ({"name": "Khác", "doc_type": "Thư tình"}, "unknown_doc_type"),
        ({"name": "Khác", "to": ["khong-co"]}, "unknown_agency"),
    ):
        assert why(make, **more) == reason
    assert why(templates.change, kien(), row_id, wanted=wanted()) == "nothing_changes"
    other = make(name="Khác")
    assert why(templates.change, kien(), other, wanted=wanted()) == "template_name_taken"
    assert why(templates.make, actor("chanhvp.huyen"), "huyen", wanted=wanted()) == "not_allowed"


def test_an_agency_keeps_so_many_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(templates, "MOST", 1)
    make()
    assert why(make, name="Khác") == "too_many_templates"
    make("hoangphu")


def test_nam_begins_with_a_template_and_a_later_change_leaves_his_draft_alone(cast):
    row_id = make()
    browser = cast.nam.browser()
    assert f'href="/outgoing/new?template={row_id}">Báo cáo tuần</a>' in (
        browser.get("/outgoing/new").text
    )
    page = browser.get(f"/outgoing/new?template={row_id}").text
    assert "<b>Báo cáo tuần</b>" in page
    assert '<option value="Báo cáo" selected>' in page
    for words in (SAID["subject"], SAID["bases"][0], *SAID["body"]):
        assert words in page
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, "doc_type": "Báo cáo", "urgency": "NORMAL", "to": "hoangphu",
             "subject": SAID["subject"], "bases": "", "body": "\n\n".join(SAID["body"]),
             "signer": "chutich.huyen", "capacity": "TM"}  # fmt: skip
    path = browser.post("/outgoing/new", data=typed).headers["Location"]
    templates.change(kien(), row_id, wanted=wanted(body=["Khác hẳn."]))
    assert SAID["body"][0] in browser.get(f"{path}/edit").text


def test_another_agencys_template_or_a_made_up_one_fills_nothing_in(cast):
    row_id = make("hoangphu")
    browser = cast.nam.browser()
    for asked in (str(row_id), "99999999", "x"):
        got = browser.get(f"/outgoing/new?template={asked}")
        assert got.status_code == 200
        assert SAID["subject"] not in got.text


def test_a_program_that_drafts_reads_its_agencys_templates(cast):
    make()
    (item,) = cast.nam.sees("/templates")["items"]
    assert item.pop("id") > 0
    assert item == SAID
    assert cast.anh.sees("/templates")["items"] == []
    refused(cast.lan.asks("GET", "/templates"), "wrong_role")


def test_kien_keeps_them_on_his_pages(cast):
    browser = cast.kien.browser()
    page = browser.get("/people/templates/huyen/new").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, **SAID, "bases": "Căn cứ A\nCăn cứ B", "body": "Một.\n\nHai."}
    assert browser.post("/people/templates/huyen/new", data=typed).status_code == 302
    (row,) = templates_of(queries.agency_by_code("huyen").id)
    assert (row.bases, row.body) == (["Căn cứ A", "Căn cứ B"], ["Một.", "Hai."])
    here = f"/people/templates/{row.id}"
    assert f'href="{here}"' in browser.get("/people/templates?agency=huyen").text
    again = browser.post("/people/templates/huyen/new", data=typed)
    assert again.status_code == 409
    assert "Cơ quan đã có mẫu dự thảo mang tên này." in again.text
    assert browser.post(here, data=typed | {"subject": "V/v khác"}).status_code == 302
    told = browser.get(here).text.split("<h2>Thay đổi</h2>")[1]
    assert told.index("Sửa mẫu dự thảo") < told.index("Lập mẫu dự thảo")
    assert "UBND huyện Hoằng Hóa: trích yếu" in told
    assert ">Bỏ mẫu này</button>" in browser.get(f"{here}/drop").text
    assert browser.post(f"{here}/drop", data={"csrf_token": token}).status_code == 302
    assert browser.get(here).status_code == 404
    ok(cast.nam.asks("GET", "/templates"))


def test_kiens_program_keeps_them_as_his_pages_do(cast):
    said = SAID | {"agency": "huyen"}
    made = cast.kien.asks("POST", "/templates", json=said, key="mau-1")
    assert made.status_code == 201
    again = cast.kien.asks("POST", "/templates", json=said, key="mau-1")
    assert (again.status_code, again.json) == (201, made.json)
    path = f"/templates/{made.json['id']}"
    assert cast.nam.sees("/templates")["items"] == [made.json]
    other = SAID | {"subject": "Kết quả tháng"}
    changed = cast.kien.asks("POST", f"{path}/actions/change", json=other)
    assert changed.json == made.json | {"subject": "Kết quả tháng"}
    assert cast.kien.sees("/templates?agency=huyen")["items"] == [changed.json]
    assert cast.kien.sees("/templates?agency=hoangphu")["items"] == []
    assert cast.kien.asks("POST", f"{path}/actions/drop").status_code == 200
    assert cast.nam.sees("/templates")["items"] == []
    refused(cast.kien.asks("POST", f"{path}/actions/drop"), "no_such_row")


def test_a_program_is_told_what_a_template_does_not_take(cast):
    said = SAID | {"agency": "huyen"}
    refused(cast.nam.asks("POST", "/templates", json={}), "not_allowed")
    refused(cast.nam.asks("GET", "/templates?agency=huyen"), "not_allowed")
    missing = refused(cast.kien.asks("POST", "/templates", json=said | {"name": ""}), "invalid")
    assert missing["errors"][0]["field"] == "name"
    refused(cast.kien.asks("POST", "/templates", json=said | {"agency": "xa-la"}), "unknown_agency")
    refused(cast.kien.asks("POST", "/templates", json=said | {"to": ["xa-la"]}), "unknown_agency")
    first = cast.kien.asks("POST", "/templates", json=said).json["id"]
    refused(cast.kien.asks("POST", "/templates", json=said), "template_name_taken")
    same = cast.kien.asks("POST", f"/templates/{first}/actions/change", json=SAID)
    refused(same, "nothing_changes")
    refused(cast.nam.asks("POST", f"/templates/{first}/actions/drop"), "not_allowed")
