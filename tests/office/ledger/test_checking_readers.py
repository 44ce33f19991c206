"""`congso ledger check`: nobody reads a document by a row that somebody wrote in by hand."""

import pytest
from sqlalchemy import delete, update

from server.clock import now
from server.database import put, run, table, transaction
from server.desks.models import Reader
from server.ledger import vouching
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import filled
from tests.office.casefiles.test_read_by_request import lent_to
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.meetings.gathering import entered
from tests.office.outcome import id_of
from tests.office.papers import registered

ROWS = table(Reader)


def let_in(path: str, seat: str) -> None:
    kind, _, id = path.strip("/").partition("/")
    with transaction():
        row = {"paper_kind": kind, "paper_id": int(id), "seat": seat}
        put(Reader, row | {"since": now(), "reason": "assignee"})


def test_whom_each_step_lets_read_is_in_order(cast: Cast) -> None:
    """A letter goes to Minh, a meeting is called, on both databases."""
    vouching.bind_all()
    papers.ok(cast.lan.does(registered(cast), "present"))
    entered(cast)
    assert found() == []


def test_a_seat_that_was_let_in_by_hand_is_named_and_one_that_was_shut_out(cast: Cast) -> None:
    vouching.bind_all()
    letter = registered(cast)
    post = cast.nam.actor.position_id
    let_in(letter, f"p:{post}")
    with transaction():
        run(delete(ROWS).where(ROWS.c.seat == "r:AUDITOR", ROWS.c.paper_kind == "incoming"))
    put_in, shut_out = found()
    name = letter.strip("/")
    assert put_in == f"{name}: chỗ p:{post} (Chuyên viên) được đọc nhưng nhật ký không ghi"
    gone = "nhật ký ghi được đọc nhưng không còn trong cơ sở dữ liệu"
    assert shut_out == f"{name}: chỗ r:AUDITOR {gone}"


def test_who_read_before_the_log_told_of_it_is_brought_in_as_he_stands(one_cast: Cast) -> None:
    letter = registered(one_cast)
    tamper("UPDATE ledger_events SET content = replace(content, '\"read\":', '\"number\":')"
           " WHERE subject = :of", of=letter.strip("/"))  # fmt: skip
    let_in(letter, "p:901")
    assert not [said for said in found() if "được đọc" in said], "nobody vouched for it yet"
    vouching.bind_what_stands()
    assert not [said for said in found() if "được đọc" in said]
    let_in(letter, "p:902")
    assert [said for said in found() if "chỗ p:902 " in said and "được đọc" in said]


def test_a_document_that_the_log_does_not_know_is_read_by_nobody(one_cast: Cast) -> None:
    vouching.bind_all()
    id = id_of(registered(one_cast))
    with transaction():
        run(update(ROWS).where(ROWS.c.paper_kind == "incoming").values(paper_id=id + 1))
    assert any(f"incoming/{id + 1}: chỗ " in said for said in found())


@pytest.mark.sent
def test_a_file_that_is_lent_and_taken_back_is_in_order(one_cast: Cast) -> None:
    """The officer of another unit reads it for a week, then no more; the log knew both."""
    vouching.bind_all()
    path = filled(one_cast)
    request = lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    assert found() == []
    lent = "DELETE FROM readers WHERE seat = 'g:1' AND paper_kind = 'casefiles'"
    papers.ok(one_cast.hoa.does(path, "withdraw_access", {"request": request, "reason": "Xong"}))
    assert found() == []
    let_in(path, "g:1")
    assert found() == [f"{path.strip('/')}: chỗ g:1 được đọc nhưng nhật ký không ghi"]
    tamper(lent)
    assert found() == []
