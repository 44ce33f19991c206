"""A delegate is invited by position: whoever holds it on the day comes (DOMAIN §10.3)."""

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.clock import now, today
from server.database import db
from server.desks.models import Mention
from server.meetings.before.note_models import PrivateNote
from server.meetings.models import Meeting
from server.meetings.people import succession
from server.meetings.people.models import Delegate
from server.org.models import Appointment, Person, Position
from server.papers import telling
from tests.cast import Hand
from tests.office.admin.desk import position
from tests.office.meetings.gathering import (
    MEMBERS,
    does,
    entered,
    id_of,
    item,
    opened,
    planned,
    voting,
)
from tests.office.meetings.test_stances import agree
from tests.office.meetings.test_substitutes import sends
from tests.office.outcome import refused

DUNG = "dung.huyen"


def comes_into(post: Position, account: str = DUNG) -> Person:
    """Somebody new is appointed to a post, from today."""
    who = Person(account=account, full_name="Đỗ Tiến Dũng", password_hash="", sort_key=b"dung")
    db.session.add(who)
    db.session.flush()
    db.session.add(Appointment(person=who, position=post, valid_from=today()))
    db.session.commit()
    return who


def leaves(hand) -> Position:
    """His post is his until yesterday."""
    post = position(hand.account)
    for one in db.session.scalars(select(Appointment).filter_by(position_id=post.id)):
        one.valid_to = today()
    db.session.commit()
    return post


def moves_to(hand, post: Position) -> None:
    """Somebody of the house is appointed to a post, from today."""
    who = db.session.scalar(select(Person).filter_by(account=hand.account))
    db.session.add(Appointment(person=who, position=post, valid_from=today()))
    db.session.commit()


def succeeded(cast, hand) -> Hand:
    """Dũng holds his post now, and the minute is over."""
    comes_into(leaves(hand))
    succession.look()
    return Hand(cast.nam.app, DUNG)


def seated(path: str) -> dict[str, Delegate]:
    meeting = db.session.get_one(Meeting, id_of(path), populate_existing=True)
    db.session.refresh(meeting, ["people"])
    return {one.account: one for one in meeting.people}


def test_a_members_seat_goes_to_whoever_holds_his_post_now(one_cast):
    cast = one_cast
    path = entered(cast)
    place = seated(path)[cast.hoa.account].n
    dung = succeeded(cast, cast.hoa)
    rows = seated(path)
    assert cast.hoa.account not in rows
    heir = rows[DUNG]
    assert (heir.part, heir.n, heir.name) == ("MEMBER", place, "Đỗ Tiến Dũng")
    for hand in (cast.minh, cast.binh, dung):
        does(hand, path, "check_in")
    assert does(cast.minh, path, "open")["quorum"]["base"] == 4
    does(dung, path, "cast", vote=voting(cast, path), choice="for")


def test_what_the_one_before_said_beforehand_is_not_said_by_the_next(one_cast):
    """Hoa agreed, registered a speech and kept a note: Dũng owes all of it himself."""
    cast = one_cast
    path = entered(cast)
    for hand in (cast.minh, cast.binh, cast.hoa):
        does(hand, path, "mark_stances", stances=agree(item(hand, path)))
    does(cast.hoa, path, "register_speech", item=item(cast.hoa, path, 2))
    said = {"document": "", "page": 0, "text": "Hỏi kỹ"}
    assert cast.hoa.asks("POST", f"{path}/notes", json=said).status_code == 200
    assert cast.minh.sees(path)["agenda"][0]["together"] is True
    dung = succeeded(cast, cast.hoa)
    assert cast.minh.sees(path)["agenda"][0]["together"] is False
    assert dung.sees(f"{path}/notes")["items"] == []
    notes = db.session.scalars(select(PrivateNote))
    assert [one.text for one in notes] == ["Hỏi kỹ"], "Hoa's own still"
    meeting = db.session.get_one(Meeting, id_of(path))
    assert [one.withdrawn for one in meeting.requests] == [True]
    assert seated(path)[DUNG].confirmed_at is None


def test_he_hears_of_it_and_the_log_knows_after_whom_he_came(one_cast):
    cast = one_cast
    path = entered(cast)
    hoa = cast.hoa.actor.person_id
    dung = succeeded(cast, cast.hoa)
    mine = select(Mention).filter_by(person_id=dung.actor.person_id, what=telling.SEATED)
    assert db.session.scalars(mine).one().paper_id == id_of(path)
    said = [row.content for row in db.session.query(LedgerEvent) if "seat_passed" in row.content]
    assert len(said) == 1
    assert f'"after":{dung.actor.person_id}' in said[0] and f'"before":{hoa}' in said[0]


def test_nobody_is_told_of_a_plan_that_calls_nobody_yet(one_cast):
    cast = one_cast
    path = planned(cast)
    dung = succeeded(cast, cast.hoa)
    assert DUNG in seated(path)
    assert not db.session.scalars(select(Mention).filter_by(what=telling.SEATED)).all()
    refused(dung.asks("GET", path), "not_found")


def test_a_vacant_post_keeps_its_place_until_somebody_comes_into_it(one_cast):
    cast = one_cast
    path = entered(cast)
    post = leaves(cast.hoa)
    succession.look()
    assert cast.hoa.account in seated(path)
    comes_into(post)
    succession.look()
    assert DUNG in seated(path)


def test_who_has_come_stays_until_this_session_is_over(one_cast):
    cast = one_cast
    path = entered(cast)
    does(cast.hoa, path, "check_in")
    does(cast.hoa, path, "leave")
    dung = succeeded(cast, cast.hoa)
    assert cast.hoa.account in seated(path) and DUNG not in seated(path)
    refused(dung.asks("POST", f"{path}/actions/check_in", json={}), "wrong_role")


def test_a_colleague_in_the_same_post_who_sits_there_takes_no_second_place(one_cast):
    cast = one_cast
    colleague = comes_into(position(cast.hoa.account))
    path = entered(cast, attending=[DUNG])
    leaves_alone(cast.hoa, colleague)
    succession.look()
    assert {cast.hoa.account, DUNG} <= set(seated(path))


def leaves_alone(hand, stays: Person) -> None:
    """Of two in one post one goes."""
    mine = select(Appointment).filter_by(person_id=hand.actor.person_id)
    for one in db.session.scalars(mine):
        assert one.person_id != stays.id
        one.valid_to = today()
    db.session.commit()


def test_a_substitute_was_sent_by_name_and_stands_for_who_comes_next(one_cast):
    """Hoa had sent Nam; Dũng comes himself, and Nam need not."""
    cast = one_cast
    path = entered(cast)
    sends(cast.hoa, path, cast.nam)
    succeeded(cast, cast.hoa)
    rows = seated(path)
    assert rows[DUNG].excuse == "" and rows[DUNG].confirmed_at is None
    assert rows[cast.nam.account].stands_for_id == rows[DUNG].person_id
    comes_into(leaves(cast.nam), "quy.huyen")
    succession.look()
    assert cast.nam.account in seated(path) and "quy.huyen" not in seated(path)


def test_who_presents_and_heads_a_site_is_followed_in_both(one_cast):
    cast = one_cast
    sites = [{"name": "UBND xã Hoằng Phú", "head": cast.anh.account}]
    matter = {"title": "Dự toán", "rapporteur": cast.anh.account}
    path = entered(cast, agenda=[matter], sites=sites)
    dung = succeeded(cast, cast.anh)
    seen = dung.sees(path)
    assert seen["agenda"][0]["rapporteur"] == DUNG
    meeting = db.session.get_one(Meeting, id_of(path))
    assert [one.head_id for one in meeting.at_sites] == [dung.actor.person_id]
    assert seated(path)[DUNG].site == 1


def test_a_matter_that_was_begun_without_him_stays_under_his_name(one_cast):
    """Ánh was late and another read her report; Dũng, who came after her, presented nothing."""
    cast = one_cast
    matters = [{"title": one, "rapporteur": cast.anh.account} for one in ("Dự toán", "Việc khác")]
    path = opened(cast, agenda=matters, attending=[cast.anh.account])
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    dung = succeeded(cast, cast.anh)
    seen = dung.sees(path)["agenda"]
    assert [one["rapporteur"] for one in seen] == [cast.anh.account, DUNG]


def test_the_post_that_came_after_a_closed_one_has_its_place(one_cast):
    """Two communes became one: who goes on there comes himself, in his new post."""
    cast = one_cast
    path = entered(cast, attending=[cast.anh.account])
    old = leaves(cast.anh)
    new = Position(
        agency_id=old.agency_id, title="Chủ tịch", roles=old.roles, rank=old.rank,
        inherits=[f"p:{old.id}"], valid_from=old.valid_from,
    )  # fmt: skip
    anh = db.session.scalar(select(Person).filter_by(account=cast.anh.account))
    db.session.add(new)
    db.session.flush()
    db.session.add(Appointment(person=anh, position=new, valid_from=today()))
    db.session.commit()
    confirmed = seated(path)[cast.anh.account]
    confirmed.confirmed_at = now()
    db.session.commit()
    succession.look()
    row = seated(path)[cast.anh.account]
    assert row.position_id == new.id and row.confirmed_at is not None


def test_a_place_whose_sitter_still_holds_his_post_is_nobodys_else(one_cast):
    """A colleague comes into the same post beside him: nothing passes."""
    cast = one_cast
    path = entered(cast)
    before, seq = list(seated(path)), cast.minh.sees(path)["seq"]
    comes_into(position(cast.hoa.account))
    succession.look()
    assert list(seated(path)) == before and len(before) == len(MEMBERS) + 1
    meeting = db.session.get_one(Meeting, id_of(path))
    assert meeting.version == 3 and seq == cast.minh.sees(path)["seq"]
