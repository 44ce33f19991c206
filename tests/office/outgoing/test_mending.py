"""What has gone out is mended: replaced by its equal, or corrected by letter (art. 18.3)."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from tests.cast import Cast
from tests.office.outcome import id_of, says
from tests.office.outgoing import desk

REPLACE, CORRECT = "Soạn văn bản thay thế", "Soạn công văn đính chính"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def form(page: str, name: str) -> Any:
    (found,) = [one for one in html.fromstring(page).forms if one.get("data-form") == name]
    return found


def draft(browser: FlaskClient, path: str, how: str) -> dict[str, Any]:
    """What stands in the editor, come by from the paper's own page."""
    door = form(browser.get(path).text, f"mend_{how}")
    sent = browser.post(door.action, data=dict(door.form_values()))
    return whole(browser.get(sent.location).text)


def whole(page: str) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for name, value in form(page, "draft").form_values():
        typed.setdefault(name, []).append(value)
    return typed


def test_nam_replaces_a_decision_by_one_that_says_so(cast: Cast) -> None:
    body = ["Điều 1. Giao kinh phí.", "Điều 2. Quyết định này có hiệu lực./."]
    old = desk.as_dispatched(cast, doc_type="Quyết định", body=body)
    paper, browser = desk.paper_of(old), cast.nam.browser()
    typed = draft(browser, old, "replaces")
    named = f"Quyết định {paper.code}"
    assert (typed["doc_type"], typed["replaces"]) == (["Quyết định"], [str(paper.id)])
    first, second, last = typed["body"][0].replace("\r", "").split("\n\n")
    assert (first, second) == (body[0], "Điều 2. Quyết định này có hiệu lực.")
    assert last.startswith(f"Quyết định này thay thế Quyết định số {paper.code} ngày ")
    sent = browser.post("/outgoing/new", data=typed)
    new = desk.paper_of(sent.location)
    assert (new.replaces_id, new.subject) == (id_of(old), desk.paper_of(old).subject)
    page = browser.get(sent.location).text
    assert named in page and f'href="{old}"' in page
    edited = whole(browser.get(f"{sent.location}/edit").text) | {"subject": ["Giao thêm"]}
    browser.post(f"{sent.location}/edit", data=edited)
    new = desk.paper_of(sent.location)
    assert (new.subject, new.replaces_id) == ("Giao thêm", id_of(old))


def test_a_replacement_of_another_form_comes_back_with_what_was_typed(cast: Cast) -> None:
    old, browser = desk.as_dispatched(cast, doc_type="Quyết định"), cast.nam.browser()
    typed = draft(browser, old, "replaces") | {"doc_type": ["Công văn"], "subject": ["V/v gõ dở"]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 409 and says("has_equal_form", again.text)
    kept = whole(again.text)
    assert (kept["subject"], kept["replaces"]) == (["V/v gõ dở"], [str(id_of(old))])
    assert f'Thay thế <a href="{old}">' in again.text


def test_a_wrong_font_is_corrected_by_letter(cast: Cast) -> None:
    """B14: linked, and the notice stays what it is."""
    old, browser = desk.as_dispatched(cast, doc_type="Thông báo"), cast.nam.browser()
    paper = desk.paper_of(old)
    typed = draft(browser, old, "corrects")
    assert typed["doc_type"] == ["Công văn"]
    assert typed["subject"] == [f"V/v đính chính Thông báo số {paper.code}"]
    assert typed["to"] == ["hoangphu"]
    assert "Đã in: “…”." in typed["body"][0]
    sent = browser.post("/outgoing/new", data=typed)
    assert desk.paper_of(sent.location).corrects_id == id_of(old)
    assert f'href="{old}"' in browser.get(sent.location).text


def test_a_wrong_figure_is_not_corrected_by_letter(cast: Cast) -> None:
    """B13: the no names the way that is open; the choice and the words stay."""
    old, browser = desk.as_dispatched(cast, doc_type="Quyết định"), cast.nam.browser()
    typed = draft(browser, old, "corrects") | {"error_kind": ["content"]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 409 and says("is_error_of_form", again.text)
    assert whole(again.text)["error_kind"] == ["content"]
    assert whole(again.text)["body"][0].replace("\r", "") == typed["body"][0].replace("\r", "")


def test_who_does_not_draft_and_what_is_not_out_have_no_such_door(cast: Cast) -> None:
    old = desk.as_dispatched(cast)
    assert REPLACE in cast.nam.browser().get(old).text
    assert REPLACE not in cast.lan.browser().get(old).text
    waiting = desk.as_sealed(cast)
    for path, who in ((waiting, cast.nam), (waiting, cast.minh)):
        page = who.browser().get(path).text
        assert REPLACE not in page and CORRECT not in page


def test_nobody_learns_a_number_through_the_editor(cast: Cast) -> None:
    """An id that was written into the address or the form opens nothing and names nothing."""
    old = desk.as_dispatched(cast)
    code, browser = desk.paper_of(old).code, cast.cv_xa.browser()
    gone = browser.get(f"/outgoing/new?replaces={id_of(old)}")
    assert gone.status_code == 422 and code not in gone.text
    typed = whole(browser.get("/outgoing/new").text) | {"replaces": [str(id_of(old))]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 422 and code not in again.text
