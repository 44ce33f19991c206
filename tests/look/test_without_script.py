"""STYLE.md point 15: htmx makes pages quick, sockets make them live; plain forms make them sure."""

from playwright.sync_api import BrowserContext, Page, expect


def _open(scriptless: BrowserContext, name: str) -> Page:
    page = scriptless.new_page()
    page.goto(f"/p/{name}")
    return page


def test_a_directive_can_be_written(scriptless: BrowserContext) -> None:
    page = _open(scriptless, "incoming")
    page.route("**/act", lambda route: route.fulfill(status=204))
    page.locator("#primary summary").click()
    page.get_by_label("Ý kiến chỉ đạo").fill("Giao Phòng Nội vụ chủ trì.")
    page.get_by_label("Đơn vị chủ trì").select_option("3")
    page.locator("select[name=cooperating]").select_option(["1", "2"])
    with page.expect_request("**/act") as sent:
        page.locator("#primary button", has_text="Cho ý kiến chỉ đạo").click()
    body = sent.value.post_data
    assert "lead=3" in body
    assert body.count("cooperating=") == 2
    assert "version=3" in body
    page.close()


def test_a_signature_asks_twice_and_a_wrong_pin_is_told_at_the_field(
    scriptless: BrowserContext,
) -> None:
    page = _open(scriptless, "sign-wrong")
    expect(page.locator("#sign-pin-error")).to_be_visible()
    expect(page.locator("#primary .errors")).to_contain_text("Chưa ký gì cả")
    expect(page.locator("#primary .signs")).to_contain_text("9f2c 41ab … 77e0")
    assert page.locator("#sign-sure").get_attribute("required") is not None
    page.close()


def test_a_list_can_be_filtered_and_the_address_keeps_it(scriptless: BrowserContext) -> None:
    page = _open(scriptless, "incoming-list")
    page.get_by_label("Tìm trong danh sách").fill("bão số 5")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**q=b%C3%A3o**")  # loaded: one that is closed on its way hung for good
    page.close()


def test_the_paper_itself_is_one_link_away(scriptless: BrowserContext) -> None:
    page = _open(scriptless, "incoming")
    expect(page.locator("[data-card]")).to_be_visible()
    assert page.locator("[data-card]").get_attribute("href") == "/file/2374.pdf"
    expect(page.locator(".tools")).to_be_hidden()
    page.close()


def test_files_arrive_and_the_post_is_switched(scriptless: BrowserContext) -> None:
    page = _open(scriptless, "arrive")
    assert page.locator("form[data-upload]").get_attribute("enctype") == "multipart/form-data"
    expect(page.get_by_role("button", name="Tiếp nhận")).to_be_visible()
    page.locator(".acting summary").click()
    expect(page.get_by_role("button", name="Chủ tịch UBND huyện Hoằng Hóa")).to_be_visible()
    page.close()


def test_a_draft_can_be_looked_at(scriptless: BrowserContext) -> None:
    page = _open(scriptless, "edit")
    button = page.get_by_role("button", name="Xem trước")
    assert button.get_attribute("formaction") == "/preview"
    expect(button).to_be_visible()
    page.close()
