"""`congso ledger check`: a file beside the main one, exchanged, put in or taken away, is named."""

import io

from sqlalchemy import text

from server.database import db
from server.ledger import vouching
from tests.cast import Cast
from tests.office.exchange.letters import attachment, envelope
from tests.office.exchange.letters import hand_in as deliver
from tests.office.incoming import desk
from tests.office.incoming.shredder import WHY, purged
from tests.office.ledger.findings import another, found
from tests.office.ledger.tampering import tamper
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.outcome import id_of
from tests.office.outgoing.files import handed_in
from tests.office.papers import fields, ok, scan


def with_annex(cast: Cast, **more) -> str:
    """Lan has received a letter and what lay beside it."""
    files = [(io.BytesIO(scan(said)), f"{said}.pdf") for said in ("thu", "phu-luc")]
    got = cast.lan.asks("POST", "/incoming", data={"file": files, **fields(**more)})
    return f"/incoming/{ok(got)['id']}"


def digest(where: str) -> str:
    said = db.session.scalar(text(f"SELECT sha256 FROM paper_files WHERE {where}"))  # noqa: S608
    db.session.rollback()
    return str(said)


def test_an_annex_of_a_letter_that_was_exchanged_is_named(cast: Cast) -> None:
    with_annex(cast)
    assert found() == []
    own, other = digest("n = 2"), another()
    tamper("UPDATE paper_files SET sha256 = :other WHERE n = 2", other=other)
    swapped = f"tệp {own}: ở incoming/1 đã bị thay bằng tệp {other}, nhật ký không ghi việc này"
    assert found() == [swapped]


def test_one_that_was_taken_away_or_put_in_is_named(one_cast: Cast) -> None:
    vouching.bind_all()
    with_annex(one_cast)
    own, other = digest("n = 2"), another()
    tamper("UPDATE paper_files SET n = 3, sha256 = :other WHERE n = 2", other=other)
    assert sorted(found()) == sorted([
        f"tệp {own}: nhật ký ghi cho incoming/1 nhưng văn bản không còn mang tệp này",
        f"tệp {other}: incoming/1 mang tệp này nhưng nhật ký không ghi",
    ])  # fmt: skip


def test_what_shows_that_a_task_was_done_is_bound(one_cast: Cast) -> None:
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh"))
    ok(one_cast.tckh.asks("POST", f"{path}/files", data={"file": (io.BytesIO(scan()), "b.pdf")}))
    assert found() == []
    tamper("UPDATE paper_files SET sha256 = :other", other=another())
    (said,) = found()
    assert f"ở {path[1:]} đã bị thay bằng tệp" in said


def test_files_that_move_to_the_entry_of_their_other_form_are_in_order(one_cast: Cast) -> None:
    """The entry had no file of its own: what comes is its first one."""
    entry = desk.directed(one_cast, electronic=True)
    vouching.bind_all()
    ok(one_cast.lan.does(with_annex(one_cast), "same_document"))
    assert found() == []
    assert digest(f"paper_id = {id_of(entry)} AND n = 2") != "None"
    tamper("UPDATE paper_files SET sha256 = :other WHERE n = 1", other=another())
    assert len(found()) == 1


def test_what_went_with_a_purged_secret_is_missed_by_nobody(one_cast: Cast) -> None:
    vouching.bind_all()
    path = with_annex(one_cast)
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert found() == []
    purged(one_cast, path)
    assert found() == []


def test_an_envelope_that_was_exchanged_is_named_and_a_purged_one_is_not(
    one_cast: Cast,
) -> None:
    deliver(one_cast.lan, envelope(attachments=[attachment(scan())]))
    vouching.bind_all()
    assert found() == []
    before = db.session.scalar(text("SELECT envelope_sha256 FROM arrivals"))
    tamper("UPDATE arrivals SET envelope_sha256 = :other", other=another())
    assert found() == ["phong bì điện tử 1 (incoming/1): nội dung không khớp với nhật ký"]
    tamper("UPDATE arrivals SET envelope_sha256 = :own", own=before)
    ok(one_cast.lan.does("/incoming/1", "quarantine", WHY))
    purged(one_cast, "/incoming/1")
    assert found() == []


def test_a_draft_that_was_handed_in_as_a_file_is_bound(one_cast: Cast) -> None:
    path = handed_in(one_cast)
    assert found() == []
    tamper("UPDATE draft_files SET plain_sha256 = :other", other=another())
    assert found() == [f"{path[1:]}: tệp dự thảo 1: nội dung không khớp với nhật ký"]
