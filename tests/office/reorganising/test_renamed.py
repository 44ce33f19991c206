"""Hoằng Phú becomes a township: another name, the same people, numbers that go on (§2.4, §2.5)."""

import pytest
from sqlalchemy import select

from server import registers
from server.admin.organisation import vote_rules
from server.admin.organisation.vote_rules import Carried
from server.clock import today
from server.database import db, transaction
from server.ledger.checking.books import book_findings
from server.org.models import Agency
from server.org.queries import in_force
from server.org.vote_rules import kept
from server.registers.models import Register
from server.reorganising import planning, renaming
from server.reorganising.models import Plan
from server.reorganising.renaming import NewName
from tests.cast import Cast
from tests.office.admin.desk import hanh, kien
from tests.office.reorganising.merging import at_midnight, begun, done, new_day, tomorrow
from tests.office.reorganising.test_midnight import presented
from workflows import Refused

NEW = NewName(
    name="Ủy ban nhân dân thị trấn Hoằng Phú", short_name="UBND thị trấn Hoằng Phú",
    abbreviation="UBND", place_name="Hoằng Phú",
)  # fmt: skip


def drafted(code: str = "hoangphu", new: NewName = NEW) -> Plan:
    plan = begun(title="Đổi tên")
    renaming.rename(kien(), plan.id, code, new, pin="246810")
    return plan


def approved(plan: Plan) -> Plan:
    planning.propose(kien(), plan.id)
    return planning.approve(hanh(), plan.id)


def now_called(code: str) -> Agency:
    there = select(Agency).where(Agency.code == code, in_force(Agency, tomorrow()))
    return db.session.scalars(there).one()


def test_its_people_and_work_go_on_under_the_new_name(cast: Cast):
    path = presented(cast.dao)
    before = cast.dao.actor
    moved = done(approved(drafted()))
    new = now_called("hoangphu")
    assert (new.name, new.organ_id) == (NEW.name, "H56.12.21") and new.id != before.agency_id
    assert moved["moved"]["left"] == 0 and moved["moved"]["keys"] == 1
    with at_midnight():
        assert new_day(cast.dao).actor.agency_name == NEW.short_name
        assert new_day(cast.anh).sees(path)["state"] == "PRESENTED"
    old = db.session.get_one(Agency, before.agency_id)
    assert (old.short_name, old.valid_to, old.successor_id) == (
        "UBND xã Hoằng Phú", tomorrow(), new.id,
    )  # fmt: skip
    assert not old.seal and new.seal


def test_its_committee_votes_under_the_new_name_as_it_did(one_cast: Cast):
    new = Carried(body="phien_hop_ubnd", way="secret", threshold="two_thirds", basis="Điều 9",
                  valid_from=today())  # fmt: skip
    vote_rules.settle(kien(), "hoangphu", new)
    done(approved(drafted()))
    (rule,) = kept(now_called("hoangphu").id, tomorrow())
    assert (rule.way, rule.threshold, rule.basis) == ("secret", "two_thirds", "Điều 9")


def test_numbers_go_on_and_the_book_of_the_old_name_keeps_its_last(cast: Cast):
    for number in ("317", "318"):
        presented(cast.dao, number=number)
    old = cast.dao.actor.agency_id
    done(approved(drafted()))
    new = now_called("hoangphu").id
    assert list(book_findings()) == []
    with at_midnight(), transaction():
        assert registers.take_number(new, "IN", tomorrow()) == 5
    book = db.session.get_one(Register, (old, "IN", tomorrow().year))
    assert (book.last, book.closed_on) == (2, tomorrow())


def test_whoever_stood_below_stands_below_it_still(one_cast: Cast):
    """The district is renamed: a plan need not name its communes, they lose no superior."""
    town = NewName(
        name="Ủy ban nhân dân thị xã Hoằng Hóa", short_name="UBND thị xã Hoằng Hóa",
        abbreviation="UBND", place_name="Hoằng Hóa",
    )  # fmt: skip
    done(approved(drafted("huyen", town)))
    new = now_called("huyen")
    below = now_called("hoangdong")
    assert (below.parent_id, below.superior) == (new.id, town.name)
    with at_midnight():
        assert new_day(one_cast.minh).actor.agency_name == town.short_name


def test_a_name_that_was_withdrawn_or_dropped_never_was(one_cast: Cast):
    plan = drafted()
    planning.keep_open(kien(), plan.id, agency_id=one_cast.dao.actor.agency_id)
    assert now_called("hoangphu").short_name == "UBND xã Hoằng Phú"
    renaming.rename(kien(), plan.id, "hoangphu", NEW)
    planning.withdraw(kien(), plan.id, reason="Hoãn")
    assert now_called("hoangphu").short_name == "UBND xã Hoằng Phú"


def test_the_name_that_it_has_is_no_new_one(one_cast: Cast):
    same = NewName(
        name="Ủy ban nhân dân xã Hoằng Phú", short_name="x", abbreviation="", place_name="x"
    )
    with pytest.raises(Refused, match="keeps_its_name"):
        drafted(new=same)
