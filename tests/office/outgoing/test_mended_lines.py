"""Lan miswrote a line of the postal book or of the kept copies: corrected in sight (§5.4)."""

import html

import pytest

from server.clock import today
from tests.cast import Cast
from tests.office.outcome import last_step, refused
from tests.office.outgoing.test_beside import HEALTH, LENT, POSTED, lines, on_paper
from tests.office.papers import ok

YEAR = today().year
DAY = f"{today():%d/%m/%Y}"
WHY = {"reason": "Gõ nhầm"}


@pytest.fixture
def posted(one_cast: Cast) -> str:
    path = on_paper(one_cast)
    ok(one_cast.lan.does(path, "send_by_post", POSTED | {"to": HEALTH}))
    return path


@pytest.fixture
def signed_for(one_cast: Cast, posted: str) -> dict:
    """The post signed for it, and Lan typed its number wrongly."""
    line = lines(one_cast, "post")[0]["id"]
    ok(one_cast.lan.does(posted, "postmark", {"lines": [line], "receipt": "RR111"}))
    return WHY | {"line": line}


@pytest.fixture
def lent(one_cast: Cast, posted: str) -> dict:
    ok(one_cast.lan.does(posted, "lend_kept_copy", LENT))
    return WHY | {"line": lines(one_cast, "kept")[0]["id"]}


def test_a_miswritten_postmark_is_mended_and_the_old_one_stays_struck_through(
    one_cast, posted, signed_for
):
    ok(one_cast.lan.does(posted, "correct_posting", signed_for | {"receipt": "RR112"}))
    (line,) = lines(one_cast, "post")
    said = f"Ký nhận và dấu bưu điện sửa ngày {DAY}, trước ghi “RR111”"
    assert (line["receipt"], line["note"]) == ("RR112", said)
    page = html.unescape(one_cast.lan.browser().get(f"/registers/post/{YEAR}").text)
    assert "trước ghi “<s>RR111</s>”" in page
    step, by, why = last_step(posted)
    assert (step, by) == ("correct_posting", "vanthu.huyen")
    assert why == f"Gõ nhầm ({said})"


def test_place_and_envelopes_are_mended_together_and_what_is_left_out_stays(
    one_cast, posted, signed_for
):
    ok(
        one_cast.lan.does(
            posted, "correct_posting", signed_for | {"to": "Sở Y tế; số 2", "envelopes": 3}
        )
    )
    (line,) = lines(one_cast, "post")
    assert (line["recipient"], line["envelopes"], line["receipt"]) == ("Sở Y tế; số 2", 3, "RR111")
    assert f"trước ghi “{HEALTH}”" in line["note"] and "Số lượng bì sửa ngày" in line["note"]


def test_a_line_that_was_ticked_wrongly_waits_for_the_post_again(one_cast, posted, signed_for):
    ok(one_cast.lan.does(posted, "correct_posting", signed_for | {"unsigned": True}))
    (line,) = lines(one_cast, "post")
    assert (line["receipt"], "trước ghi “RR111”" in line["note"]) == ("", True)
    again = {"lines": [line["id"]], "receipt": "RR113"}
    ok(one_cast.lan.does(posted, "postmark", again))


def test_where_the_borrower_signed_stands_in_its_column_from_the_first_or_later(
    one_cast, posted, lent
):
    assert lines(one_cast, "kept")[0]["receipt"] == ""
    ok(one_cast.lan.does(posted, "correct_lending", lent | {"receipt": "Phiếu mượn 05"}))
    (line,) = lines(one_cast, "kept")
    assert (line["receipt"], line["note"]) == ("Phiếu mượn 05", ""), "nothing stood there to strike"
    ok(one_cast.lan.does(posted, "take_back_kept_copy"))
    ok(one_cast.lan.does(posted, "lend_kept_copy", LENT | {"receipt": "Phiếu mượn 06"}))
    assert [one["receipt"] for one in lines(one_cast, "kept")] == ["Phiếu mượn 06", "Phiếu mượn 05"]
    assert ">Phiếu mượn 06<" in one_cast.lan.browser().get(f"/registers/kept/{YEAR}").text


def test_borrower_and_leave_are_mended_by_their_own_names(one_cast, posted, lent):
    before = lines(one_cast, "kept")[0]
    wanted = {"borrower": "Lê Văn Tám, Phòng Nội vụ", "allowed_by": one_cast.tuan.account}
    ok(one_cast.lan.does(posted, "correct_lending", lent | wanted))
    (line,) = lines(one_cast, "kept")
    assert line["borrower"] == wanted["borrower"]
    assert line["allowed_by"].startswith(one_cast.tuan.actor.name)
    for column, old in (("Người sử dụng", before["borrower"]),
                        ("Người cho phép sử dụng", before["allowed_by"])):  # fmt: skip
        assert f"{column} sửa ngày {DAY}, trước ghi “{old}”" in line["note"]


def test_a_correction_has_a_change_a_reason_and_a_line_of_its_own(one_cast, posted, lent):
    other = on_paper(one_cast, subject="V/v khác")
    mend = {"receipt": "Phiếu 1"}
    refused(one_cast.lan.does(other, "correct_lending", lent | mend), "unknown_book_line")
    ok(one_cast.lan.does(other, "lend_kept_copy", LENT))
    refused(one_cast.lan.does(other, "correct_lending", lent | mend), "unknown_book_line")
    refused(one_cast.lan.does(posted, "correct_lending", lent), "nothing_changes")
    refused(
        one_cast.lan.does(posted, "correct_lending", lent | mend | {"reason": " "}), "has_reason"
    )
    nams = {"allowed_by": one_cast.nam.account}
    refused(one_cast.lan.does(posted, "correct_lending", lent | nams), "is_allowed")
    refused(one_cast.minh.does(posted, "correct_lending", lent | mend), "wrong_role")
    assert {one["receipt"] for one in lines(one_cast, "kept")} == {""}


def test_the_page_offers_it_where_a_line_is_and_fills_in_what_stands(one_cast, posted, signed_for):
    page = html.unescape(one_cast.lan.browser().get(posted).text)
    assert "Sửa dòng sổ bưu điện" in page and "Sửa dòng sổ bản lưu" not in page
    assert 'value="RR111"' in page and f'value="{HEALTH}"' in page
    assert f'value="{signed_for["line"]}" selected' in page
    ok(one_cast.lan.does(posted, "send_by_post", {"to": "Sở Nội vụ"}))
    page = html.unescape(one_cast.lan.browser().get(posted).text)
    assert 'value="RR111"' not in page, "of two lines one is chosen first"


@pytest.mark.parametrize("step", ["correct_posting", "correct_lending"])
def test_what_lien_mended_is_not_taken_back_by_the_page_that_lan_had_open(
    one_cast, request, posted, step
):
    """The line lies beside the paper's row; whoever has the form from before reads it again."""
    line = request.getfixturevalue("signed_for" if step == "correct_posting" else "lent")
    one_cast.lan.sees(posted)
    before = one_cast.lan.seen[posted]
    ok(one_cast.lien.does(posted, step, line | {"receipt": "Phiếu 7"}))
    one_cast.lan.seen[posted] = before
    refused(one_cast.lan._acts(posted, step, line | {"receipt": "Phiếu 6"}), "stale")
