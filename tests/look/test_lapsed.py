"""A session ends while somebody writes: what was typed is there again once he has signed in."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from server.door.sessions import COOKIE
from tests.cast import Cast, Hand
from tests.look import hall
from tests.look.conftest import DESK
from tests.office.meetings.closed import closed
from tests.office.meetings.gathering import does, entered

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
