"""An absence is written down by whom it concerns; it brings the desk, no signing (ORG-04)."""

import html
from dataclasses import replace

import pytest
import time_machine
from sqlalchemy import select

from server.absences import services
from server.absences.services import Wish
from server.clock import now, today
from server.database import db, transaction
from server.desks.models import Mention
from server.org import queries
from server.org.models import Absence, Appointment, Person, Position
from tests.office.admin.desk import DAY, actor, kien, last_change, post_of, why
from tests.office.front.clicking import Desk
from workflows.absence import AbsenceKind


def away(
    account: str = "chuyenvien.huyen", substitute: str = "cv-vp.huyen", days: int = 3
) -> Absence:
    return services.stand_in(
        kien(), Wish(account=account, substitute=substitute,
                     valid_from=today(), valid_to=today() + days * DAY),
    )  # fmt: skip


def test_a_substitute_gets_the_desk_for_the_days_and_no_more(app):
    away()
    seat = post_of("chuyenvien.huyen").position_id
    assert seat in actor("cv-vp.huyen").positions
    assert actor("cv-vp.huyen").position_id != seat
    with time_machine.travel(now() + 3 * DAY, tick=False):
        assert seat not in actor("cv-vp.huyen").positions


def test_before_the_first_day_the_desk_is_his_own(app):
    """Written down on Monday for Wednesday: till then the substitute reads nothing of his."""
    days = {"valid_from": today() + 2 * DAY, "valid_to": today() + 4 * DAY}
    services.stand_in(kien(), Wish(account="chuyenvien.huyen", substitute="cv-vp.huyen", **days))
    seat = post_of("chuyenvien.huyen").position_id
    for day in range(5):
        with time_machine.travel(now() + day * DAY, tick=False):
            other = actor("cv-vp.huyen")
            assert (seat in other.positions) is (f"p:{seat}" in other.seats) is (day in (2, 3)), day
            (same,) = queries.actors_among([other.person_id])
            assert same.seats == other.seats, "whom letters are written to"


def test_what_he_has_in_another_agency_comes_to_nobody_here(app):
    """He works for a commune too: whoever stands in for him here reads nothing of what is there."""
    away()
    with transaction() as session:
        absent = session.query(Person).filter_by(account="chuyenvien.huyen").one()
        since = {"valid_from": today().replace(month=1, day=1)}
        commune = actor("chutich.hoangphu").agency_id
        there = Position(agency_id=commune, title="Cộng tác viên", roles=["OFFICER"], **since)
        session.add(Appointment(person=absent, position=there, main=False, **since))
    other = actor("cv-vp.huyen")
    assert {post_of("chuyenvien.huyen").position_id} == other.stands_for != {there.id}


def test_back_earlier_the_desk_is_his_own_again(app):
    row = away()
    services.come_back(kien(), row.id, on=today())
    assert post_of("chuyenvien.huyen").position_id not in actor("cv-vp.huyen").positions
    assert why(services.come_back, kien(), 999_999, on=today()) == "no_such_row"


@pytest.mark.parametrize(
    ("account", "substitute", "reason"),
    [
        ("chuyenvien.huyen", "chuyenvien.huyen", "away_himself"),
        ("chuyenvien.huyen", "chuyenvien.hoangphu", "substitute_elsewhere"),
        ("chutich.huyen", "quantri", "substitute_is_admin"),
        ("khongco", "cv-vp.huyen", "unknown_person"),
        ("chuyenvien.huyen", "khongco", "unknown_person"),
    ],
)
def test_who_cannot_stand_in_does_not(app, account, substitute, reason):
    assert why(away, account, substitute) == reason


def test_nobody_is_away_twice_at_once(app):
    away()
    assert why(away, substitute="thethuc.huyen") == "away_already"


def test_an_absence_ends_after_it_begins(app):
    assert why(away, days=0) == "ends_before_it_begins"


def test_an_absence_of_the_chair_opens_no_signing(app):
    away("chutich.huyen", "truongphong.huyen")
    assert queries.delegations_of(post_of("chutich.huyen").position_id) == []
    assert not actor("truongphong.huyen").is_deputy


WEEK = 7 * DAY


def wish(account: str, substitute: str = "cv-vp.huyen", kind: str = "LEAVE") -> Wish:
    return Wish(account=account, substitute=substitute, valid_from=today(),
                valid_to=today() + WEEK, kind=AbsenceKind(kind))  # fmt: skip


def test_each_writes_down_his_own_and_both_read_until_when(one_cast):
    desk, days = Desk(one_cast.nam), (f"{today():%d/%m/%Y}", f"{today() + 3 * DAY:%d/%m/%Y}")
    assert "việc đến bàn anh/chị có người nhận thay" in desk.opens("/absences")
    form = desk.opens("/absences/new")
    assert "Người nhận việc thay" in form and 'name="account"' not in form, "of nobody but himself"
    typed = {"substitute": one_cast.cv_tckh.account, "kind": "TRIP"}
    got = desk.sends("/absences/new", valid_from=days[0], last_day=days[1], **typed)
    assert got.status_code == 302
    row = db.session.scalars(select(Absence)).one()
    assert (row.person.account, row.kind) == (one_cast.nam.account, "TRIP")
    assert f"đi công tác, từ {days[0]} đến hết {days[1]}" in desk.opens("/absences")
    assert f'href="/absences/{row.id}"' in desk.opens("/absences?q=dang+vang")
    assert f'href="/absences/{row.id}"' not in desk.opens("/absences?q=da+tro+lai")
    told = Desk(one_cast.cv_tckh)
    assert f'href="/absences/{row.id}"' in told.opens("/notices")
    assert f"đến hết {days[1]}; {one_cast.cv_tckh.actor.name}" in told.opens(f"/absences/{row.id}")
    assert f"nhận việc thay đ/c {one_cast.nam.actor.name}" in told.opens("/")
    assert 'name="on"' not in told.opens(f"/absences/{row.id}"), "it is not his to change"
    assert Desk(one_cast.mai).client.get(f"/absences/{row.id}").status_code == 404


def test_what_was_typed_stays_where_it_is_refused(one_cast):
    desk, day = Desk(one_cast.nam), f"{today():%d/%m/%Y}"
    typed = {"substitute": one_cast.nam.account, "kind": "TRIP", "valid_from": day}
    got = desk.sends("/absences/new", **typed, last_day=f"{today() - DAY:%d/%m/%Y}")
    assert got.status_code == 422
    assert f'value="{day}"' in got.text and '<option value="TRIP" selected' in got.text


@pytest.mark.parametrize("hand", ["hoa", "tuan", "minh", "kien"])
def test_a_head_writes_for_the_unit_the_chief_and_the_chair_for_the_agency(one_cast, hand):
    by = getattr(one_cast, hand).actor
    row = services.stand_in(by, wish("chuyenvien.huyen"))
    assert one_cast.nam.actor.person_id == row.person_id
    told = [one.person_id for one in db.session.scalars(select(Mention).order_by(Mention.id))]
    assert told == [row.substitute_id, row.person_id], "who is away hears of it too"


@pytest.mark.parametrize(
    ("hand", "account"),
    [
        ("nam", "truongphong.huyen"),
        ("hoa", "cv-tckh.huyen"),
        ("lan", "chuyenvien.huyen"),
        ("binh", "chuyenvien.huyen"),
        ("tuan", "chuyenvien.hoangphu"),
    ],
)
def test_nobody_writes_down_those_who_are_not_his(one_cast, hand, account):
    assert why(services.stand_in, getattr(one_cast, hand).actor, wish(account)) == "not_your_people"


def test_a_citizen_has_no_desk(one_cast):
    assert why(services.stand_in, one_cast.yen.actor, wish("congdan")) == "not_allowed"


def test_nobody_stands_in_who_is_away_himself(one_cast):
    services.stand_in(one_cast.tuan.actor, wish("cv-vp.huyen", "thethuc.huyen"))
    assert why(services.stand_in, one_cast.nam.actor, wish("chuyenvien.huyen")) == (
        "substitute_is_away"
    )


def test_he_comes_back_sooner_or_later_than_was_written(one_cast):
    nam = one_cast.nam.actor
    row = services.stand_in(nam, wish("chuyenvien.huyen"))
    assert why(services.come_back, nam, row.id, on=today() + WEEK) == "nothing_changes"
    services.come_back(nam, row.id, on=today() + 2 * WEEK)
    assert (row.valid_to, last_change().act) == (today() + 2 * WEEK, "absence_extended")
    services.come_back(nam, row.id, on=today() + DAY)
    assert (row.valid_to, last_change().act) == (today() + DAY, "absence_ended")
    assert why(services.come_back, nam, row.id, on=today() - DAY) == "end_is_backdated"
    other = one_cast.cv_tckh.actor
    assert why(services.come_back, other, row.id, on=today()) == "no_such_row"
    with time_machine.travel(now() + 2 * DAY, tick=False):
        assert why(services.come_back, nam, row.id, on=today()) == "ended_before_that_day"


def test_it_is_not_drawn_out_over_the_next_one(one_cast):
    nam = one_cast.nam.actor
    row = services.stand_in(nam, wish("chuyenvien.huyen"))
    ahead = replace(wish("chuyenvien.huyen"), valid_from=today() + 2 * WEEK,
                    valid_to=today() + 3 * WEEK)  # fmt: skip
    services.stand_in(nam, ahead)
    assert why(services.come_back, nam, row.id, on=today() + 2 * WEEK + DAY) == "away_already"
    services.come_back(nam, row.id, on=today() + 2 * WEEK)


def test_a_program_writes_it_and_reads_who_is_away(one_cast):
    nam, sub = one_cast.nam, one_cast.cv_tckh
    days = {"valid_from": f"{today()}", "last_day": f"{today() + 3 * DAY}"}
    got = nam.asks("POST", "/absences", json={"substitute": sub.account, "kind": "LEAVE", **days})
    assert got.status_code == 201
    (item,) = got.json["items"]
    assert (item["account"], item["last_day"]) == (nam.account, days["last_day"])
    assert item["actions"] == ["return"]
    (seen,) = sub.asks("GET", "/absences").json["items"]
    assert seen["actions"] == [] and one_cast.mai.asks("GET", "/absences").json["items"] == []
    back = f"/absences/{item['id']}/actions/return"
    assert sub.asks("POST", back, json={"on": f"{today()}"}).json["code"] == "not_your_people"
    assert one_cast.mai.asks("POST", back, json={"on": f"{today()}"}).status_code == 404
    got = nam.asks("POST", back, json={"on": f"{today() + DAY}"})
    assert got.json["items"][0]["last_day"] == f"{today()}"


def test_heads_of_units_are_told_apart_by_their_unit(one_cast):
    """Eleven lines "…, Trưởng phòng" said nothing of whose head each was."""
    form = html.unescape(Desk(one_cast.hoa).opens("/absences/new"))
    assert "Lê Thị Hoa, Trưởng phòng, Phòng Văn hóa và Thông tin" in form
    assert "Trịnh Quang Minh, Chủ tịch<" in form, "who is of no unit has none"
