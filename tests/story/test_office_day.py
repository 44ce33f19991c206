"""One whole day by clicking: a scan arrives, and three communes hold the sealed reply.

Told aloud: Lan is the clerk, Minh the chair, Hoa the head, Nam the officer, Mai checks the form;
Đào and two more sit in communes.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from server.clock import today
from tests.office.papers import scan
from tests.story.conftest import Sitter
from workflows.dispatch import WORDS, Delivery

PIN = "246810"
SUBJECT = "V/v đẩy mạnh họp không giấy tờ"
IN, OUT = "/incoming/1", "/outgoing/1"


def _day(ahead: int) -> str:
    """A plain working day ahead, as an official types it."""
    day = today() + dt.timedelta(days=ahead)
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return f"{day:%d/%m/%Y}"


@dataclass
class Desks:
    """Who sits before a screen that day."""

    lan: Sitter
    minh: Sitter
    hoa: Sitter
    nam: Sitter
    mai: Sitter

    @property
    def wrongs(self) -> list[str]:
        """What any of the browsers complained of."""
        return [wrong for who in vars(self).values() for wrong in who.wrongs]


@pytest.fixture(scope="module")
def desks(browser, office) -> Desks:
    names = ("lan", "minh", "hoa", "nam", "mai")
    return Desks(*(Sitter(browser, office, name) for name in names))


def test_a_scan_becomes_a_sealed_reply_in_three_communes_hands(
    browser, office, desks: Desks, tmp_path: Path
):
    lan_registers_a_scan(desks.lan, tmp_path)
    minh_directs(desks.minh)
    hoa_assigns_and_nam_drafts(desks.hoa, desks.nam)
    checks_stand_and_minh_signs(desks)
    lan_numbers_seals_and_sends(desks.lan)
    communes = [Sitter(browser, office, name) for name in ("dao", "dao2", "dao3")]
    for clerk in communes:
        a_commune_registers_it(clerk)
    lan_sees_it_accepted(desks.lan, len(communes))
    nam_and_hoa_close(desks.nam, desks.hoa)
    assert desks.wrongs + [wrong for clerk in communes for wrong in clerk.wrongs] == []


def lan_registers_a_scan(lan: Sitter, folder: Path) -> None:
    """Dropped, completed where it could not be read, registered with one key, presented."""
    paper = folder / "cong-van-den.pdf"
    paper.write_bytes(scan())
    page = lan.opens("/incoming/arrive")
    page.set_input_files("[name=file]", str(paper))
    page.click("form[data-upload] button.main")
    page.click("#results a.btn")
    page.wait_for_url("**/confirm")
    lan.looks_right()
    for name, value in (
        ("number", "1250"), ("notation", "UBND-VX"), ("issued_on", f"{today():%d/%m/%Y}"),
        ("issuer", "UBND tỉnh Thanh Hóa"), ("subject", SUBJECT),
    ):  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.select_option("[name=doc_type]", "Công văn")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{IN}")
    assert "Đã vào sổ với số đến 1" in page.inner_text("main")
    lan.does("present", to="chutich.huyen")
    assert "Chờ bút phê" in lan.state
    lan.opens(f"{IN}/remark")
    lan.looks_right()


def minh_directs(minh: Sitter) -> None:
    """He finds it on his desk, and says who leads and until when."""
    minh.opens("/").click("text=đẩy mạnh họp không giấy tờ")
    minh.page.wait_for_url(f"**{IN}")
    minh.looks_right()
    order = "Giao Phòng VH-TT chủ trì trả lời."
    minh.does("direct", text=order, lead="vhtt", due_at=_day(14))
    assert "Chờ phân công" in minh.state


def hoa_assigns_and_nam_drafts(hoa: Sitter, nam: Sitter) -> None:
    """Nam sets to work; the reply's page is set while he types."""
    hoa.opens(IN)
    hoa.does("assign", person="chuyenvien.huyen", due_at=_day(7))
    page = nam.opens(IN)
    nam.does("start")
    nam.goes("Soạn văn bản trả lời")
    assert "họp không giấy tờ" in page.input_value("[name=subject]")
    page.fill("[name=body]", "UBND huyện đề nghị các xã triển khai.\n\nĐề nghị báo cáo kết quả.")
    for code in ("hoangphu", "hoangdong", "hoangthinh"):
        page.fill("#d-to", code)
        page.press("#d-to", "Enter")
        expect(page.locator("#d-to")).to_have_value("")
    page.wait_for_selector("#preview img")
    nam.looks_right()
    with page.expect_navigation():
        page.click("form#draft button.main")
    nam.does("submit")
    assert "Đã trình" in nam.state


def checks_stand_and_minh_signs(desks: Desks) -> None:
    """Content by Hoa, form by Mai; Minh comes last: one button, one PIN (OUT-T05b)."""
    desks.hoa.opens(OUT)
    desks.hoa.does("content_check")
    desks.mai.opens(OUT)
    desks.mai.does("form_check")
    page = desks.minh.opens(OUT)
    assert "Duyệt và ký" in page.inner_text("#primary")
    desks.minh.does("approve", pin="000000")
    assert "Sai mã PIN. Còn 4 lần thử." in page.inner_text("main")
    desks.minh.looks_right()
    desks.minh.does("approve", pin=PIN)
    assert "Đã ký" in desks.minh.state


def lan_numbers_seals_and_sends(lan: Sitter) -> None:
    """Number and date, the register, the agency's seal, out."""
    lan.opens(OUT)
    lan.does("number")
    lan.does("register")
    lan.does("seal", pin=PIN)
    lan.does("dispatch")
    assert "Đã phát hành" in lan.state
    assert "01/UBND-VHTT" in lan.state


def a_commune_registers_it(clerk: Sitter) -> None:
    """It lies in the commune's queue, verified; one key registers it."""
    page = clerk.opens("/incoming")
    for _ in range(60):
        if page.locator("text=họp không giấy tờ").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.click("text=họp không giấy tờ")
    page.wait_for_url("**/incoming/*")
    clerk.goes("Mở bàn vào sổ")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Đã vào sổ với số đến 1")


def lan_sees_it_accepted(lan: Sitter, times: int) -> None:
    """The statuses come back to the sender's page."""
    words = WORDS[Delivery.ACCEPTED]
    for _ in range(60):
        if lan.opens(OUT).inner_text("main").lower().count(words) >= times:
            lan.looks_right()
            return
        lan.page.wait_for_timeout(500)
    raise AssertionError(f"{words} is not seen {times} times")


def nam_and_hoa_close(nam: Sitter, hoa: Sitter) -> None:
    """Closed with the reply that completes it."""
    nam.opens(IN)
    nam.does("propose_close", reply="1")
    hoa.opens(IN)
    hoa.does("close")
    assert "Đã xử lý xong" in hoa.state
