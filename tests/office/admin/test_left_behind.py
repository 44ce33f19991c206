"""Nothing is left without an owner where a post, an account or an agency ends (ORG-12, AR-04)."""

import html
from typing import Any

import pytest
from flask import Flask

from server.admin.keys.revoking import REVOKE
from server.admin.organisation import agencies, places
from server.admin.staff import people, posts
from server.clock import today
from server.database import db, transaction
from server.demo.cast import PIN
from server.desks.models import Desk as Lying
from server.documents.tasks.models import Task
from server.handing_over import services
from server.jobs import Job
from server.org.models import Agency, Appointment, Position
from server.registers.models import Register
from signing import check_pin
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import (
    DAY,
    actor,
    kien,
    person,
    position,
    post_of,
    why,
)
from tests.office.admin.test_agencies import opened
from tests.office.casefiles import keeping
from tests.office.front.clicking import Desk
from tests.office.handing_over.leaver import CODE, QUY, begun, colleague, confirmed, given
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from workflows import Refused

NAM, MINH, LAN, LIEN = "chuyenvien.huyen", "chutich.huyen", "vanthu.huyen", "vanthu2.huyen"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def no(act: Any, *args: Any, **said: Any) -> Refused:
    """The refusal, with what it names."""
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    db.session.rollback()
    return refused.value


def ended(account: str, **more: Any) -> Appointment:
    return posts.end(kien(), post_of(account).id, **{"on": today()} | more)


def handed_over(cast: Cast) -> None:
    """Quý takes all that Nam has; the act ends his post."""
    one = begun()
    given(one, QUY)
    confirmed(one, cast.nam.actor, actor(QUY))
    services.hand_over(kien(), one.id)


def beside(account: str, post: Position) -> None:
    """Somebody else holds the same post."""
    with transaction() as session:
        who = person(account)
        session.add(Appointment(person=who, position=post, main=False, valid_from=post.valid_from))


def test_nams_post_does_not_end_over_a_letter_and_a_draft(cast: Cast):
    papers.in_progress(cast)
    papers.submitted(cast)
    refused = no(ended, NAM)
    assert refused.reason == "leaves_work_behind"
    lies = "1 văn bản đến đang xử lý; 1 dự thảo, văn bản chưa phát hành"
    assert refused.said == {"day": f"{today():%d/%m/%Y}", "things": lies}
    assert post_of(NAM).valid_to is None


def test_a_day_to_come_is_judged_as_of_now(cast: Cast):
    papers.in_progress(cast)
    assert no(ended, NAM, on=today() + 9 * DAY).reason == "leaves_work_behind"


def test_after_the_handing_over_his_post_has_ended_and_his_account_is_switched_off(cast: Cast):
    colleague()
    papers.in_progress(cast)
    assert why(people.deactivate, kien(), NAM, reason="nghỉ") == "leaves_work_behind"
    handed_over(cast)
    assert not person(NAM).appointments[0].holds_on(today())
    people.deactivate(kien(), NAM, reason="nghỉ")
    assert not person(NAM).active


def test_an_empty_desk_ends_at_once(cast: Cast):
    assert ended(NAM).valid_to == today()


def test_a_letter_that_minh_directed_is_his_too(cast: Cast):
    papers.directed(cast)
    assert no(ended, MINH).reason == "leaves_work_behind"


def test_what_lies_with_the_clerks_is_liens_when_lan_goes_and_nobodys_without_her(cast: Cast):
    papers.arrived(cast)
    seat = f"a:{position(LAN).agency_id}:CLERK"
    assert db.session.query(Lying).filter_by(seat=seat).count() == 1
    ended(LAN)
    refused = no(ended, LIEN)
    assert refused.said["things"] == "1 việc chờ theo nhiệm vụ"


def test_lien_who_is_switched_off_covers_nothing(cast: Cast):
    papers.arrived(cast)
    people.deactivate(kien(), LIEN, reason="nghỉ sinh")
    assert no(ended, LAN).reason == "leaves_work_behind"


def test_who_shares_his_post_goes_on_with_the_letter_not_with_the_draft(cast: Cast):
    """The desk is the post's; nobody drafts for another (SIG-02)."""
    beside("cv-vp.huyen", position(NAM))
    papers.in_progress(cast)
    papers.submitted(cast)
    things = no(ended, NAM).said["things"]
    assert things == "1 dự thảo, văn bản chưa phát hành"


def test_who_shares_his_post_and_the_letter_is_enough(cast: Cast):
    beside("cv-vp.huyen", position(NAM))
    papers.in_progress(cast)
    assert ended(NAM).valid_to == today()


def test_who_shares_his_post_but_goes_first_is_no_successor(cast: Cast):
    beside("cv-vp.huyen", position(NAM))
    other = person("cv-vp.huyen").appointments[-1].id
    papers.in_progress(cast)
    posts.end(kien(), other, on=today() + DAY)
    assert no(ended, NAM, on=today() + DAY).reason == "leaves_work_behind"


def test_a_meeting_has_its_secretary_whoever_shares_his_post(cast: Cast):
    beside("cv-vp.huyen", position("chanhvp.huyen"))
    gathering.planned(cast)
    assert no(ended, "chanhvp.huyen").said["things"] == "1 cuộc họp chưa xong"


def test_a_file_keeps_its_keepers_account_as_before(cast: Cast):
    keeping.opened(cast.nam)
    assert why(people.deactivate, kien(), NAM, reason="x") == "holds_open_files"
    assert no(ended, NAM).said["things"] == "1 hồ sơ chưa vào lưu trữ"


def test_the_pages_say_it_at_the_form_keep_what_was_typed_and_lead_to_the_handing_over(cast: Cast):
    papers.in_progress(cast)
    desk, road = Desk(cast.kien), f'href="/people/handovers/new/{NAM}"'
    typed = {"appointment_id": post_of(NAM).id, "on": f"{today():%d/%m/%Y}"}
    sent = desk.sends(f"/people/{NAM}/end-post", f"/people/{NAM}", decision_code="88/QĐ", **typed)
    page = html.unescape(sent.text)
    form = page.split(f'action="/people/{NAM}/end-post"')[1].split("</form>", maxsplit=1)[0]
    assert sent.status_code == 409 and road in form
    assert "1 văn bản đến đang xử lý (tính đến lúc này)" in form and 'value="88/QĐ"' in form
    off = desk.sends(f"/people/{NAM}/deactivate", f"/people/{NAM}", reason="nghỉ hưu")
    assert off.status_code == 409 and "nghỉ hưu" in html.unescape(off.text)


def vacant(account: str) -> Position:
    """His post after his term ran out by itself, with what lay there."""
    with transaction():
        post = post_of(account)
        post.valid_to = today()
    return post.position


def test_a_post_does_not_close_over_what_names_it(cast: Cast):
    """Until what its last holder left is handed over, though his term is over."""
    colleague()
    papers.in_progress(cast)
    post = vacant(NAM)
    refused = no(places.close_position, kien(), post.id, on=today())
    assert (refused.reason, refused.said["things"]) == (
        "post_holds_work", "1 văn bản đến đang xử lý"
    )  # fmt: skip
    sent = Desk(cast.kien).sends(f"/people/places/positions/{post.id}", on=f"{today():%d/%m/%Y}")
    assert sent.status_code == 409 and f'href="/people/handovers/new/{NAM}"' in sent.text
    last = person(NAM).appointments[0].id
    said = {"leaves_on": today(), "decision_code": CODE, "absent": "đã nghỉ"}
    one = services.draft(kien(), services.Heading(appointment_id=last, **said))
    given(one, QUY)
    confirmed(one, actor(QUY))
    services.hand_over(kien(), one.id)
    places.close_position(kien(), post.id, on=today())


def test_a_post_closes_over_what_its_holder_has_signed(cast: Cast):
    """The signer owes nothing more of it; its drafter and the clerks go on."""
    papers.signed(cast)
    post = vacant(MINH)
    assert why(places.close_position, kien(), post.id, on=today() - DAY) == "end_is_backdated"
    places.close_position(kien(), post.id, on=today())


def test_an_agency_with_open_work_is_closed_by_a_plan(cast: Cast):
    made, minh = opened(), cast.minh.actor
    notice = id_of(papers.submitted(cast))
    with transaction() as session:
        session.add(Task(
            agency_id=minh.agency_id, subject="Báo cáo", state="IN_PROGRESS", version=1,
            source="meetings/1", source_part=1, notice_id=notice, giver_id=minh.person_id,
            giver_post_id=minh.position_id, planner_post_id=minh.position_id,
            lead="hoangtan", lead_name="UBND xã Hoằng Tân", lead_seat=f"a:{made.id}",
        ))  # fmt: skip
    refused = no(agencies.close_agency, kien(), made.id, on=today())
    assert (refused.reason, refused.said["things"]) == ("agency_holds_work", "1 nhiệm vụ chưa xong")
    sent = Desk(cast.kien).sends(f"/people/agencies/{made.id}", on=f"{today():%d/%m/%Y}")
    assert sent.status_code == 409 and 'href="/people/reorganisations"' in sent.text
    with transaction() as session:
        session.query(Task).update({"state": "CANCELLED"})
    agencies.close_agency(kien(), made.id, on=today())


def test_an_agency_that_has_a_book_is_closed_by_a_plan(app: Flask):
    made = opened()
    with transaction() as session:
        session.add(Register(agency_id=made.id, book="incoming", year=today().year))
    assert why(agencies.close_agency, kien(), made.id, on=today()) == "agency_has_books"


def test_the_seal_of_an_agency_that_never_worked_goes_with_it(app: Flask):
    made = opened(pin=PIN)
    check_pin(made.seal, PIN)
    agencies.close_agency(kien(), made.id, on=today(), successor="huyen")
    assert db.session.get_one(Agency, made.id).seal == ""
    assert db.session.query(Job).filter(Job.kind == REVOKE).count() == 1
