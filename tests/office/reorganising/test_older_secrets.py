"""An older letter that may be a secret has an owner after a midnight, and after its leader left."""

import pytest
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.earlier.models import EarlierDocument
from server.open_work import finding, owning
from server.org.models import Appointment
from server.papers.tombstones import tombstone_of
from server.reorganising.models import HandedOver
from tests.cast import Cast, Hand
from tests.office.earlier.old_register import line, taken_over, workbook
from tests.office.incoming.shredder import MARK, WHY, head, rows_with
from tests.office.outcome import id_of, reads, refused, waits
from tests.office.papers import ok
from tests.office.reorganising.merging import NEW, approved, at_midnight, done, new_day

SUBJECT = f"V/v {MARK} phòng thủ"
BOOK = "/earlier/books/in/2021?agency=hoangphu"
CALLED = "văn bản cũ số 1/2021 (nghi mật)"


def shut_away(hand: Hand) -> str:
    """A clerk took the old book over, and shut its first letter away."""
    rows = workbook(line(no=1, subject=SUBJECT, file="a.pdf"))
    taken_over(hand, rows, ("a.pdf", head("Cong van")))
    path = f"/earlier/{db.session.scalars(select(EarlierDocument.id)).one()}"
    ok(hand.does(path, "quarantine", WHY))
    return path


def paper_of(path: str) -> EarlierDocument:
    db.session.expire_all()
    return db.session.get_one(EarlierDocument, id_of(path))


@pytest.fixture
def path(cast: Cast) -> str:
    """Of Hoằng Phú, which has merged with Hoằng Đồng."""
    path = shut_away(cast.dao)
    done(approved())
    return path


def test_it_is_open_work_of_its_agency_and_named_without_a_word(one_cast: Cast):
    path = shut_away(one_cast.dao)
    agency = one_cast.dao.actor.agency_id
    assert [(kind, one.id) for kind, one in finding.each({agency})] == [("earlier", id_of(path))]
    assert finding.sums({agency}) == {agency: {"earlier": 1}}
    assert owning.lying_in(agency) == {"earlier": 1}
    assert "văn bản cũ nghi mật" in owning.said(owning.lying_in(agency))
    plan = approved()
    page = f"/people/reorganisations/{plan.id}/open/{agency}/earlier"
    text = one_cast.kien.browser().get(page).text
    assert CALLED in text and MARK not in text


def test_the_new_communes_leader_decides_about_it_and_the_book_stays_the_old_ones(
    cast: Cast, path: str
):
    paper = paper_of(path)
    assert (paper.kept_by.code, paper.agency.code) == (NEW.code, "hoangphu")
    (row,) = db.session.scalars(select(HandedOver).where(HandedOver.paper_kind == "earlier"))
    assert (row.called, row.heir) == (CALLED, NEW.short_name)
    with at_midnight():
        dao, anh = new_day(cast.dao), new_day(cast.anh)
        assert waits(anh, path) == {"release"}
        assert (anh.sees(path)["subject"], dao.sees(path)["subject"]) == ("", SUBJECT)
        assert MARK not in anh.browser().get(path).text
        assert "Cách ly (nghi mật)" in dao.browser().get(BOOK).text
        assert MARK not in dao.browser().get(BOOK).text
        assert not any(reads(hand, path) for hand in (cast.lan, cast.minh, new_day(cast.dao3)))
        ok(anh.does(path, "release", {"reason": "Dấu nội bộ, không phải mật."}))
        assert SUBJECT in dao.browser().get(BOOK).text, "in the book of the commune that ended"
        assert finding.sums({paper_of(path).kept_by_id}) == {paper.kept_by_id: {}}


def test_two_hands_of_the_new_commune_destroy_it(cast: Cast, path: str):
    with at_midnight():
        dao, anh = new_day(cast.dao), new_day(cast.anh)
        assert dao.does(path, "purge", WHY).status_code == 202
        assert waits(anh, path) == {"release", "purge"}
        refused(cast.minh.does(path, "purge"), "not_found")
        ok(anh.does(path, "purge"))
    assert paper_of(path).state == "PURGED" and rows_with(MARK) == []
    stone = tombstone_of("earlier", id_of(path))
    assert stone is not None and stone.confirmed_by.endswith(f"({cast.anh.account})")


def test_a_clerk_who_finds_the_mark_after_the_midnight_lays_it_before_her_own_leader(
    one_cast: Cast,
):
    taken_over(one_cast.dao, workbook(line(no=1, subject=SUBJECT, file="a.pdf")),
               ("a.pdf", head("Cong van")))  # fmt: skip
    path = f"/earlier/{db.session.scalars(select(EarlierDocument.id)).one()}"
    done(approved())
    assert paper_of(path).kept_by.code == "hoangphu", "nothing was owed on it"
    with at_midnight():
        ok(new_day(one_cast.dao).does(path, "quarantine", WHY))
        assert paper_of(path).kept_by.code == NEW.code
        assert waits(new_day(one_cast.anh), path) == {"release"}


def test_where_the_only_leader_leaves_it_is_named_as_left_with_his_duty(one_cast: Cast):
    shut_away(one_cast.dao)
    anh = one_cast.anh.actor
    held = db.session.get_one(Appointment, anh.appointment_id)
    assert owning.lying_at(held.position) == {}, "nobody owes it by name"
    left = owning.empty_duties(held.position, {held.id}, today())
    assert left == {f"a:{anh.agency_id}:LEADER": 1}, "so he cannot go before somebody leads there"
