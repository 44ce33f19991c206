"""Lan's table had a fault: she mends it and sends it again, and not the files (nor a gigabyte)."""

import io

import pytest

from server.documents.earlier import handing_in, looking, sending_again
from server.documents.earlier.models import Takeover
from tests.office import papers
from tests.office.earlier import old_register as old
from tests.office.earlier.test_pages import Page, chosen, works
from tests.office.outcome import refused, says

SCAN, OTHER = papers.scan("Công văn 15/SNV-CCHC"), papers.scan("Công văn 16/SNV")
WRONG = old.workbook(old.line(on="hôm qua"))
RIGHT = old.workbook(old.LETTER)
KEEPS = "đã có 1 tệp, không phải gửi lại"


def again(hand, made: Takeover, sheet: bytes | None, *files: tuple[str, bytes]) -> Takeover:
    """She sends it; the worker looks at each line."""
    named = ("so-sua.xlsx", sheet) if sheet else None
    sending_again.send_again(hand.actor, made.id, sheet=named, files=files)
    looking.look_at(made.id, lambda _percent: None)
    return handing_in.find(hand.actor, made.id)


def test_lan_sends_the_mended_table_alone_and_takes_over(one_cast):
    lan = Page(one_cast.lan)
    sent = lan.sends("/earlier/takeovers", lan.opens("/earlier/takeovers"), direction="in",
                     file=(io.BytesIO(WRONG), "so.xlsx"),
                     files=(io.BytesIO(old.packet(**{"15_pdf": SCAN})), "goi.zip"))  # fmt: skip
    here, which = sent.headers["Location"], int(sent.headers["Location"].rsplit("/", 1)[1])
    lan.sends(f"{here}/confirm", lan.opens(here), **chosen(lan.opens(here)))
    works(which)
    page = lan.opens(here)
    assert "Còn 1 dòng chưa nhập được" in page and KEEPS in page
    got = lan.sends(f"{here}/send_again", page, file=(io.BytesIO(RIGHT), "so-sua.xlsx"))
    assert got.status_code == 302
    assert "đang kiểm tra từng dòng" in lan.opens(here), "the columns were confirmed once"
    works(which)
    page = lan.opens(here)
    assert "1 dòng, không có lỗi" in page and "so-sua.xlsx" in page
    lan.sends(f"{here}/carry_out", page)
    works(which)
    assert "Đã nhập xong 1 văn bản" in lan.opens(here)


def test_a_file_that_lacked_is_sent_alone(one_cast):
    two = old.workbook(old.LETTER, old.line(no=2, code="16/SNV", file="16.pdf"))
    made = old.handed_in(one_cast.lan, two, old.LETTERS_FILE)
    assert old.troubles(made) == [(4, "file", "takeover_no_file")]
    made = again(one_cast.lan, made, None, ("16.pdf", OTHER))
    assert (made.stage, old.troubles(made), made.name) == ("READY", [], "so-cu.xlsx")


@pytest.mark.parametrize(
    ("before", "sent", "left"),
    [
        (["2021/15.pdf"], "15.pdf", ["15.pdf"]),
        (["2021/15.pdf"], "2021/15.PDF", ["2021/15.PDF"]),
        (["15.pdf", "16.pdf"], "15.pdf", ["16.pdf", "15.pdf"]),
        (["2021/15.pdf", "2022/15.pdf"], "15.pdf", ["2021/15.pdf", "2022/15.pdf", "15.pdf"]),
        (["2021/15.pdf"], "2022/15.pdf", ["2021/15.pdf", "2022/15.pdf"]),
    ],
)
def test_what_is_sent_once_more_stands_for_what_came_under_its_name(before, sent, left):
    joined = handing_in.waiting.joined([[name, "a"] for name in before], [[sent, "b"]])
    assert [name for name, _ in joined] == left and joined[-1] == [sent, "b"]


def test_a_broken_file_is_replaced_by_the_sound_one(one_cast):
    made = old.handed_in(one_cast.lan, RIGHT, ("2021/15.pdf", b"%PDF-1.7 torn"))
    assert old.troubles(made)
    made = again(one_cast.lan, made, None, ("15.pdf", SCAN))
    assert (made.stage, old.troubles(made)) == ("READY", [])


def test_a_table_with_other_columns_asks_which_is_what(one_cast):
    made = old.handed_in(one_cast.lan, WRONG, old.LETTERS_FILE)
    other = old.workbook(old.LETTER, heads=("Thứ tự", *old.HEADS[1:]))
    made = again(one_cast.lan, made, other)
    assert (made.stage, "old_no" in made.mapping, len(made.waiting)) == ("MAPPING", False, 1)


def test_what_cannot_be_read_changes_nothing_and_is_said_where_it_was_sent(one_cast):
    made = old.handed_in(one_cast.lan, WRONG, old.LETTERS_FILE)
    lan, here = Page(one_cast.lan), f"/earlier/takeovers/{made.id}"
    got = lan.sends(f"{here}/send_again", lan.opens(here), file=(io.BytesIO(b"PK\3\4"), "a.xlsx"))
    assert got.status_code == 422 and KEEPS in got.text and "Dòng 3" in got.text
    got = lan.sends(f"{here}/send_again", lan.opens(here))
    assert got.status_code == 422 and says("file_missing", got.text)
    assert handing_in.find(one_cast.lan.actor, made.id).name == "so-cu.xlsx"


def test_by_the_api_and_by_no_one_elses_clerk(one_cast):
    made = old.handed_in(one_cast.lan, WRONG, old.LETTERS_FILE)
    door = f"/earlier/takeovers/{made.id}/actions/send_again"

    def sends(hand):
        return hand.asks("POST", door, data={"file": (io.BytesIO(RIGHT), "so.xlsx")})

    refused(sends(one_cast.dao), "not_found")
    assert sends(one_cast.lan).json["stage"] == "LOOKING"
    refused(sends(one_cast.lan), "takeover_not_now")
    works(made.id)
    assert one_cast.lan.sees(f"/earlier/takeovers/{made.id}")["troubles"] == []


TORN = b"PK\3\4 torn"


def begins(lan: Page, sheet: bytes, *files: tuple[str, bytes]):
    said = {"direction": "in", "file": (io.BytesIO(sheet), "so.xlsx")}
    if files:
        said["files"] = [(io.BytesIO(data), name) for name, data in files]
    return lan.sends("/earlier/takeovers", lan.opens("/earlier/takeovers"), **said)


def test_where_the_first_table_cannot_be_read_what_came_beside_it_waits_for_the_next(one_cast):
    """Two hundred megabytes are sent once; which of the files will not do is said."""
    lan = Page(one_cast.lan)
    sent = begins(lan, TORN, ("goi.zip", old.packet(**{"15_pdf": SCAN})))
    assert sent.status_code == 302
    here, which = sent.headers["Location"], int(sent.headers["Location"].rsplit("/", 1)[1])
    page = lan.opens(here)
    assert "Bảng chưa đọc được" in page and KEEPS in page and "Cột nào là gì" not in page
    assert "chờ bảng đọc được" in lan.opens("/earlier/takeovers")
    assert lan.sends(f"{here}/confirm", page).status_code == 422, "there is no column to confirm"
    lan.sends(f"{here}/send_again", page, file=(io.BytesIO(RIGHT), "so.xlsx"))
    page = lan.opens(here)
    assert "Bảng chưa đọc được" not in page
    lan.sends(f"{here}/confirm", page, **chosen(page))
    works(which)
    assert "1 dòng, không có lỗi" in lan.opens(here)


@pytest.mark.parametrize(
    ("sheet", "files"), [(TORN, ()), (TORN, [("a.zip", b"PK torn")]), (RIGHT, [("a.zip", b"PK")])]
)
def test_what_holds_nothing_to_wait_for_leaves_nothing_behind(one_cast, sheet, files):
    assert begins(Page(one_cast.lan), sheet, *files).status_code == 422
    assert handing_in.takeovers(one_cast.lan.actor) == []
