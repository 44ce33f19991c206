"""Lan drops a scan of 300 MB: she reads why it cannot be taken before a byte of it has left."""

from pathlib import Path

from playwright.sync_api import Page, expect

from server.uploads import limits
from tests.cast import Cast


def test_a_scan_of_300_mb_is_told_so_before_it_has_travelled(page: Page, tmp_path: Path) -> None:
    """On a slow line it was the end of half an hour; what is small enough goes on its way."""
    page.goto("/p/arrive")
    page.wait_for_function("document.documentElement.classList.contains('js')")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    large, small = tmp_path / "to.pdf", tmp_path / "cv.pdf"
    with large.open("wb") as file:
        file.truncate(300 << 20)
    small.write_bytes(b"%PDF-1.7")
    page.locator("#up-file").set_input_files([large, small])
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Tiếp nhận").click()
    refused = page.locator("#results li.bad", has_text="to.pdf")
    expect(refused).to_contain_text("Tệp lớn hơn 50 MB nên không nhận được.")
    expect(refused.locator(".ic-no")).to_have_count(1)
    assert len(sent) == 1


def test_the_page_says_what_the_server_would_refuse(one_cast: Cast) -> None:
    page = one_cast.lan.browser().get("/incoming/arrive").text
    assert f'data-most="{limits.FILE}"' in page
    assert 'data-too-big="Tệp lớn hơn 50 MB nên không nhận được.' in page
