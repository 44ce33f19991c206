"""An office of before: what ended there without a number is open to its auditor since (§3.2)."""

import pytest
from sqlalchemy import delete, select, update

from server.database import db, run, table, transaction
from server.desks.models import History, Reader, Watch
from server.documents.delivery.models import Letter
from server.documents.incoming import unnumbered
from server.ledger import vouching
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.incoming.test_ended_unnumbered import recalled, replaced, returned
from tests.office.ledger.findings import found
from tests.office.outcome import change, id_of, reads
from tests.office.papers import ok


def as_before(*paths: str) -> None:
    """No step let an auditor read them; history and letters are as they were written then."""
    rows = table(Reader).c
    ids = [id_of(path) for path in paths]
    mine = (rows.paper_kind == "incoming", rows.paper_id.in_(ids), rows.seat == "r:AUDITOR")
    with transaction():
        run(delete(table(Reader)).where(*mine))
        run(update(table(History)).where(table(History).c.transition == "return").values(reason=""))


@pytest.mark.parametrize("end", [returned, recalled, replaced])
def test_son_reads_what_ended_before_he_could(cast: Cast, end) -> None:
    path = end(cast)
    as_before(path)
    assert not reads(cast.son, path)
    unnumbered.let_auditors_read()
    assert reads(cast.son, path) and cast.son.sees(path)["actions"] == []
    assert path in cast.son.browser().get("/incoming").text


def test_of_secrets_he_reads_nothing_still(cast: Cast) -> None:
    by_the_wrong_way = returned(cast, code="SECRET_CHANNEL", reason="")
    shut = desk.arrived(cast, electronic=True)
    ok(cast.lan.does(shut, "quarantine", {"reason": "Có dấu MẬT"}))
    called_back = desk.asked(shut, "recall", words="Gửi nhầm")
    ok(cast.lan.does(called_back, "recall_received"))
    on_paper = desk.arrived(cast, subject="Nộp bằng giấy")
    ok(cast.lan.does(on_paper, "return", {"code": "UNREADABLE"}))
    as_before(by_the_wrong_way, shut, on_paper)
    unnumbered.let_auditors_read()
    for path in (by_the_wrong_way, shut, on_paper):
        assert not reads(cast.son, path), "of what came on paper nobody knows any more"


def test_what_the_history_names_needs_no_letter(one_cast: Cast) -> None:
    path = desk.arrived(one_cast)
    ok(one_cast.lan.does(path, "return", {"code": "UNREADABLE", "reason": "Mờ."}))
    as_before(path)
    change(History, {"transition": "return"}, reason="UNREADABLE: Mờ.")
    unnumbered.let_auditors_read()
    assert reads(one_cast.son, path)


def test_a_letter_without_a_known_code_is_none(one_cast: Cast) -> None:
    path = returned(one_cast)
    as_before(path)
    with transaction():
        run(update(table(Letter)).values(words="Bị trả lại"))
    unnumbered.let_auditors_read()
    assert not reads(one_cast.son, path)


def test_what_has_a_number_or_is_still_open_is_left_alone(one_cast: Cast) -> None:
    open_still, numbered = desk.arrived(one_cast, electronic=True), desk.registered(one_cast)
    as_before(open_still, numbered)
    unnumbered.let_auditors_read()
    assert not reads(one_cast.son, open_still) and not reads(one_cast.son, numbered)


def test_the_log_knows_whom_it_let_read(cast: Cast) -> None:
    path = returned(cast)
    as_before(path)
    vouching.bind_all()
    unnumbered.let_auditors_read()
    assert not [said for said in found() if "được đọc" in said]


def test_it_is_done_once_and_block_by_block(cast: Cast, monkeypatch) -> None:
    paths = [returned(cast) for _n in range(3)]
    as_before(*paths)
    monkeypatch.setattr(unnumbered, "SOME", 1)
    unnumbered.let_auditors_read()
    assert all(reads(cast.son, path) for path in paths)
    as_before(*paths)
    unnumbered.let_auditors_read()
    assert not any(reads(cast.son, path) for path in paths), "nothing is left to do"
    assert db.session.scalar(select(Watch.name)) == unnumbered.ROUND


def test_broken_off_it_goes_on(one_cast: Cast, monkeypatch) -> None:
    paths = [returned(one_cast) for _n in range(2)]
    as_before(*paths)
    straight, calls = unnumbered._returned_as, []

    def falls(paper) -> str:
        calls.append(paper.id)
        if len(calls) == 2:
            raise OSError("a fall")
        return straight(paper)

    monkeypatch.setattr(unnumbered, "SOME", 1)
    monkeypatch.setattr(unnumbered, "_returned_as", falls)
    with pytest.raises(OSError, match="a fall"):
        unnumbered.let_auditors_read()
    unnumbered.let_auditors_read()
    assert all(reads(one_cast.son, path) for path in paths) and len(calls) == 3
