"""Lan reads what its sender would change of a letter before she answers (§8.2, IN-T26)."""

import html
from dataclasses import replace

from tests.cast import Cast
from tests.office.exchange.letters import LETTER, hand_in, papers
from tests.office.exchange.test_wishes import registered, update
from tests.office.papers import ok, scan


def test_what_a_sender_wishes_is_read_before_it_is_answered(one_cast: Cast) -> None:
    """§8.2: the difference is shown, of its files too; they are told, and not taken over."""
    registered(one_cast)
    (mine,) = LETTER.attachments
    other = [replace(mine, data=scan("Bản khác")), replace(mine, name="phu-luc.pdf")]
    other[1] = replace(other[1], data=scan("Phụ lục"))
    why = {"reason": "Ghi nhầm trích yếu.", "subject": "V/v trích yếu đúng"}
    hand_in(one_cast.lan, update(attachments=other, **why))
    page = html.unescape(one_cast.lan.browser().get("/incoming/1").text)
    assert "cập nhật thông tin văn bản: Ghi nhầm trích yếu." in page
    assert f"V/v trích yếu đúng (đang ghi: {LETTER.subject})" in page
    assert f"{mine.name}: khác tệp đang lưu; phu-luc.pdf: ở đây chưa có." in page
    before = one_cast.lan.sees("/incoming/1")["files"]
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    assert one_cast.lan.sees("/incoming/1")["files"] == before
    assert "Nơi gửi yêu cầu" not in one_cast.lan.browser().get("/incoming/1").text


def test_the_same_files_again_are_no_difference_and_a_missing_one_is(one_cast: Cast) -> None:
    registered(one_cast)
    (mine,) = LETTER.attachments
    hand_in(one_cast.lan, update(attachments=[mine], subject="V/v khác"))
    assert "files" not in papers()[0].request_data
    other = replace(mine, name="phu-luc.pdf", data=scan("Phụ lục"))
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    hand_in(one_cast.lan, update("cap-nhat-2", attachments=[other], subject="V/v khác nữa"))
    told = papers()[0].request_data["files"]
    assert told == [["added", "phu-luc.pdf"], ["gone", mine.name]]
