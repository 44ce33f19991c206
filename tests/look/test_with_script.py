"""What script adds for Lan, Minh and Nam: keys, live pages, type-ahead, nothing typed is lost."""

from pathlib import Path

import pytest
from flask import Flask, render_template
from playwright.sync_api import Page, expect

SENDINGS = """() => {
    window.sendings = 0;
    window.addEventListener("submit", (event) => {
        if (!event.defaultPrevented) window.sendings += 1;
        event.preventDefault();
    });
}"""


def _ready(page: Page, name: str) -> None:
    page.goto(f"/p/{name}")
    page.wait_for_function("document.documentElement.classList.contains('js')")


def _listening(page: Page, name: str) -> None:
    _ready(page, name)
    page.wait_for_selector("html[data-ear=open]", state="attached")


def test_j_and_k_walk_the_desk_and_enter_opens(page: Page) -> None:
    _ready(page, "home")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".works > li").first).to_have_class("yellow here")
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/incoming")


def test_minh_takes_one_out_of_the_many_by_keys_alone(page: Page) -> None:
    _ready(page, "choose")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    boxes = page.locator(".batch-row input")
    assert [box.is_checked() for box in boxes.all()] == [True, False, True]


def test_n_turns_the_page_of_a_list_and_p_goes_back(page: Page) -> None:
    _ready(page, "incoming-list?cursor=512")
    page.keyboard.press("n")
    page.wait_for_url("**cursor=462**")
    page.wait_for_function("document.documentElement.classList.contains('js')")
    page.keyboard.press("p")
    page.wait_for_url("**cursor=512**")


def test_keys_are_silent_while_somebody_types(page: Page) -> None:
    _ready(page, "incoming-list")
    page.keyboard.press("/")
    page.keyboard.type("j?k")
    expect(page.get_by_label("Tìm trong danh sách")).to_have_value("j?k")
    expect(page.locator("#keys")).to_be_hidden()
    assert page.locator(".here").count() == 0


def test_what_was_typed_is_left_downwards_and_the_first_hit_opened_without_a_mouse(
    page: Page,
) -> None:
    """Eleven boxes and the counts stand between the words and what they find."""
    _ready(page, "incoming-list")
    page.keyboard.press("/")
    page.keyboard.type("k")
    page.keyboard.press("ArrowDown")  # before what was typed is asked for
    page.wait_for_url("**q=k**")
    first = page.locator("#rows tbody tr").first
    expect(first).to_have_class("here")
    expect(first.locator("a").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Tìm trong danh sách")).to_have_value("k")


def test_a_search_runs_as_one_types_and_lives_in_the_address(page: Page) -> None:
    _ready(page, "incoming-list")
    page.evaluate("document.querySelector('#rows').dataset.old = '1'")
    page.get_by_label("Tìm trong danh sách").fill("bão")
    page.wait_for_url("**q=b%C3%A3o**")
    page.wait_for_selector("#rows:not([data-old])")
    expect(page.get_by_label("Tìm trong danh sách")).to_be_focused()


def test_a_no_to_a_search_is_said_and_the_list_stays(page: Page, office: Flask) -> None:
    _ready(page, "incoming-list")
    with office.test_request_context("/"):
        no = render_template("_refusal.html", words="Phiên làm việc đã đổi chức vụ.", code="stale")
    page.route("**/p/incoming-list?q=*", lambda route: route.fulfill(status=403, body=no))
    page.get_by_label("Tìm trong danh sách").fill("bão")
    expect(page.locator("#toast")).to_have_text("Phiên làm việc đã đổi chức vụ.")
    assert page.locator("#rows tbody tr").count() == 50


def test_a_search_at_a_closed_door_leads_to_signing_in(page: Page) -> None:
    _ready(page, "incoming-list")
    page.route("**/login*", lambda route: route.fulfill(body="<h1>Đăng nhập</h1>"))
    closed = {"location": "/login?next=/incoming"}
    page.route("**/p/incoming-list?q=*", lambda route: route.fulfill(status=302, headers=closed))
    page.get_by_label("Tìm trong danh sách").fill("bão")
    page.wait_for_url("**/login?next=/incoming")


def test_a_notice_makes_the_page_ask_and_says_so_quietly(page: Page, office: Flask) -> None:
    _listening(page, "home")
    page.evaluate("document.querySelector('#waiting').dataset.old = '1'")
    office.extensions["ear"].emit("notice", {"kind": "incoming", "id": 512, "seq": 1})
    page.wait_for_selector("#waiting:not([data-old])")
    expect(page.locator("#toast")).to_have_text("Có việc mới")


def test_a_notice_leaves_alone_what_somebody_is_writing(page: Page, office: Flask) -> None:
    _listening(page, "incoming")
    page.get_by_label("Ý kiến chỉ đạo").fill("Giao Phòng Nội vụ")
    office.extensions["ear"].emit("notice", {"kind": "incoming", "id": 512, "seq": 2})
    expect(page.locator("#toast")).to_have_text("Có việc mới")
    expect(page.get_by_label("Ý kiến chỉ đạo")).to_have_value("Giao Phòng Nội vụ")


def test_when_the_server_says_bye_the_page_comes_back_by_itself(page: Page, office: Flask) -> None:
    _listening(page, "home")
    with page.expect_websocket():
        office.extensions["ear"].emit("bye", {"retry_ms": 20})


def test_units_are_found_without_marks(page: Page) -> None:
    _ready(page, "edit")
    page.get_by_role("combobox", name="Nơi nhận để thực hiện").fill("hoang dong")
    expect(page.locator(".picker [role=option]")).to_have_text(["UBND xã Hoằng Đông hoangdong"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Bỏ: UBND xã Hoằng Đông")).to_be_visible()
    chosen = page.evaluate(
        "[...document.querySelector('[name=to]').selectedOptions].map((one) => one.value)"
    )
    assert chosen == ["hoangphu", "butson", "hoangdong"]
    page.get_by_role("button", name="Bỏ: UBND xã Hoằng Phú").click()
    assert page.evaluate("document.querySelector('[name=to]').selectedOptions.length") == 2


def test_a_draft_survives_a_closed_page_until_it_is_saved(page: Page) -> None:
    _ready(page, "edit")
    page.get_by_label("Căn cứ").fill("Luật Tổ chức chính quyền địa phương")
    page.reload()
    expect(page.get_by_label("Căn cứ")).to_have_value("Luật Tổ chức chính quyền địa phương")
    expect(page.locator("#toast")).to_contain_text("Đã lấy lại")


def _types_and_sends(page: Page, words: str) -> None:
    """The form leaves; what answers is the next page that opens."""
    _ready(page, "incoming")
    page.get_by_label("Ý kiến chỉ đạo").fill(words)
    page.evaluate(
        "document.querySelector('#primary form').dispatchEvent("
        "new Event('submit', { bubbles: true, cancelable: true }))"
    )


@pytest.mark.parametrize(("answer", "left"), [("home", ""), ("refusal", "Giao Phòng VH-TT")])
def test_what_was_typed_is_kept_until_a_page_takes_it(page: Page, answer: str, left: str) -> None:
    """A refused one still finds his words (a stale door key); one who was heard begins afresh."""
    _types_and_sends(page, "Giao Phòng VH-TT")
    _ready(page, answer)
    _ready(page, "incoming")
    expect(page.get_by_label("Ý kiến chỉ đạo")).to_have_value(left)


def test_what_came_back_with_an_error_is_not_overwritten(page: Page) -> None:
    _ready(page, "edit")
    page.get_by_label("Căn cứ").fill("bản cũ hơn")
    _ready(page, "edit-wrong")
    expect(page.get_by_label("Căn cứ")).not_to_have_value("bản cũ hơn")
    expect(page.locator("[data-errors]")).to_be_focused()


def test_the_page_is_drawn_again_while_one_writes(page: Page) -> None:
    _ready(page, "edit")
    page.get_by_label("Căn cứ").fill("Luật Cán bộ, công chức")
    page.wait_for_selector("#preview img[src='/page/3.png']")
    expect(page.locator("#preview .lint")).to_contain_text("không thấy điều gì phải sửa")


def test_each_file_gets_its_own_answer(page: Page, tmp_path: Path) -> None:
    _ready(page, "arrive")
    before = page.locator("#results li").count()
    scan = tmp_path / "cv.pdf"
    scan.write_bytes(b"%PDF-1.7")
    page.locator("#up-file").set_input_files([scan, scan])
    expect(page.locator("[data-chosen]")).to_have_text("cv.pdf, cv.pdf")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Tiếp nhận").click()
    expect(page.locator("#results li")).to_have_count(before + 4)
    assert page.locator("#results progress").count() == 0


def test_a_file_that_did_not_get_through_says_so(page: Page, tmp_path: Path) -> None:
    _ready(page, "arrive")
    page.route(
        "**/p/arrive",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    scan = tmp_path / "cv.pdf"
    scan.write_bytes(b"%PDF-1.7")
    page.locator("#up-file").set_input_files(scan)
    page.get_by_role("button", name="Tiếp nhận").click()
    expect(page.locator("#results li.bad").first).to_contain_text("Không gửi được")


def test_the_viewer_counts_turns_and_changes_the_paper(page: Page) -> None:
    _ready(page, "incoming")
    expect(page.locator("[data-pages]")).to_have_text("3")
    page.get_by_role("button", name="Trang sau").click()
    expect(page.get_by_label("Trang số")).to_have_value("2")
    with page.expect_request("**/file/phu-luc.pdf"):
        page.get_by_role("link", name="Phu-luc-I.pdf").click()
    expect(page.get_by_role("link", name="Phu-luc-I.pdf")).to_have_attribute("aria-current", "true")


def test_the_words_of_a_paper_can_be_searched_and_read_aloud(page: Page) -> None:
    _ready(page, "incoming")
    expect(page.locator(".textLayer").first).to_contain_text("chuyển đổi số năm 2023")


def test_ctrl_enter_registers_and_a_second_press_sends_nothing(page: Page) -> None:
    _ready(page, "confirm")
    page.evaluate(SENDINGS)
    page.get_by_label("Số, ký hiệu").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.sendings") == 1


@pytest.mark.parametrize(("picked", "written"), [("2023-11-10", "10/11/2023")])
def test_a_day_is_picked_and_written_as_the_office_writes(
    page: Page, picked: str, written: str
) -> None:
    _ready(page, "incoming")
    page.get_by_role("button", name="Chọn ngày: Hạn xử lý").click()
    page.locator("input[type=date]").evaluate(
        "(field, day) => { field.value = day; field.dispatchEvent(new Event('change')); }", picked
    )
    expect(page.locator("#direct-due")).to_have_value(written)


def test_signing_out_leaves_nothing_typed_on_the_machine(page: Page) -> None:
    _ready(page, "edit")
    page.get_by_label("Căn cứ").fill("còn dở")
    page.route("**/logout", lambda route: route.fulfill(status=204))
    page.get_by_text("Lê Văn Minh", exact=True).first.click()
    page.get_by_role("button", name="Ra về").click()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_demo_account_is_one_press_away(page: Page) -> None:
    _ready(page, "login")
    page.get_by_role("button", name="vanthu.huyen").click()
    expect(page.get_by_label("Tài khoản")).to_have_value("vanthu.huyen")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()


def test_what_is_wanting_is_said_in_the_offices_words_not_the_browsers(page: Page) -> None:
    _ready(page, "confirm")
    number = page.locator("form.confirm input.form-control[required]").first
    number.fill("")
    page.keyboard.press("Control+Enter")
    assert number.evaluate("field => field.validationMessage") == "Hãy điền ô này."
    number.fill("1250")
    assert number.evaluate("field => field.validity.valid")


def test_the_clerks_one_button_is_in_view_without_scrolling(page: Page) -> None:
    _ready(page, "confirm")
    expect(page.locator("form.confirm button.main")).to_be_in_viewport(ratio=1)


def test_six_rooms_stand_side_by_side_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _ready(page, "incoming-list")
    edges = page.evaluate(
        "(() => { const list = document.querySelector('#rooms');"
        " while (list.children.length < 6) list.append(list.lastElementChild.cloneNode(true));"
        " return [...list.children].map((one) => one.getBoundingClientRect().right); })()"
    )
    assert max(edges) <= 390


def test_an_article_is_put_in_after_the_paragraph_one_stands_in(page: Page) -> None:
    _ready(page, "edit")
    body = page.locator("#d-body")
    body.fill("Điều 1. Một.\n\nĐiều 2. Hai.")
    body.evaluate("field => field.setSelectionRange(5, 5)")
    page.get_by_role("button", name="+ Điều").click()
    expect(body).to_have_value("Điều 1. Một.\n\nĐiều #. Phạm vi điều chỉnh\n\nĐiều 2. Hai.")
    expect(body).to_be_focused()
    body.press("Control+z")
    expect(body).to_have_value("Điều 1. Một.\n\nĐiều 2. Hai.")
