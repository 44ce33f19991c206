"""The picker of many: a group gives way to who is in it, and an @ leads on to whom one names."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

REMARK = """() => {
    const form = document.getElementById("draft");
    form.querySelector("[name=for_info]").name = "mention";
}"""


@pytest.fixture
def editor(page: Page) -> Page:
    """Nam's draft: it goes to two places already."""
    page.goto("/p/edit")
    page.wait_for_function("document.documentElement.classList.contains('js')")
    return page


def chosen(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelector('[name=to]').selectedOptions].map(o => o.value)"
    )


def test_a_group_is_found_without_marks_and_gives_way_to_its_members(editor: Page) -> None:
    assert chosen(editor) == ["hoangphu", "butson"]
    editor.locator("#d-to").fill("12 xa")
    editor.keyboard.press("Enter")
    names = editor.locator("#d-to").locator("xpath=..").locator(".picked button")
    expect(names).to_have_count(3)
    assert chosen(editor) == ["hoangphu", "butson", "hoangthinh"]
    expect(editor.get_by_role("listbox", name="Nơi nhận")).to_be_hidden()
    names.last.click()
    expect(names).to_have_count(2)
    assert "hoangthinh" not in chosen(editor)


def test_who_takes_a_name_away_keeps_the_next_field_in_sight_and_a_press_opens_the_list(
    editor: Page,
) -> None:
    """It opened over the field below until Escape, after which no press opened it again."""
    box, offered = editor.locator("#d-to"), editor.locator("#d-to-list [role=option]")
    editor.get_by_role("button", name="Bỏ: UBND xã Hoằng Phú").click()
    expect(box).to_be_focused()
    editor.wait_for_timeout(400)
    expect(offered).to_have_count(0)
    box.click()
    expect(offered.first).to_be_visible()
    box.press("Escape")
    expect(offered.first).to_be_hidden()
    box.click()
    expect(offered.first).to_be_visible()


def test_who_looks_through_it_takes_several_and_who_typed_has_what_comes_next_in_sight(
    editor: Page,
) -> None:
    """The list lies over the next field and over what sends the form."""
    box, offered = editor.locator("#d-to"), editor.locator(".picker [role=option]")
    box.focus()
    offered.first.click()
    expect(offered.first).to_be_visible()
    box.fill("hoang")
    offered.filter(has_text="hoang").first.click()
    expect(offered.first).to_be_hidden()
    expect(box).to_be_focused()


def test_arrows_go_through_the_answers_and_esc_closes_them(editor: Page) -> None:
    box = editor.locator("#d-to")
    box.fill("hoang")
    shown = editor.locator(".picker [role=option]")
    expect(shown).to_have_text(["UBND xã Hoằng Đông hoangdong", "UBND xã Hoằng Thịnh hoangthinh"])
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "d-to-list-1")
    expect(shown.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(shown.first).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")


def test_letters_that_nobody_has_are_told_and_send_no_form(editor: Page) -> None:
    box = editor.locator("#d-to")
    box.fill("sở y tế")
    expect(editor.get_by_text("Danh bạ không có nơi nào như vậy.")).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("sở y tế")
    assert editor.url.endswith("/p/edit")


def test_what_was_looked_up_comes_back_after_a_reload_with_its_words(editor: Page) -> None:
    editor.locator("#d-to").fill("thinh")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("button", name="Bỏ: UBND xã Hoằng Thịnh")).to_be_visible()
    editor.reload()
    expect(editor.get_by_role("button", name="Bỏ: UBND xã Hoằng Thịnh")).to_be_visible()
    assert chosen(editor) == ["hoangphu", "butson", "hoangthinh"]


def test_what_is_dropped_and_chosen_again_stands_last(editor: Page) -> None:
    editor.get_by_role("button", name="Bỏ: UBND xã Hoằng Phú").click()
    editor.locator("#d-to").fill("hoang phu")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("button", name="Bỏ: UBND xã Hoằng Phú")).to_be_visible()
    assert chosen(editor) == ["butson", "hoangphu"]


def test_without_script_one_types_a_code_beside_what_is_chosen(scriptless: BrowserContext) -> None:
    page = scriptless.new_page()
    page.goto("/p/edit")
    page.route("**/act", lambda route: route.fulfill(status=204))
    page.locator("#d-to").fill("hoangdong; tinh")
    expect(page.get_by_text("nhiều nơi thì cách nhau bằng dấu chấm phẩy").first).to_be_visible()
    with page.expect_request("**/act") as sent:
        page.get_by_role("button", name="Lưu dự thảo").click()
    said = sent.value.post_data
    assert said.count('name="to"') == 2
    assert "hoangdong; tinh" in said
    page.close()


def test_an_at_in_what_one_writes_goes_on_to_the_names_and_leaves_no_at(editor: Page) -> None:
    editor.evaluate(REMARK)
    editor.locator("#d-subject").press("Control+End")
    before = editor.locator("#d-subject").input_value()
    editor.keyboard.type(" @")
    expect(editor.locator("#d-for_info")).to_be_focused()
    assert editor.locator("#d-subject").input_value() == f"{before} "


def test_an_address_of_mail_is_written_to_its_end(editor: Page) -> None:
    editor.evaluate(REMARK)
    editor.locator("#d-subject").fill("")
    editor.keyboard.type("Gửi về ubnd@thanhhoa.gov.vn")
    expect(editor.locator("#d-subject")).to_be_focused()
    expect(editor.locator("#d-subject")).to_have_value("Gửi về ubnd@thanhhoa.gov.vn")


OF = "Chuyên viên, UBND huyện Hoằng Hóa"
PEOPLE = """(names) => {
    const plain = document.createElement("select");
    Object.assign(plain, { id: "who", name: "who", multiple: true });
    plain.dataset.pick = "";
    for (const [n, name] of names.entries()) plain.add(new Option(name, String(n)));
    document.getElementById("draft").prepend(plain);
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}"""


def test_who_is_called_so_stands_before_whose_name_only_has_it_in_it(editor: Page) -> None:
    editor.evaluate(PEOPLE, [f"Hoàng Văn Bình, {OF}", f"Lê Thị Hoa, {OF}"])
    editor.locator("#who").fill("hoa")
    offered = editor.locator("#who-list [role=option]")
    expect(offered).to_have_text([f"Lê Thị Hoa, {OF}", f"Hoàng Văn Bình, {OF}"])


def test_the_posts_own_name_and_its_units_weigh_before_the_agencys(editor: Page) -> None:
    """“Hóa” stands in Hoằng Hóa too, and “chuyên viên” in the roles: so every post there has it."""
    office = "Phó Chánh Văn phòng, Văn phòng, UBND huyện Hoằng Hóa (Chuyên viên) – khuyết"
    other = "Chuyên viên, Văn phòng, UBND huyện Hoằng Hóa (Chuyên viên) – Lê Văn An"
    meant = "Chuyên viên, Phòng Văn hóa, UBND huyện Hoằng Hóa (Chuyên viên) – khuyết"
    editor.evaluate(PEOPLE, [office, other, meant])
    editor.locator("#who").fill("Chuyên viên văn hóa")
    offered = editor.locator("#who-list [role=option]")
    expect(offered).to_have_text([meant, other, office])
    editor.locator("#who").fill("văn hóa")
    expect(offered.first).to_have_text(meant)


def test_an_at_where_nobody_can_be_named_is_an_at(editor: Page) -> None:
    editor.locator("#d-subject").press("End")
    editor.keyboard.type("@")
    expect(editor.locator("#d-subject")).to_be_focused()
    assert "@" in editor.locator("#d-subject").input_value()


def test_letters_that_no_line_of_the_page_has_are_told_too_and_go_along_when_sent(
    editor: Page,
) -> None:
    """The list stands on the page; what stays typed there would be lost without a word."""
    editor.evaluate(PEOPLE, [f"Hoàng Văn Bình, {OF}"])
    editor.evaluate("document.getElementById('who-plain').dataset.none = 'Không ai như vậy.'")
    box = editor.locator("#who")
    box.fill("thắng")
    expect(editor.get_by_text("Không ai như vậy.")).to_be_visible()
    box.press("Enter")
    assert editor.url.endswith("/p/edit")
    expect(box).to_have_attribute("name", "who.typed")
    box.fill("bình")
    expect(editor.get_by_text("Không ai như vậy.")).to_have_count(0)
