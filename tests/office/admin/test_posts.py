"""A post with roles is given by two persons; it begins and ends on its days (SOD-04, H02)."""

import pytest
import time_machine

from server.admin import queries
from server.admin.models import ALARM, CONFIRMED, REJECTED, SEEN
from server.admin.staff import grants, people, posts
from server.clock import now, today
from server.database import db
from server.org import queries as org
from server.org.models import Appointment
from tests.office.admin.desk import (
    DAY,
    actor,
    hanh,
    kien,
    last_change,
    newest_grant,
    person,
    position,
    post_of,
    propose,
    terms,
    why,
)
from workflows import Role


def test_a_proposal_gives_nothing_until_a_second_person_confirms(app):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    assert [one.position.title for one in org.posts_of(person("chuyenvien.huyen").id)] == [
        "Chuyên viên"
    ]
    grants.confirm(hanh(), grant.id)
    held = org.posts_of(person("chuyenvien.huyen").id)
    assert [one.position.title for one in held] == ["Chuyên viên", "Văn thư"]
    assert (newest_grant().state, newest_grant().settled_by) == (CONFIRMED, "quantri2")


def test_a_leader_of_the_agency_may_be_the_second(app):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    assert [one.id for one in queries.unsettled(actor("chutich.huyen"))] == [grant.id]
    assert grants.confirm(actor("chutich.huyen"), grant.id).decision_code == "77/QĐ-UBND"


def test_a_leader_of_another_agency_sees_and_confirms_nothing(app):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    anh = actor("chutich.hoangphu")
    assert queries.unsettled(anh) == []
    assert why(grants.confirm, anh, grant.id) == "no_such_grant"
    assert why(grants.reject, anh, grant.id, reason="không") == "no_such_grant"


def test_who_proposes_does_not_confirm_and_who_is_appointed_does_not_either(app):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    assert why(grants.confirm, kien(), grant.id) == "same_person"
    second = propose("quantri2", position("kythuat.huyen").id)
    assert why(grants.confirm, hanh(), second.id) == "confirms_own_grant"


def test_a_proposal_is_answered_once(app):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    grants.reject(hanh(), grant.id, reason="chưa có quyết định")
    assert (newest_grant().state, newest_grant().reason) == (REJECTED, "chưa có quyết định")
    assert why(grants.confirm, actor("chutich.huyen"), grant.id) == "grant_is_settled"
    assert why(grants.confirm, hanh(), 999_999) == "no_such_grant"
    assert len(org.posts_of(person("chuyenvien.huyen").id)) == 1


def test_what_waits_for_a_second_person_is_not_proposed_again(app):
    wanted = position("vanthu.huyen").id
    grant = propose("chuyenvien.huyen", wanted)
    again = {"position_id": wanted, "terms": terms()}
    assert why(posts.appoint, kien(), "chuyenvien.huyen", **again) == "is_proposed_already"
    grants.reject(kien(), grant.id, reason="ghi nhầm")
    assert propose("chuyenvien.huyen", wanted).id != grant.id


def test_the_first_person_takes_a_proposal_back(app):
    grant = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    grants.reject(kien(), grant.id, reason="ghi nhầm")
    assert queries.unsettled(hanh()) == []


def test_kien_who_gives_himself_leader_is_refused_and_the_others_are_told(app):
    chair = position("chutich.huyen").id
    no = why(posts.appoint, kien(), "quantri", position_id=chair, terms=terms())
    assert no == "grants_himself"
    assert Role.LEADER not in kien().roles
    alarm = newest_grant()
    assert (alarm.state, alarm.person_id) == (ALARM, kien().person_id)
    assert [one.id for one in queries.unsettled(actor("chutich.huyen"))] == [alarm.id]
    assert last_change().act == "own_grant_refused"


def test_an_alarm_stays_until_somebody_else_has_seen_it_and_is_never_confirmed(app):
    desk = position("kythuat.huyen").id
    why(posts.appoint, kien(), "quantri", position_id=desk, terms=terms())
    alarm = newest_grant()
    assert why(grants.confirm, hanh(), alarm.id) == "grant_is_settled"
    assert why(grants.acknowledge, kien(), alarm.id) == "confirms_own_grant"
    grants.acknowledge(actor("chutich.huyen"), alarm.id)
    assert newest_grant().state == SEEN
    assert queries.unsettled(hanh()) == []


@pytest.mark.parametrize("desk", ["vanthu.huyen", "phochutich.huyen", "thanhtra"])
def test_an_administrator_holds_neither_clerk_nor_leader_nor_auditor(app, desk):
    wanted = position(desk).id
    no = why(posts.appoint, kien(), "quantri2", position_id=wanted, terms=terms())
    assert no == "admin_holds_no_desk"


def test_a_clerk_does_not_become_administrator_beside_it(app):
    admin = position("quantri2").id
    given = {"position_id": admin, "terms": terms()}
    assert why(posts.appoint, kien(), "vanthu.huyen", **given) == "admin_holds_no_desk"


def test_what_changed_between_proposal_and_confirmation_is_heard_again(app):
    grant = propose("chuyenvien.huyen", position("quantri2").id)
    clerk = propose("chuyenvien.huyen", position("vanthu.huyen").id)
    grants.confirm(hanh(), clerk.id)
    assert why(grants.confirm, hanh(), grant.id) == "admin_holds_no_desk"


def test_a_clerk_who_ended_may_become_administrator_afterwards(app):
    posts.end(kien(), post_of("vanthu2.huyen").id, on=today() + DAY)
    grant = propose("vanthu2.huyen", position("quantri2").id, valid_from=today() + DAY)
    assert grants.confirm(hanh(), grant.id).valid_from == today() + DAY


def test_a_post_for_one_is_not_given_to_two_at_once(app):
    chair = position("chutich.huyen").id
    given = {"position_id": chair, "terms": terms()}
    assert why(posts.appoint, kien(), "phochutich.huyen", **given) == "post_is_held"


def test_a_successor_begins_the_day_the_first_one_ends_and_a_gap_is_shown(app):
    chair = position("chutich.huyen").id
    posts.end(kien(), post_of("chutich.huyen").id, on=today() + DAY)
    with time_machine.travel(now() + DAY, tick=False):
        vacant = [row for row in queries.seats(agency_code="huyen", word="khuyet")]
        assert [row[0].id for row in vacant] == [chair]
        grant = propose("phochutich.huyen", chair, valid_from=today() + DAY, kind="acting")
        post = grants.confirm(hanh(), grant.id)
    assert (post.kind, post.valid_from) == ("acting", today() + 2 * DAY)


def test_acting_is_for_the_post_of_a_head(app):
    given = {"position_id": position("vanthu.huyen").id, "terms": terms(kind="acting")}
    assert why(posts.appoint, kien(), "chuyenvien.huyen", **given) == "acting_needs_head_post"


def test_a_second_seat_with_the_same_roles_in_the_same_unit_needs_one_person(app):
    grant = propose("chuyenvien.huyen", position("cv-vp.huyen").id)
    grants.confirm(hanh(), grant.id)
    made = posts.appoint(
        kien(), "chuyenvien.huyen", position_id=position("kiemnhiem.huyen").id, terms=terms()
    )
    assert isinstance(made, Appointment)
    assert last_change().act == "appointed"


def test_the_same_role_in_another_unit_is_a_new_right_and_needs_two(app):
    assert propose("chuyenvien.huyen", position("cv-tckh.huyen").id).state == "OPEN"


def test_a_right_that_outlasts_the_held_one_needs_two(app):
    grant = propose("chuyenvien.huyen", position("cv-vp.huyen").id, valid_to=today() + 9 * DAY)
    grants.confirm(hanh(), grant.id)
    assert propose("chuyenvien.huyen", position("kiemnhiem.huyen").id).state == "OPEN"


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({"valid_to": "same"}, "ends_before_it_begins"),
        ({"valid_from": "long ago", "valid_to": "over"}, "is_over_already"),
        ({"valid_from": "before the post"}, "post_is_closed"),
    ],
)
def test_days_that_make_no_sense_are_refused(app, days, reason):
    meant = {
        "same": today(),
        "long ago": today() - 9 * DAY,
        "over": today() - DAY,
        "before the post": position("vanthu.huyen").valid_from - DAY,
    }
    said = terms(**{name: meant[word] for name, word in days.items()})
    desk = position("vanthu.huyen").id
    no = why(posts.appoint, kien(), "chuyenvien.huyen", position_id=desk, terms=said)
    assert no == reason


def test_nobody_gets_the_post_he_has_or_one_that_is_not_there(app):
    own = position("chuyenvien.huyen").id
    again = why(posts.appoint, kien(), "chuyenvien.huyen", position_id=own, terms=terms())
    assert again == "holds_it_already"
    none = why(posts.appoint, kien(), "chuyenvien.huyen", position_id=999_999, terms=terms())
    assert none == "post_is_closed"


def test_a_locked_account_is_appointed_to_nothing(app):
    people.deactivate(kien(), "chuyenvien.huyen", reason="nghỉ")
    given = {"position_id": position("cv-vp.huyen").id, "terms": terms()}
    assert why(posts.appoint, kien(), "chuyenvien.huyen", **given) == "person_is_inactive"


def test_a_new_main_post_takes_the_place_of_the_old_one(app):
    grant = propose("chuyenvien.huyen", position("cv-vp.huyen").id, main=True)
    grants.confirm(hanh(), grant.id)
    held = org.posts_of(person("chuyenvien.huyen").id)
    assert [(one.position.unit.code, one.main) for one in held] == [("vp", True), ("vhtt", False)]


def test_an_ended_post_takes_its_buttons_away_without_a_sign_out(app, cast):
    browser = cast.nam.browser()
    assert browser.get("/outgoing/new").status_code == 200
    posts.end(kien(), post_of("chuyenvien.huyen").id, on=today(), decision_code="88/QĐ-UBND")
    assert browser.get("/outgoing/new").status_code != 200
    assert "88/QĐ-UBND" in last_change().words


def test_a_post_ends_on_its_day_and_not_before(app):
    posts.end(kien(), post_of("chuyenvien.huyen").id, on=today() + DAY)
    assert actor("chuyenvien.huyen").roles == {Role.OFFICER}
    with time_machine.travel(now() + DAY, tick=False):
        assert org.posts_of(person("chuyenvien.huyen").id) == []


def test_an_end_is_neither_backdated_nor_moved_out_again(app):
    post = post_of("chuyenvien.huyen").id
    assert why(posts.end, kien(), post, on=today() - DAY) == "end_is_backdated"
    assert why(posts.end, kien(), 999_999, on=today()) == "no_such_appointment"
    posts.end(kien(), post, on=today() + DAY)
    assert why(posts.end, kien(), post, on=today() + 5 * DAY) == "ended_before_that_day"


def test_the_last_post_of_an_administrator_does_not_end(app):
    posts.end(kien(), post_of("quantri2").id, on=today() + DAY)
    with time_machine.travel(now() + DAY, tick=False):
        last = post_of("quantri").id
        assert why(posts.end, kien(), last, on=today() + DAY) == "last_administrator"


def test_a_post_to_come_may_be_called_off(app):
    grant = propose("chuyenvien.huyen", position("cv-vp.huyen").id, valid_from=today() + 9 * DAY)
    post = grants.confirm(hanh(), grant.id)
    posts.end(kien(), post.id, on=post.valid_from)
    held = db.session.get_one(Appointment, post.id)
    assert not held.holds_on(held.valid_from)


def test_who_leads_an_agency_stands_before_its_units_and_citizens_at_the_end(cast):
    """On either database: the one began the list with the only citizen, the other had the chair
    of the district behind all its departments."""
    found = [post for post, _who, _since in queries.seats()]
    first, last = found[0], found[-1]
    assert (first.title, first.unit, first.agency.code) == ("Chủ tịch", None, "huyen")
    assert last.agency is None
    listed = [row.account for row in queries.people()]
    assert (listed[0], listed[-1]) == ("chutich.huyen", "congdan")
    assert queries.open_positions()[0].id == first.id
