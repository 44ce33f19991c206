"""A session ends while somebody writes: what was typed is there again once he has signed in.

From a page that is old nothing is sent before it was asked whether its session still runs: what was
typed and the files that were chosen never leave it.
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from server import outbox
from server.clock import today
from server.database import transaction
from server.door.sessions import COOKIE
from server.org.models import Appointment
from tests.cast import Cast, Hand
from tests.look import hall
from tests.look.conftest import DESK
from tests.office.meetings.closed import closed
from tests.office.meetings.gathering import does, entered
from tests.office.outcome import change
from tests.office.papers import scan as paper

opens = hall.opens
Opens = Callable[[str], hall.Room]
WORDS = "Đề nghị làm rõ nguồn vốn của dự toán trước khi trình."


def _presses_too_late(tab: Page, hand: Hand, form: str) -> None:
    """Twelve hours went by; he presses, is refused, signs in and goes back."""
    tab.context.clear_cookies()
    tab.locator(f"form[data-form='{form}'] button.main").click()
    expect(tab.locator(".refusal")).to_contain_text("đăng nhập nếu được hỏi")
    anew = hand.browser().get_cookie(COOKIE).value
    tab.context.add_cookies([{"name": COOKIE, "value": anew, "url": tab.url}])
    tab.get_by_role("link", name="Quay lại").click()


def test_an_opinion_before_a_session_with_what_was_chosen(opens: Opens, one_cast: Cast) -> None:
    path = entered(one_cast, agenda=[{"title": "Dự toán năm 2027"}, {"title": "Việc khác"}])
    tab = opens(path).comes(one_cast.hoa, f"{path}/stances", **DESK)
    tab.locator("fieldset").first.get_by_label("Ý kiến khác", exact=True).check()
    tab.locator("textarea").first.fill(WORDS)
    _presses_too_late(tab, one_cast.hoa, "stances")
    expect(tab.locator("textarea").first).to_have_value(WORDS)
    chosen = "n => n.map(one => one.value)"
    assert tab.locator("input[type=radio]:checked").evaluate_all(chosen) == ["other"]
    tab.get_by_role("button", name="Ghi ý kiến").click()
    expect(tab.locator("[data-errors]")).to_have_count(0)
    tab.goto(f"{path}/stances")
    expect(tab.locator("textarea").first).to_have_value(WORDS)


def test_a_line_of_the_minutes(opens: Opens, one_cast: Cast) -> None:
    path = closed(one_cast)
    does(one_cast.tuan, path, "draft_minutes")
    tab = opens(path).comes(one_cast.tuan, f"{path}/minutes", **DESK)
    tab.locator(".line-acts a").last.click()
    tab.locator("#line-text").fill(WORDS)
    _presses_too_late(tab, one_cast.tuan, "write_minutes")
    expect(tab.locator("#line-text")).to_have_value(WORDS)
    tab.locator("form[data-form='write_minutes'] button.main").click()
    expect(tab.locator(".minutes-lines")).to_contain_text(WORDS)


A_QUARTER_LATER = "Date.now = ((now) => () => now() + 16 * 60000)(Date.now)"
TWO_POSTS = "kiemnhiem.huyen"


def _comes_back(tab: Page, hand: Hand) -> None:
    """He has signed in at another tab."""
    anew = hand.browser().get_cookie(COOKIE).value
    door = tab.evaluate("location.origin")
    tab.context.add_cookies([{"name": COOKIE, "value": anew, "url": door}])


def _sends(tab: Page) -> list[str]:
    """What goes to the house by POST from now on."""
    sent: list[str] = []
    tab.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    return sent


def _scan(tmp_path: Path) -> Path:
    scan = tmp_path / "to-trinh.pdf"
    scan.write_bytes(paper("Tờ trình về dự toán năm 2027"))
    return scan


def test_a_file_that_lan_chose_before_noon_is_taken_in_after_it(
    opens: Opens, one_cast: Cast, tmp_path: Path
) -> None:
    tab = opens("/incoming").comes(one_cast.lan, "/incoming/arrive", **DESK)
    tab.set_input_files("#up-file", _scan(tmp_path))
    tab.context.clear_cookies()
    tab.evaluate(A_QUARTER_LATER)
    sent = _sends(tab)
    tab.get_by_role("button", name="Tiếp nhận").first.click()
    asked = tab.get_by_role("dialog")
    expect(asked).to_contain_text("Chưa gửi gì cả")
    expect(asked.get_by_role("link")).to_have_attribute("href", "/login")
    with tab.expect_response("**/login/still?**"):
        asked.get_by_role("button", name="Gửi lại").click()
    expect(asked, "still nobody is there").to_contain_text("Phiên làm việc đã hết")
    assert sent == []
    _comes_back(tab, one_cast.lan)
    asked.get_by_role("button", name="Gửi lại").click()
    expect(tab.locator("#results > li")).to_contain_text("to-trinh.pdf")
    assert len(sent) == 1


def test_who_leaves_it_for_later_finds_the_form_as_it_was(
    opens: Opens, one_cast: Cast, tmp_path: Path
) -> None:
    tab = opens("/layout").comes(one_cast.hoa, "/layout", **DESK)
    tab.set_input_files("#l-file", _scan(tmp_path))
    tab.context.clear_cookies()
    tab.evaluate(A_QUARTER_LATER)
    tab.get_by_role("button", name="Kiểm tra").click()
    tab.get_by_role("dialog").get_by_role("button", name="Để sau").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    assert tab.evaluate("document.getElementById('l-file').files[0].name") == "to-trinh.pdf"
    _comes_back(tab, one_cast.hoa)
    tab.get_by_role("button", name="Kiểm tra").click()
    expect(tab.locator(".file-name")).to_contain_text("to-trinh.pdf")


def test_an_old_page_whose_session_runs_is_sent_at_once(
    opens: Opens, one_cast: Cast, tmp_path: Path
) -> None:
    tab = opens("/layout").comes(one_cast.hoa, "/layout", **DESK)
    tab.set_input_files("#l-file", _scan(tmp_path))
    tab.evaluate(A_QUARTER_LATER)
    tab.get_by_role("button", name="Kiểm tra").click()
    expect(tab.locator(".file-name")).to_contain_text("to-trinh.pdf")


def test_what_was_begun_as_one_is_not_sent_as_another(
    opens: Opens, one_cast: Cast, tmp_path: Path
) -> None:
    tab = opens("/layout").comes(one_cast.hoa, "/layout", **DESK)
    tab.set_input_files("#l-file", _scan(tmp_path))
    _comes_back(tab, one_cast.nam)
    tab.evaluate(A_QUARTER_LATER)
    sent = _sends(tab)
    tab.get_by_role("button", name="Kiểm tra").click()
    expect(tab.get_by_role("dialog")).to_contain_text(one_cast.nam.account)
    assert sent == []


def test_whose_post_ends_is_told_on_the_page_that_lies_open(opens: Opens, one_cast: Cast) -> None:
    """At midnight the page was asked for its parts and shown the door: it read on as before."""
    tab = opens("/").comes(one_cast.nam, "/outgoing/new", **DESK)
    tab.wait_for_function("() => document.documentElement.dataset.ear === 'open'")
    tab.locator("[name=subject]").fill(WORDS)
    nam = one_cast.nam.actor
    change(Appointment, {"id": nam.appointment_id}, valid_to=today())
    with transaction():
        outbox.announce("notice", {f"p:{nam.position_id}"}, {"kind": "plans", "id": 1, "seq": 0})
    asked = tab.get_by_role("dialog")
    expect(asked).to_contain_text("chức vụ của anh/chị ở đây đã kết thúc")
    expect(asked.get_by_role("button", name="Gửi lại")).to_have_count(0)
    asked.get_by_role("button", name="Để sau").click()
    expect(tab.locator("[name=subject]")).to_have_value(WORDS)
    sent = _sends(tab)
    tab.locator("main form button.main").first.click()
    expect(tab.get_by_role("dialog")).to_contain_text("Chưa gửi gì cả")
    assert sent == [], "the page is young, and asks all the same"
