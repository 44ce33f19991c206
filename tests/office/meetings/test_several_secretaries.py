"""Several secretaries keep one meeting: each may do all of it, one signs (§10.3)."""

import io
import re

import pypdfium2
import pytest

from server.meetings.live import events
from tests.cast import PIN
from tests.office.meetings.gathering import does, entered, id_of, opened, plan, planned
from tests.office.meetings.test_live import ear, joins
from tests.office.meetings.test_pages import Page
from tests.office.outcome import refused, waits


def asks(hand, path, step, **said):
    return hand.asks("POST", f"{path}/actions/{step}", json=said)


def test_nam_keeps_the_minutes_with_tuan_and_may_all_that_tuan_may(one_cast):
    cast = one_cast
    path = entered(cast, secretaries=[cast.nam.account])
    assert cast.tuan.sees(path)["secretaries"] == [cast.nam.account]
    does(cast.nam, path, "check_in", person=cast.hoa.account, reason="Quên điện thoại")
    for hand in (cast.minh, cast.binh, cast.tckh):
        does(hand, path, "check_in")
    does(cast.minh, path, "open")
    does(cast.nam, path, "remark", text="Nam ghi")
    does(cast.tuan, path, "remark", text="Tuấn ghi")
    does(cast.hoa, path, "tell_secretary", text="Xin biểu 03")
    assert "Xin biểu 03" in cast.nam.browser().get(f"{path}/messages").text
    text = "\n".join(one["text"] for one in cast.nam.sees(f"{path}/minutes")["items"])
    assert f"Cùng ghi biên bản: {cast.nam.actor.name}" in text
    page = " ".join(cast.hoa.browser().get(path).text.split())
    assert page.count("<small>(thư ký)</small>") == 2
    does(cast.minh, path, "close")
    assert "draft_minutes" in waits(cast.nam, path) and "draft_minutes" in waits(cast.tuan, path)


def test_the_chair_keeps_no_minutes_and_who_keeps_them_takes_no_chair(one_cast):
    cast = one_cast
    both = {"secretaries": [cast.minh.account]}
    refused(cast.tuan.asks("POST", "/meetings", json=plan(cast) | both), "keeps_two_hands")
    path = opened(cast, secretaries=[cast.binh.account])
    refused(asks(cast.minh, path, "hand_over_chair", person=cast.binh.account),
            "next_chair_keeps_no_minutes")  # fmt: skip
    refused(asks(cast.binh, path, "add_secretary", person=cast.minh.account),
            "next_secretary_keeps_no_office")  # fmt: skip
    does(cast.minh, path, "leave")
    refused(asks(cast.binh, path, "take_chair"), "is_the_deputy")
    assert does(cast.hoa, path, "take_chair")["chair"] == cast.hoa.account


def test_the_part_is_given_and_taken_away_while_his_page_stands_open(one_app, one_cast):
    cast = one_cast
    path = opened(cast, attending=[cast.nam.account])
    refused(asks(cast.nam, path, "remark", text="Ghi"), "wrong_role")
    refused(asks(cast.hoa, path, "add_secretary", person=cast.nam.account), "wrong_role")
    with ear(one_app, cast.nam) as page:
        joins(page, path)
        does(cast.tuan, path, "add_secretary", person=cast.nam.account)
        assert "drop_secretary" in joins(page, path)["snapshot"]["actions"]
        does(cast.nam, path, "remark", text="Nam ghi")
        refused(asks(cast.minh, path, "drop_secretary", person=cast.tuan.account, reason="Ốm"),
                "is_a_further_secretary")  # fmt: skip
        refused(asks(cast.minh, path, "drop_secretary", person=cast.nam.account, reason=" "),
                "has_reason")  # fmt: skip
        does(cast.minh, path, "drop_secretary", person=cast.nam.account, reason="Về sớm")
        assert "remark" not in joins(page, path)["snapshot"]["actions"]
    refused(asks(cast.nam, path, "remark", text="Ghi"), "wrong_role")
    notices = cast.nam.browser().get("/notices").text
    assert "cùng làm thư ký" in notices and "thôi làm thư ký" in notices
    told = [events.told(one) for one in events.of_kinds(id_of(path), {"secretaries.changed"})]
    assert [one["writes"] for one in told] == [True, False]
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert "cùng làm thư ký." in text and "thôi làm thư ký." in text


def test_a_secretary_who_did_not_come_kept_no_minutes(one_cast):
    """Nam was named and stayed away; Tuấn typed and never pressed the button that he is there."""
    cast = one_cast
    path = opened(cast, secretaries=[cast.nam.account, cast.lien.account])
    does(cast.lien, path, "remark", text="Ghi")
    does(cast.minh, path, "close")
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert f"Cùng ghi biên bản: {cast.lien.actor.name}" in text
    (absent,) = re.findall(r"^Vắng: .*$", text, re.MULTILINE)
    assert cast.nam.actor.name in absent and cast.nam.actor.name not in text.replace(absent, "")
    assert cast.tuan.actor.name not in absent and cast.lien.actor.name not in absent


@pytest.mark.parametrize("signer", ["tuan", "binh"])
def test_the_minutes_bear_the_name_of_the_secretary_who_signs_them(one_cast, signer):
    cast = one_cast
    path = opened(cast, secretaries=[cast.binh.account])
    for hand in (cast.tuan, cast.binh):
        does(hand, path, "check_in")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    hand = getattr(cast, signer)
    assert hand.does(path, "sign_minutes", {"pin": PIN}).status_code == 200
    assert not waits(cast.tuan, path) & {"sign_minutes"}
    assert waits(cast.minh, path) >= {"sign_minutes"}
    other = cast.binh if signer == "tuan" else cast.tuan
    refused(other.does(path, "sign_minutes", {"pin": PIN}), "wrong_role")
    assert cast.minh.does(path, "sign_minutes", {"pin": PIN}).status_code == 200
    pdf = cast.minh.asks("GET", f"{path}/files/1", buffered=True).data
    page = page_of(pdf)
    assert f"Thư ký (người ghi biên bản): {hand.actor.name}" in page
    assert f"Cùng ghi biên bản: {other.actor.name}" in page


@pytest.mark.parametrize("signer", ["tuan", "binh"])
def test_what_is_added_is_signed_by_any_secretary_whoever_signed_the_minutes(one_cast, signer):
    """Tuấn signed the minutes and Bình writes what was forgotten: it is a paper of its own."""
    cast = one_cast
    path = opened(cast, secretaries=[cast.binh.account])
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    for hand in (cast.tuan, cast.minh):
        assert hand.does(path, "sign_minutes", {"pin": PIN}).status_code == 200
    does(cast.binh, path, "supplement_minutes", text="Bổ sung ý kiến của bà Hoa.")
    for hand in (cast.tuan, cast.binh):
        assert "sign_supplement" in waits(hand, path)
    refused(cast.minh.does(path, "sign_supplement", {"pin": PIN}), "is_ones_turn")
    refused(cast.hoa.does(path, "sign_supplement", {"pin": PIN}), "wrong_role")
    draft = page_of(cast.minh.browser().get(f"{path}/minutes/2/file", buffered=True).data)
    assert f"Thư ký (người ghi biên bản): {cast.binh.actor.name}" in draft
    hand, other = (cast.tuan, cast.binh) if signer == "tuan" else (cast.binh, cast.tuan)
    assert hand.does(path, "sign_supplement", {"pin": PIN}).status_code == 200
    assert "sign_supplement" not in waits(other, path) | waits(hand, path)
    refused(other.does(path, "sign_supplement", {"pin": PIN}), "is_ones_turn")
    assert waits(cast.minh, path) >= {"sign_supplement"}
    assert cast.minh.does(path, "sign_supplement", {"pin": PIN}).status_code == 200
    assert "sign_supplement" not in waits(cast.minh, path)
    does(cast.tuan, path, "supplement_minutes", text="Bổ sung lần hai.")
    added = page_of(cast.minh.asks("GET", f"{path}/files/2", buffered=True).data)
    assert f"Thư ký (người ghi biên bản): {hand.actor.name}" in added
    main = page_of(cast.minh.asks("GET", f"{path}/files/1", buffered=True).data)
    assert f"Thư ký (người ghi biên bản): {cast.tuan.actor.name}" in main


def page_of(pdf: bytes) -> str:
    return " ".join(
        pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range().split()
    )


def test_the_plan_is_read_back_and_changed(one_cast):
    cast = one_cast
    path = planned(cast, secretaries=[cast.nam.account, cast.hoa.account])
    text = cast.tuan.browser().get(f"{path}/edit").text
    assert "Thư ký khác" in text
    seen = cast.tuan.asks("GET", path).headers["ETag"]
    done = cast.tuan.asks("PATCH", path, json={"room": "Phòng 2"}, match=seen).json
    assert done["secretaries"] == [cast.hoa.account, cast.nam.account]
    parts = {one["account"]: one["parts"] for one in done["attendance"]}
    assert parts[cast.hoa.account] == ["MEMBER", "SECRETARY"]
    does(cast.minh, path, "schedule")
    page = Page(cast.tuan, path)
    done = page.presses("drop_secretary", person=cast.nam.account, reason="Đi học")
    assert done.status_code == 302
    assert cast.tuan.sees(path)["secretaries"] == [cast.hoa.account]
