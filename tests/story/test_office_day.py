"""One whole day by clicking: a scan arrives, and three communes hold the sealed reply.

Told aloud: Lan is the clerk, Minh the chair, Hoa the head, Nam the officer, Mai checks the form;
Đào and two more sit in communes.
"""

import datetime as dt
from pathlib import Path

from server.clock import today
from tests.office.papers import scan
from tests.story.conftest import Sitter
from workflows.dispatch import WORDS, Delivery

PIN = "246810"


def _day(ahead: int) -> str:
    """A plain working day ahead, as an official types it."""
    day = today() + dt.timedelta(days=ahead)
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return f"{day:%d/%m/%Y}"


def test_a_scan_becomes_a_sealed_reply_in_three_communes_hands(browser, office, tmp_path: Path):
    lan, minh, hoa, nam, mai = (
        Sitter(browser, office, name) for name in ("lan", "minh", "hoa", "nam", "mai")
    )
    paper = tmp_path / "cong-van-den.pdf"
    paper.write_bytes(scan())

    # Lan drops the scan, fills in what could not be read from it, and registers with one key.
    page = lan.opens("/incoming/arrive")
    page.set_input_files("[name=file]", str(paper))
    page.click("form[data-upload] button.main")
    page.click("#results a.btn")
    page.wait_for_url("**/confirm")
    for name, value in (
        ("number", "1250"), ("notation", "UBND-VX"), ("issued_on", f"{today():%d/%m/%Y}"),
        ("issuer", "UBND tỉnh Thanh Hóa"), ("subject", "V/v đẩy mạnh họp không giấy tờ"),
    ):  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.select_option("[name=doc_type]", "Công văn")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/incoming/1")
    assert "Đã vào sổ với số đến 1" in page.inner_text("main")
    lan.does("present", to="chutich.huyen")
    assert "Chờ bút phê" in lan.state

    # Minh finds it on his desk, and says who leads and until when.
    page = minh.opens("/")
    page.click("text=đẩy mạnh họp không giấy tờ")
    minh.does(
        "direct", text="Giao Phòng VH-TT chủ trì trả lời.", lead="vhtt", due_at=_day(14)
    )
    assert "Chờ phân công" in minh.state

    # Hoa gives it to Nam, who sets to work and drafts the reply.
    hoa.opens("/incoming/1")
    hoa.does("assign", person="chuyenvien.huyen", due_at=_day(7))
    nam.opens("/incoming/1")
    nam.does("start")
    nam.does("reply")
    page = nam.page
    page.wait_for_url("**/outgoing/new*")
    assert "họp không giấy tờ" in page.input_value("[name=subject]")
    page.fill("[name=body]", "Ủy ban nhân dân huyện đề nghị các xã triển khai.\n\nĐề nghị báo cáo.")
    page.select_option("[name=to]", ["hoangphu", "hoangdong", "hoangthinh"], force=True)
    page.wait_for_selector("#preview img")
    page.click("form#draft button.main")
    page.wait_for_url("**/outgoing/1")
    nam.does("submit")
    assert "Đã trình" in nam.state

    # Hoa checks the content, Mai the form; Minh comes last: one button, one PIN.
    hoa.opens("/outgoing/1")
    hoa.does("content_check")
    mai.opens("/outgoing/1")
    mai.does("form_check")
    minh.opens("/outgoing/1")
    assert "Duyệt và ký" in minh.page.inner_text("#primary")
    minh.does("approve", pin="000000")
    assert "Sai mã PIN. Còn 4 lần thử." in minh.page.inner_text("main")
    minh.does("approve", pin=PIN)
    assert "Đã ký" in minh.state

    # Lan numbers, registers, seals and sends.
    lan.opens("/outgoing/1")
    for step in ("number", "register"):
        lan.does(step)
    lan.does("seal", pin=PIN)
    lan.does("dispatch")
    assert "Đã phát hành" in lan.state
    assert "01/UBND-VHTT" in lan.state

    # Three communes have it, and register it; Lan sees each of them do so.
    for name in ("dao", "dao2", "dao3"):
        clerk = Sitter(browser, office, name)
        page = clerk.opens("/incoming")
        page.reload()
        page.wait_for_selector("text=họp không giấy tờ")
        page.click("text=họp không giấy tờ")
        clerk.does("to_confirm")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("text=Đã vào sổ với số đến 1")
        assert clerk.wrongs == []
    _until(lan, "/outgoing/1", str(WORDS[Delivery.ACCEPTED]), 3)

    # Nam closes with the reply; Hoa agrees.
    nam.opens("/incoming/1")
    nam.does("propose_close", reply="1")
    hoa.opens("/incoming/1")
    hoa.does("close")
    assert "Đã xử lý xong" in hoa.state
    assert [who.wrongs for who in (lan, minh, hoa, nam, mai)] == [[]] * 5


def _until(who: Sitter, path: str, words: str, times: int) -> None:
    """Look again until the statuses have come back."""
    for _ in range(60):
        if who.opens(path).inner_text("main").count(words) >= times:
            return
        who.page.wait_for_timeout(500)
    raise AssertionError(f"{words} is not seen {times} times on {path}")
