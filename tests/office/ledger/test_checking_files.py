"""`congso ledger check`: a row that has another file, number or result than the log is named.

The store is in order each time: the file that was laid in is a sound one under its own name.
"""

import json

import pytest
from sqlalchemy import select, text

from server.audit.models import LedgerEvent, LedgerLeaf
from server.clock import today
from server.database import db
from server.exchange.carrier import carry
from server.ledger import sequencing, watching
from server.ledger.named_files import Named
from server.meetings.votes import results
from server.meetings.votes.models import Vote
from tests.cast import Cast
from tests.office.front.test_volumes import closed as volume_closed
from tests.office.front.test_volumes import signs
from tests.office.incoming.test_copying import ON_PAPER, brought, scanned
from tests.office.ledger.findings import another, found
from tests.office.ledger.tampering import tamper
from tests.office.meetings.closed import closed, locked
from tests.office.meetings.gathering import does, opened, voting
from tests.office.outgoing import desk
from tests.office.outgoing.test_annex_files import BODY
from tests.office.papers import arrived, ok, registered, sealed, submitted

SWAPS = {
    "the paper's own": "UPDATE outgoing_documents SET file_sha256 = :other",
    "what is opened under its name": "UPDATE paper_files SET sha256 = :other",
    "what is kept for the archive": "UPDATE lasting_files SET sha256 = :other",
}


@pytest.mark.sent
@pytest.mark.parametrize("swap", SWAPS)
def test_a_sealed_paper_whose_row_names_another_file_is_named_with_both(
    one_cast: Cast, swap: str
) -> None:
    assert found() == []
    own, other = _file_of_the_paper(), another()
    tamper(SWAPS[swap], other=other)
    (said,) = found()
    assert "outgoing/1" in said
    assert other in said
    assert own in said or swap == "what is kept for the archive"


def _file_of_the_paper() -> str:
    sha256 = db.session.scalar(text("SELECT file_sha256 FROM outgoing_documents WHERE id = 1"))
    db.session.rollback()
    return str(sha256)


@pytest.mark.sent
def test_the_half_signed_file_laid_in_place_of_the_sealed_one_is_named(one_cast: Cast) -> None:
    """It is in the log too, only not as the last word."""
    half = db.session.scalar(text("SELECT output_sha256 FROM signatures WHERE kind = 'person'"))
    tamper("UPDATE outgoing_documents SET file_sha256 = :half", half=half)
    assert any(f"đã bị thay bằng tệp {half}" in said for said in found())


@pytest.mark.sent
def test_an_auditor_finds_it_among_the_swapped_files_with_its_paper(one_cast: Cast) -> None:
    tamper("UPDATE outgoing_documents SET file_sha256 = :other", other=another())
    watching.examine()
    (one,) = one_cast.son.sees("/audit/anomalies?kind=swapped_file")["items"]
    assert one["paper"] == "outgoing/1"
    assert "đã bị thay bằng tệp" in one["why"]


def test_a_scan_that_was_exchanged_after_its_arrival_is_named(one_cast: Cast) -> None:
    path = brought(one_cast, scanned())
    assert found() == []
    other = another()
    tamper("UPDATE incoming_documents SET file_sha256 = :other", other=other)
    tamper("UPDATE paper_files SET sha256 = :other", other=other)
    assert [path[1:] in said and other in said for said in found()] == [True, True]


def test_the_first_entry_of_a_paper_names_its_scan(one_cast: Cast) -> None:
    """Exchanged before anybody looked at it, it is another scan than the one that came."""
    path = arrived(one_cast)
    assert found() == []
    tamper("UPDATE incoming_documents SET file_sha256 = :other", other=another())
    assert any(f"ở {path[1:]} đã bị thay bằng tệp" in said for said in found())


def test_a_copy_and_a_volume_that_were_exchanged_are_named(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    volume, came = volume_closed(one_cast.lan), brought(one_cast, scanned())
    said = {"form": "SY", "of_a_copy": False, "recipients": "Các xã", "pin": one_cast.pin}
    ok(one_cast.lan.does(came, "copy_electronically", said))
    ok(signs(one_cast.minh, volume, "sign"))
    assert found() == []
    other = another()
    tamper("UPDATE copies SET sealed_sha256 = :other", other=other)
    tamper("UPDATE book_volumes SET file_sha256 = :other", other=other)
    copied, bound = found()
    assert came[1:] in copied
    assert "volume/1" in bound


def test_the_sheet_of_a_copy_on_paper_that_was_exchanged_is_named(cast: Cast) -> None:
    came = brought(cast, scanned())
    ok(cast.lan.does(came, "copy", ON_PAPER))
    year = today().year
    assert any(f'"number":"OUT:SAO {year}/1"' in said for said in entries_of(came[1:]))
    assert found() == []
    tamper("UPDATE copies SET file_sha256 = :other", other=another())
    (said,) = found()
    assert f"ở {came[1:]} đã bị thay bằng tệp" in said
    tamper("DELETE FROM copies")
    (said,) = found()
    assert said.endswith(f"nhật ký ghi cho {came[1:]} nhưng bản sao SY 1/{year} không còn")


def entries_of(subject: str) -> list[str]:
    told = db.session.scalars(select(LedgerEvent.content).filter_by(subject=subject)).all()
    db.session.rollback()
    return [*told]


def test_copies_of_two_years_with_one_number_are_two_copies() -> None:
    """Entries from before 27/11/2026 tell a number alone; their year is that of Hà Nội's clock."""
    old = {"event": "copy_made", "form": "SY", "number": 7, "time": "2025-12-31T18:00:00+00:00"}
    new = old | {"number": "OUT:SAO 2027/7", "time": "2027-03-01T02:00:00+00:00"}
    named = Named.by([old | {"file_sha256": "a"}, new | {"file_sha256": "b"}])
    assert named.at == {"copy SY 7/2026": "a", "copy SY 7/2027": "b"}


def test_minutes_that_were_exchanged_and_a_meeting_set_back_are_named(one_cast: Cast) -> None:
    path = locked(one_cast)
    assert found() == []
    tamper("UPDATE meeting_minutes SET file_sha256 = :other", other=another())
    tamper("UPDATE paper_files SET sha256 = :other WHERE paper_kind = 'meetings'", other=another())
    tamper("UPDATE meetings SET state = 'IN_SESSION'")
    state, minutes, opened = found()
    assert opened == minutes, "what is opened as the minutes is compared too"
    assert state == f"{path[1:]}: đang ở IN_SESSION nhưng nhật ký ghi MINUTES_LOCKED"
    assert f"ở {path[1:]} đã bị thay bằng tệp" in minutes


def test_an_annex_in_a_file_of_its_own_that_was_exchanged_is_named(one_cast: Cast) -> None:
    path = sealed(one_cast, body=BODY)
    assert found() == []
    tamper("UPDATE paper_files SET sha256 = :other WHERE n = 2", other=another())
    (said,) = found()
    assert f"ở {path[1:]} đã bị thay bằng tệp" in said
    tamper("DELETE FROM paper_files WHERE n = 2")
    (said,) = found()
    assert said.endswith(f"nhật ký ghi cho {path[1:]} nhưng phụ lục 1 không còn")


def test_a_draft_that_was_sent_back_has_lost_its_page_by_right(one_cast: Cast) -> None:
    path = submitted(one_cast)
    ok(one_cast.hoa.does(path, "send_back", {"reason": "Viết lại đoạn hai cho gọn."}))
    assert found() == []


def test_two_letters_whose_numbers_were_exchanged_in_the_book_too_are_named(one_cast: Cast) -> None:
    """The book has no gap and each letter its line: only the log knows better."""
    for n in (1, 2):
        registered(one_cast, number=str(1250 + n))
    assert found() == []
    for was, now in ((1, 9), (2, 1), (9, 2)):
        tamper("UPDATE incoming_documents SET arrival_no = :now WHERE arrival_no = :was",
               was=was, now=now)  # fmt: skip
        tamper("UPDATE register_rows SET number = :now WHERE number = :was", was=was, now=now)
    year, (*numbers, _went, _came) = today().year, found()
    assert numbers == [
        f"incoming/1: mang số IN {year}/2 nhưng nhật ký ghi IN {year}/1",
        f"incoming/2: mang số IN {year}/1 nhưng nhật ký ghi IN {year}/2",
    ]


@pytest.mark.sent
def test_which_number_was_given_stands_in_the_log_itself(one_cast: Cast) -> None:
    sequencing.place_all()
    rows = db.session.scalars(select(LedgerLeaf.data).order_by(LedgerLeaf.seq)).all()
    db.session.rollback()
    said = {one["event"]: one.get("number") for one in map(json.loads, rows) if "state" in one}
    number = f"OUT:CHUNG {today().year}/1"
    assert said["sign"] is None
    assert {said[step] for step in ("number", "register", "seal", "dispatch")} == {number}


@pytest.mark.sent
def test_another_hand_and_another_hour_written_into_the_history_are_named(one_cast: Cast) -> None:
    """Who approved it, and when, is what an auditor asks first."""
    binh = one_cast.binh.actor
    tamper(
        "UPDATE history SET person_id = :id WHERE transition = 'approve'",
        id=binh.person_id,
    )
    words = "outgoing/1: bước approve trong lịch sử"
    assert found() == [f"{words} do người khác làm, không phải người mà nhật ký ghi"]
    tamper("UPDATE history SET at = '2020-01-02 03:04:05.000000' WHERE transition = 'sign'")
    assert any("bước sign trong lịch sử ghi 10:04:05 02/01/2020" in one for one in found())


@pytest.mark.sent
def test_a_receipt_that_nobody_gave_is_named(one_cast: Cast) -> None:
    carry()
    assert found() == []
    state = db.session.scalar(text("SELECT state FROM deliveries ORDER BY id LIMIT 1"))
    tamper("UPDATE deliveries SET state = 'DONE' WHERE id = (SELECT min(id) FROM deliveries)")
    assert found() == [f"outgoing/1: lần gửi 1 đang ghi DONE nhưng nhật ký ghi {state}"]
    tamper("DELETE FROM delivery_events WHERE delivery_id = 1")
    tamper("DELETE FROM letters WHERE delivery_id = 1")
    tamper("DELETE FROM deliveries WHERE id = 1")
    assert found() == ["outgoing/1: lần gửi 1 ghi trong nhật ký không còn trong cơ sở dữ liệu"]


RESULTS = {
    "the result": (
        "UPDATE votes SET result = replace(result, '2', '3')",
        ["kết quả không khớp", "đếm lại các phiếu"],
    ),
    "a ballot": (
        "UPDATE vote_open_ballots SET chosen = replace(chosen, 'against', 'for')",
        ["các phiếu không khớp", "đếm lại các phiếu"],
    ),
    "ballots and digest": (
        "UPDATE votes SET digest = 'ab'", ["kết quả không khớp", "các phiếu không khớp"],
    ),
    "that it was ever closed": ("UPDATE votes SET closed_at = NULL", ["không còn trong cơ sở"]),
}  # fmt: skip


@pytest.mark.parametrize("changed", RESULTS)
def test_a_vote_that_came_out_otherwise_afterwards_is_named(one_cast: Cast, changed: str) -> None:
    path, (statement, words) = closed(one_cast), RESULTS[changed]
    assert found() == []
    tamper(statement)
    said = found()
    assert len(said) == len(words)
    for one, expected in zip(said, words, strict=True):
        assert expected in one
    assert path[1:] in said[0] or changed == "that it was ever closed"


def test_a_secret_vote_too_and_one_that_was_put_in(one_cast: Cast) -> None:
    closed(one_cast, "secret")
    assert found() == []
    tamper("UPDATE vote_secret_ballots SET chosen = replace(chosen, 'against', 'for')")
    assert ["các phiếu không khớp" in one for one in found()] == [True, False]
    rows = {c.name: c for c in Vote.__table__.columns}
    names = ", ".join(name for name in rows if name != "id")
    tamper(f"INSERT INTO votes (id, {names}) SELECT 90, {names} FROM votes")  # noqa: S608
    assert any("biểu quyết 90: kết quả không có trong nhật ký" in one for one in found())


@pytest.mark.parametrize("kind", ["open", "secret"])
def test_a_result_that_was_miscounted_as_it_was_closed_is_named(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """SOD-06: log, digest and result agree with each other, and not with the stored ballots."""
    path = opened(one_cast)
    vote = voting(one_cast, path, kind)
    does(one_cast.minh, path, "cast", vote=vote, choice="for")
    with monkeypatch.context() as wrong:
        nobody = {"for": 0, "against": 0, "abstain": 0}
        wrong.setattr(results.ballot, "tally", lambda *_vote: nobody)
        does(one_cast.minh, path, "close_vote", vote=vote)
    (said,) = found()
    assert said.startswith(f"{path[1:]}, biểu quyết 1: đếm lại các phiếu")
