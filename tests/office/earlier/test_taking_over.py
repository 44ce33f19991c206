"""Lan brings in the register of the system that the office had before, with its files."""

import pytest
from sqlalchemy import func, select

from server.audit.models import LedgerEvent
from server.database import db
from server.desks.models import Desk, History
from server.documents.earlier import handing_in, taking
from server.documents.earlier.lines import documents_of
from server.documents.earlier.models import DONE, EarlierDocument, TakeoverLine
from server.documents.earlier.waiting import folder_of
from server.documents.incoming.models import IncomingDocument
from server.ledger.checking.papers import paper_findings
from server.registers.models import Register, RegisterRow
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.earlier import old_register as old


def documents() -> list[EarlierDocument]:
    return list(db.session.scalars(select(EarlierDocument).order_by(EarlierDocument.id)))


def found(hand, words: str) -> list[str]:
    return [one["kind"] for one in hand.sees(f"/search?q={words}")["items"]]


def test_lan_takes_over_a_year_and_it_is_found_and_read_by_whom_it_concerns(cast):
    made = old.taken_over(cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    (paper,) = documents()
    assert (paper.old_no, paper.year, paper.code) == ("1", 2021, "15/SNV-CCHC")
    assert f"{paper.entered_on:%d/%m/%Y} {paper.issued_on:%d/%m/%Y}" == "04/01/2021 31/12/2020"
    assert (paper.state, paper.finished, made.stage) == ("TAKEN_OVER", True, DONE)
    for hand in (cast.lan, cast.minh, cast.tuan, cast.hoa, cast.son):
        thing = hand.sees(f"/earlier/{paper.id}")
        assert thing["files"][0]["name"] == "15.pdf"
        assert found(hand, "cai cach hanh chinh") == ["earlier"]
    for hand in (cast.nam, cast.tckh, cast.binh, cast.dao, cast.kien):
        assert hand.asks("GET", f"/earlier/{paper.id}").status_code == 404
        assert found(hand, "cai cach hanh chinh") == []
    assert not folder_of(made.id).exists(), "nothing waits any more"


def test_it_lies_on_no_desk_and_leaves_the_registers_of_this_system_alone(one_cast):
    ours = papers.registered(one_cast)
    before = [(one.book, one.year, one.last) for one in db.session.scalars(select(Register))]
    rows = db.session.scalar(select(func.count()).select_from(RegisterRow))
    desks = db.session.scalar(select(func.count()).select_from(Desk))
    old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    after = [(one.book, one.year, one.last) for one in db.session.scalars(select(Register))]
    assert (after, rows) == (before, db.session.scalar(select(func.count(RegisterRow.id))))
    assert db.session.scalar(select(func.count()).select_from(Desk)) == desks
    papers.registered(one_cast, number="77")
    assert one_cast.lan.sees(ours)["arrival_no"] == 1, "numbers go on from where they were"


def test_the_log_has_each_document_and_all_of_them_by_one_digest(one_cast):
    made = old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    (paper,) = documents()
    event = db.session.scalar(
        select(LedgerEvent).where(LedgerEvent.subject == f"takeover/{made.id}")
    )
    assert f"takeover/{made.id}" in event.content
    assert made.lines_sha256 in event.content
    (step,) = db.session.scalars(select(History).filter_by(paper_kind="earlier"))
    assert step.reason == "so-cu.xlsx, dòng 3", "where it stood, as the sheet counts"
    own = db.session.scalar(select(LedgerEvent).filter_by(subject=f"earlier/{paper.id}"))
    assert paper.file_sha256 and paper.file_sha256 in own.content, "it names the very file"
    assert list(paper_findings()) == []


def test_what_was_not_finished_comes_to_the_clerks_table_with_its_old_number(one_cast):
    row = old.line(no=812, state="Đang xử lý")
    old.taken_over(one_cast.lan, old.workbook(row), old.LETTERS_FILE)
    (paper,) = documents()
    coming = db.session.get_one(IncomingDocument, paper.continued_id)
    assert (coming.state, coming.arrival_no, coming.code) == ("ARRIVED", None, "15/SNV-CCHC")
    assert (paper.code, paper.issuer, paper.file_sha256) == ("", "", "")
    assert paper.subject == taking.GOES_ON, "its words stand in one place alone"
    assert coming.file_sha256 == one_cast.lan.sees(f"/incoming/{coming.id}")["files"][0]["sha256"]
    assert coming.note == "Chuyển từ hệ thống cũ: số đến cũ 812 ngày 04/01/2021"
    papers.ok(one_cast.lan.does(f"/incoming/{coming.id}", "register"))
    assert one_cast.lan.sees(f"/incoming/{coming.id}")["arrival_no"] == 1


def test_a_legal_document_that_was_not_finished_comes_as_what_it_is(one_cast):
    row = old.line(no=813, state="Đang xử lý", kind="Nghị định", code="30/2020/NĐ-CP")
    old.taken_over(one_cast.lan, old.workbook(row), old.LETTERS_FILE)
    coming = db.session.get_one(IncomingDocument, documents()[0].continued_id)
    assert coming.doc_type == "Nghị định"
    papers.ok(one_cast.lan.does(f"/incoming/{coming.id}", "register"))


def test_killed_in_the_middle_it_goes_on_and_nothing_comes_twice(one_cast, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 2)
    rows = [old.line(no=n, file="", code=f"{n}/SNV") for n in range(1, 6)]
    made = old.handed_in(one_cast.lan, old.workbook(*rows))
    handing_in.carry_out(one_cast.lan.actor, made.id)

    def killed(_percent: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taking.take_over(one_cast.lan.actor, made.id, killed)
    assert len(documents()) == 2
    for _ in range(2):
        taking.take_over(one_cast.lan.actor, made.id, lambda _percent: None)
    assert [one.old_no for one in documents()] == ["1", "2", "3", "4", "5"]
    assert db.session.scalar(select(func.count(TakeoverLine.id))) == 0, "lines are forgotten"
    assert documents_of(handing_in.find(one_cast.lan.actor, made.id)) == 5


def test_the_same_register_again_has_nothing_that_will_do(one_cast):
    old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    again = old.handed_in(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    assert old.troubles(again) == [(3, "old_no", "takeover_is_here")]
    assert why(handing_in.carry_out, one_cast.lan.actor, again.id) == "takeover_has_errors"
    assert len(documents()) == 1


def test_a_number_that_came_in_between_the_look_and_the_word_is_seen(one_cast):
    first = old.handed_in(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    assert why(handing_in.carry_out, one_cast.lan.actor, first.id) == "takeover_has_errors"


def test_only_a_clerk_brings_in_and_only_for_the_own_agency(one_cast):
    sheet = old.workbook(old.LETTER)
    for hand in (one_cast.minh, one_cast.nam, one_cast.kien, one_cast.son):
        asked = {"sheet": ("so.xlsx", sheet), "files": []}
        assert why(handing_in.hand_in, hand.actor, "in", **asked) == "wrong_role"
    made = old.handed_in(one_cast.lan, sheet, old.LETTERS_FILE)
    assert why(handing_in.find, one_cast.dao.actor, made.id) == "not_found"
    assert handing_in.takeovers(one_cast.dao.actor) == []


def test_what_was_issued_is_found_by_its_code_and_the_head_reads_it(one_cast):
    old.taken_over(one_cast.lan, old.workbook(old.DECISION, heads=old.OUT_HEADS), to="out")
    (paper,) = documents()
    assert (paper.old_no, paper.place, paper.year) == ("07", 7, 2021)
    assert (paper.signer, paper.recipients) == ("Lê Văn Phúc", "Các xã; Lưu: VT")
    assert paper.issuer == paper.agency.name
    assert found(one_cast.minh, "07/QĐ-UBND") == ["earlier"]
    (row,) = one_cast.lan.sees("/earlier/books/out/2021")["items"]
    assert (row["id"], row["notation"]) == (paper.id, "QĐ-UBND")
