"""Private notes on the pages before a meeting: their owner's alone (MT-05)."""

import re

import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import Base, db
from server.meetings.before import notes
from server.papers.models import PaperFile
from tests.office.meetings.gathering import does, entered, planned
from tests.office.meetings.test_at_once import at_once
from tests.office.outcome import refused, says
from tests.office.papers import SENT

PAPER = SENT[1:]
WORDS = "Hỏi kỹ khoản dự phòng"


def before(cast, **more) -> str:
    agenda = [{"title": "Dự toán năm 2027", "documents": [PAPER]} | more]
    return entered(cast, agenda=agenda, guests=[cast.thu.account], technician=cast.mai.account)


def writes(hand, path, words=WORDS, document=PAPER, page=1):
    said = {"document": document, "page": page, "text": words}
    return hand.asks("POST", f"{path}/notes", json=said)


def own(hand, path) -> list[tuple[str, int, str]]:
    rows = hand.sees(f"{path}/notes")["items"]
    return [(one["document"], one["page"], one["text"]) for one in rows]


@pytest.mark.sent
def test_a_note_is_kept_changed_and_thrown_away(one_cast):
    hoa, path = one_cast.hoa, before(one_cast)
    assert writes(hoa, path).status_code == 200
    assert writes(hoa, path, "Chung", "", 0).status_code == 200
    assert own(hoa, path) == [("", 0, "Chung"), (PAPER, 1, WORDS)]
    writes(hoa, path, "Đã rõ")
    assert own(hoa, path) == [("", 0, "Chung"), (PAPER, 1, "Đã rõ")]
    writes(hoa, path, " ")
    assert own(hoa, path) == [("", 0, "Chung")]


@pytest.mark.sent
def test_nobody_else_reads_it_and_nothing_tells_of_it(one_cast):
    """E11, Not the chair, the secretary, an auditor's list, the minutes, the log, or an event."""
    path = before(one_cast)
    events = db.session.scalars(select(LedgerEvent.id)).all()
    seq = one_cast.minh.sees(path)["seq"]
    writes(one_cast.hoa, path)
    assert db.session.scalars(select(LedgerEvent.id)).all() == events
    assert one_cast.minh.sees(path)["seq"] == seq
    for name in ("minh", "tuan", "binh", "thu"):
        hand = getattr(one_cast, name)
        assert own(hand, path) == []
        for where in (path, f"{path}/notes", f"{path}/record", f"{path}/minutes"):
            assert WORDS not in hand.browser().get(where).text
    told = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(WORDS in str(tuple(row)) for row in db.session.execute(select(table)))
    }
    assert told == {"meeting_notes"}
    found = one_cast.hoa.browser().get("/search", query_string={"q": WORDS}).text
    assert path not in found


@pytest.mark.sent
def test_who_does_not_sit_there_has_no_notes_and_a_guest_none_on_what_he_may_not_read(one_cast):
    path = before(one_cast, closed=True)
    for name in ("lan", "mai"):
        hand = getattr(one_cast, name)
        refused(writes(hand, path), "sits_not_in_it")
        assert hand.browser().get(f"{path}/notes").status_code == 403
    refused(one_cast.nam.asks("GET", f"{path}/notes"), "not_found")
    refused(writes(one_cast.nam, path), "not_found")
    refused(writes(one_cast.thu, path), "no_such_document")
    refused(writes(one_cast.hoa, path, document="outgoing/999"), "no_such_document")
    refused(writes(one_cast.hoa, path, page=0), "no_such_page")
    assert own(one_cast.thu, path) == []


@pytest.mark.sent
def test_a_page_that_the_paper_does_not_have_is_refused_in_words(one_cast):
    """Page 900 of a letter of one page: nobody would have found that note again."""
    path, hoa = before(one_cast), one_cast.hoa
    got = writes(hoa, path, page=2)
    refused(got, "beyond_the_last_page")
    assert got.json["detail"] == "Tài liệu này chỉ có 1 trang."
    assert [one["field"] for one in got.json["errors"]] == ["page"] and own(hoa, path) == []


@pytest.mark.sent
def test_a_note_stays_and_is_changed_where_its_paper_has_become_shorter(one_cast):
    path, hoa = before(one_cast), one_cast.hoa
    long_ = select(PaperFile).filter_by(paper_kind="outgoing", paper_id=int(PAPER.split("/")[1]))
    file = db.session.scalars(long_).first()
    file.pages = 3
    db.session.commit()
    assert writes(hoa, path, page=3).status_code == 200
    file.pages = 1
    db.session.commit()
    assert writes(hoa, path, "Đã rõ", page=3).status_code == 200
    assert writes(hoa, path, "", page=3).status_code == 200 and own(hoa, path) == []


@pytest.mark.sent
def test_there_is_an_end_to_them(one_cast, monkeypatch):
    path = before(one_cast)
    monkeypatch.setattr(notes, "MOST", 1)
    writes(one_cast.hoa, path)
    refused(writes(one_cast.hoa, path, document="", page=0), "too_many_notes")
    assert writes(one_cast.hoa, path, "Anders").status_code == 200
    assert writes(one_cast.binh, path).status_code == 200, "each has his own measure"


@pytest.mark.sent
def test_they_are_written_on_a_page_that_works_without_script(one_cast):
    path = before(one_cast)
    page = one_cast.hoa.browser()
    shown = page.get(f"{path}/notes").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', shown)[0]
    typed = {"csrf_token": token, "document": PAPER, "page": "0", "text": WORDS}
    got = page.post(f"{path}/notes", data=typed)
    assert got.status_code == 422 and says("no_such_page", got.text) and WORDS in got.text
    assert page.post(f"{path}/notes", data=typed | {"page": "1"}).status_code == 302
    shown = page.get(f"{path}/notes").text
    assert WORDS in shown and "trang 1" in shown


def test_on_the_meetings_page_before_people_gather(one_cast):
    path = planned(one_cast)
    does(one_cast.minh, path, "schedule")
    assert writes(one_cast.tuan, path, document="", page=0).status_code == 200
    assert WORDS in one_cast.tuan.browser().get(path).text
    assert WORDS not in one_cast.minh.browser().get(path).text


def typed(hand, path, words, before):
    said = {"text": words, "before": before}
    return hand.asks("POST", f"{path}/notes", json=said).json["items"]


def test_what_two_devices_wrote_on_one_page_is_kept_both(cast):
    """Each says what stood there when its writer began; nothing that was typed is lost."""
    hoa, path = cast.hoa, entered(cast)
    typed(hoa, path, "Bảng ba", "")
    (note,) = typed(hoa, path, "Khoản dự phòng", "")
    assert note["text"].splitlines()[0] == "Bảng ba"
    assert note["text"].splitlines()[-1] == "Khoản dự phòng"
    assert "Ghi trên máy khác" in note["text"]
    (put_right,) = typed(hoa, path, "Bảng ba, khoản dự phòng", note["text"])
    assert put_right["text"] == "Bảng ba, khoản dự phòng"


def test_an_answer_that_was_lost_doubles_nothing_and_nothing_is_thrown_away_unseen(one_cast):
    hoa, path = one_cast.hoa, entered(one_cast)
    typed(hoa, path, "Hỏi kỹ", "")
    for words in ("Hỏi kỹ", "Hỏi kỹ khoản", "Hỏi"):  # the same again, typed on, an older one late
        (note,) = typed(hoa, path, words, "")
    assert note["text"] == "Hỏi kỹ khoản"
    (note,) = typed(hoa, path, "", "Hỏi kỹ")  # thrown away here, written on elsewhere
    assert note["text"] == "Hỏi kỹ khoản"
    assert typed(hoa, path, "", note["text"]) == []


def test_two_long_ones_are_put_together_and_still_to_be_changed(one_cast):
    hoa, path = one_cast.hoa, entered(one_cast)
    typed(hoa, path, "a" * 5000, "")
    (note,) = typed(hoa, path, "b" * 5000, "")
    assert len(note["text"]) > 10_000
    (note,) = typed(hoa, path, note["text"] + " đã đọc", note["text"])
    assert note["text"].endswith("đã đọc")


def test_four_devices_at_one_moment(app, cast):
    """Whichever comes later finds the words of those before."""
    path, words = entered(cast), ("Bảng ba", "Khoản dự phòng", "Vốn", "Ai làm")
    said = [{"text": one, "before": ""} for one in words]
    acts = [lambda it=it: cast.hoa.asks("POST", f"{path}/notes", json=it) for it in said]
    assert at_once(app, acts) == [200] * 4
    (note,) = cast.hoa.sees(f"{path}/notes")["items"]
    assert [one for one in words if one not in note["text"]] == []


def test_the_page_says_what_became_of_a_note(one_cast):
    """“Written, only you can read it” stood there also for one that was thrown away."""
    path, page = entered(one_cast), one_cast.hoa.browser()
    for words, told in (
        ("", "Không có chữ nào"), (WORDS, "Đã ghi."), ("", "Đã bỏ ghi chú."),
    ):  # fmt: skip
        shown = page.get(f"{path}/notes").text
        token = re.findall(r'name="csrf_token" value="([^"]*)"', shown)[0]
        typed = {"csrf_token": token, "document": "", "text": words}
        assert page.post(f"{path}/notes", data=typed).status_code == 302
        assert told in page.get(f"{path}/notes").text
