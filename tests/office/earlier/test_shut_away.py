"""An older letter with a mark of secrecy is shut away, let out, destroyed as any other (§3.5)."""

import pytest
from sqlalchemy import delete, select

from server.database import db, transaction
from server.documents import purged_again
from server.documents.earlier.models import EarlierDocument
from server.files import store
from server.ledger import sequencing
from server.ledger.checking.whole import findings
from server.pages import when
from server.papers.services import files_of, proposed
from server.papers.tombstones import PurgedFile, Tombstone, tombstone_of
from tests.cast import Cast
from tests.office.earlier.old_register import line, taken_over, workbook
from tests.office.earlier.test_scans_read import found
from tests.office.front.clicking import Desk
from tests.office.incoming import desk
from tests.office.incoming.shredder import MARK, WHY, files_with, head, rows_with
from tests.office.outcome import id_of, refused, waits, waits_nowhere
from tests.office.papers import ok, scan
from workflows.incoming import QUARTER_HOUR

SUBJECT = f"V/v {MARK} phòng thủ"
OTHER = ("b.pdf", scan("Văn bản khác"))
BOOK = "/earlier/books/in/2021"


@pytest.fixture
def path(cast: Cast) -> str:
    """Lan takes over a letter of 2021 with its scan; nobody saw the mark then."""
    rows = [
        line(no=1, code="7/SNV", subject=SUBJECT, file="a.pdf"),
        line(no=2, code="8/SNV", file="b.pdf"),
    ]
    taken_over(cast.lan, workbook(*rows), ("a.pdf", head("Cong van")), OTHER)
    return f"/earlier/{document('7').id}"


def document(number: str) -> EarlierDocument:
    db.session.rollback()
    mine = select(EarlierDocument).where(EarlierDocument.old_no == {"7": "1", "8": "2"}[number])
    return db.session.scalars(mine).one()


def test_lan_shuts_it_away_and_not_a_word_of_it_is_left_anywhere(cast: Cast, path: str):
    assert MARK in cast.minh.browser().get(path).text
    refused(cast.lan.does(path, "quarantine", {"reason": " "}), "has_reason")
    refused(cast.minh.does(path, "quarantine", WHY), "wrong_role")
    ok(cast.lan.does(path, "quarantine", WHY))
    assert waits(cast.minh, path) == {"release"}
    told = cast.minh.sees(path)
    assert (told["subject"], told["files"], told["actions"]) == ("", [], ["release"])
    refused(cast.minh.asks("GET", f"{path}/files/1"), "not_found")
    assert cast.minh.browser().get(f"{path}/files/1").status_code == 404
    for page in (path, "/", "/notices", BOOK):
        text = cast.minh.browser().get(page).text
        assert MARK not in text and "trang mot" not in text, page
    assert "nghi mật" in cast.minh.browser().get("/").text
    assert "Cách ly (nghi mật)" in cast.minh.browser().get(BOOK).text, "its line keeps its place"
    assert found(cast, MARK) == [] and rows_with(MARK) == []
    seen = cast.lan.sees(path)
    assert (seen["subject"], len(seen["files"])) == (SUBJECT, 1), "the clerk holds it"
    with cast.lan.asks("GET", f"{path}/files/1") as got:
        assert got.data == head("Cong van")
    assert cast.lan.sees("/earlier/books/in/2021")["items"][0]["old_no"] == "2"


def test_minh_lets_it_out_and_it_is_read_and_found_as_before(cast: Cast, path: str):
    before = cast.minh.sees(path)
    ok(cast.lan.does(path, "quarantine", WHY))
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    refused(cast.minh.does(path, "release", {"reason": ""}), "has_reason")
    ok(cast.minh.does(path, "release", {"reason": "Dấu nội bộ, không phải mật."}))
    after = cast.minh.sees(path)
    assert {**after, "version": 0} == {**before, "version": 0}
    assert found(cast, MARK) == [SUBJECT] and waits_nowhere(path)
    with cast.minh.asks("GET", f"{path}/files/1") as got:
        assert got.data == head("Cong van")


def test_two_hands_destroy_it_and_a_restored_copy_too(cast: Cast, path: str):
    sha256 = files_of("earlier", id_of(path))[0].sha256
    refused(cast.lan.does(path, "purge", WHY), "wrong_state")
    ok(cast.lan.does(path, "quarantine", WHY))
    refused(cast.minh.does(path, "purge"), "not_proposed")
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    assert waits(cast.minh, path) == {"release", "purge"}
    ok(cast.minh.does(path, "purge"))
    paper = document("7")
    assert (paper.state, paper.subject, paper.old_no, paper.place) == ("PURGED", "", "1", 1)
    assert rows_with(MARK) == [] and files_with(MARK) == [] and not store().has(sha256)
    stone = tombstone_of("earlier", paper.id)
    assert stone is not None and stone.digests == [sha256] and stone.reason == WHY["reason"]
    assert stone.proposed_by.endswith(f"({cast.lan.account})")
    page = cast.son.browser().get(path).text
    assert "Văn bản mật đã tiêu hủy" in page and sha256 in page
    assert "Đã tiêu hủy (bí mật nhà nước)" in cast.lan.browser().get(BOOK).text
    sequencing.sequence()
    assert list(findings()) == [], "the log knows which bytes went"
    with transaction() as session:  # an older copy is laid back
        session.execute(delete(PurgedFile))
        session.execute(delete(Tombstone))
        old = session.get_one(EarlierDocument, paper.id)
        old.state, old.subject = "TAKEN_OVER", SUBJECT
    assert purged_again.purge_again() == 1
    assert document("7").subject == "" and rows_with(MARK) == []
    assert purged_again.purge_again() == 0


def test_lan_is_told_until_when_minh_may_confirm_and_who_decides(cast: Cast, path: str):
    """A quarter of an hour goes by quickly: after it she proposes anew (SEC-03)."""
    ok(cast.lan.does(path, "quarantine", WHY))
    lan, sees = Desk(cast.lan), cast.lan.sees(path)["version"]
    got = lan.sends(f"{path}/purge", path, version=sees, **WHY)
    until = proposed(document("7"), "purge").at + QUARTER_HOUR
    assert f"chờ người thứ hai xác nhận trước {when(until)}" in lan.opens(got.location)
    assert '<b class="num"></b>' not in cast.minh.browser().get(path).text


def test_what_arrived_under_the_same_id_loses_nothing_by_it(cast: Cast, path: str):
    """Tables that speak of what arrived alone have no kind: the id is another's."""
    letter = desk.directed(cast)
    assert letter.rsplit("/", 1)[1] == path.rsplit("/", 1)[1]
    before = cast.minh.sees(letter)
    ok(cast.lan.does(path, "quarantine", WHY))
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    ok(cast.minh.does(path, "purge"))
    assert cast.minh.sees(letter) == before
    assert files_of("earlier", id_of(path)) == []
