"""Nam writes an invitation, a leave slip and minutes: each type asks in its own words."""

import pytest

from server.documents.outgoing import printing
from server.documents.outgoing.drafts import drafting
from server.papers.services import Ref
from tests.cast import Cast
from tests.office.outcome import id_of, refused
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, ok
from workflows.forms import FORMS

MEETING = {"event": "họp giao ban", "time": "08 giờ ngày 20/3", "venue": "Phòng họp tầng 2"}
MINUTES = {
    "began": "08 giờ 00 phút, ngày 20 tháng 3 năm 2023",
    "venue": "Phòng họp tầng 2",
    "present": "Các phòng, ban\nVăn phòng",
    "chair": "Ông Lê Văn Minh, Chủ tịch",
    "secretary": "Bà Lê Thị Mai, chuyên viên",
    "ended": "11 giờ cùng ngày",
}


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def _form(client, path: str) -> dict[str, str]:
    page = client.get(path).text
    return {
        "csrf_token": page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"')[0]
    }


def test_the_editor_asks_for_what_the_chosen_template_leaves_open(cast):
    client = cast.nam.browser()
    sent = _form(client, "/outgoing/new")
    for doc_type, row in FORMS.items():
        page = client.post("/outgoing/blanks", data=sent | {"doc_type": doc_type}).text
        for one in row.blanks:
            assert f'name="details.{one.name}"' in page and f">{one.label}" in page


def test_a_type_with_nothing_but_its_text_asks_for_nothing_more(cast):
    client = cast.nam.browser()
    sent = _form(client, "/outgoing/new") | {"doc_type": "Kế hoạch"}
    assert "details." not in client.post("/outgoing/blanks", data=sent).text
    assert "details." not in client.post("/outgoing/blanks", data=sent | {"doc_type": "?"}).text


def test_what_was_typed_into_the_form_is_kept_shown_again_and_printed(cast):
    client = cast.nam.browser()
    typed = _form(client, "/outgoing/new") | DRAFT | {"doc_type": "Giấy mời", "body": ""}
    typed |= {f"details.{name}": text for name, text in MEETING.items()}
    kept = client.post("/outgoing/new", data=typed)
    assert kept.status_code == 302
    assert 'value="Phòng họp tầng 2"' in client.get(f"{kept.location}/edit").text
    sheet = printing.sheet_of(paper_of(kept.location))
    assert "Địa điểm: Phòng họp tầng 2." in sheet.before
    assert sheet.before[0].endswith("trân trọng kính mời: Ủy ban nhân dân xã Hoằng Phú.")
    assert sheet.recipients == ("Như trên",)


def test_a_wrong_form_loses_nothing_of_it(cast):
    client = cast.nam.browser()
    typed = _form(client, "/outgoing/new") | DRAFT | {"doc_type": "Giấy mời", "body": "", "to": "x"}
    page = client.post("/outgoing/new", data=typed | {"details.venue": "Phòng họp tầng 2"})
    assert page.status_code in (404, 422) and 'value="Phòng họp tầng 2"' in page.text


def test_a_program_fills_them_in_by_name_and_may_not_invent_one(cast):
    invited = DRAFT | {"doc_type": "Giấy mời", "details": MEETING}
    thing = ok(cast.nam.asks("POST", "/outgoing", json=invited))
    assert thing["details"] == MEETING
    refused(cast.nam.asks("POST", "/outgoing", json=invited | {"details": {"x": "y"}}), "invalid")


def test_what_a_change_did_to_them_stands_in_its_difference(cast):
    path = desk.drafted(cast, doc_type="Giấy mời", details=MEETING)
    drafting.edit(cast.nam.actor, Ref(id_of(path)), fields={"details": MEETING | {"venue": "X"}})
    page = cast.nam.browser().get(f"{path}/versions/2").text
    assert "Theo mẫu" in page and "Địa điểm:" in page


def test_a_template_left_empty_is_not_submitted(cast):
    path = desk.drafted(cast, doc_type="Giấy giới thiệu", body=[])
    no = cast.nam.does(path, "submit")
    refused(no, "has_no_layout_error")
    assert "Mẫu còn trống: Ông (bà)." in no.get_data(as_text=True)


def test_minutes_are_signed_numbered_and_sealed_without_a_date_in_their_head(cast):
    path = desk.signed(cast, doc_type="Biên bản", subject="Họp giao ban", details=MINUTES)
    for step, body in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, step, body))
    thing = cast.lan.sees(path)
    assert (thing["code"], thing["state"]) == ("01/BB-UBND", "SEALED")
    sheet = printing.sheet_of(paper_of(path))
    assert (sheet.beside, sheet.authority) == (("THƯ KÝ", "Lê Thị Mai"), ("CHỦ TỌA",))
