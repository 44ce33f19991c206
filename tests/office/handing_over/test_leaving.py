"""Nam leaves: every letter, draft, task, file, mandate and his key have somebody, or he stays."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.admin.keys.revoking import REVOKE
from server.admin.staff import people
from server.clock import today
from server.database import db
from server.desks.models import Desk, History
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.handing_over import confirming, looking, services, things
from server.handing_over.moving import move
from server.jobs import Job
from server.meetings.models import Meeting
from server.org import queries
from server.org.models import Absence, Delegation
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import DAY, actor, kien, person, position, post_of, why
from tests.office.casefiles import keeping
from tests.office.handing_over.leaver import (
    CODE,
    QUY,
    begun,
    called,
    colleague,
    confirmed,
    ended,
    given,
)
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.pointing import dead_ends
from workflows import Refused


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def busy(cast: Cast) -> dict[str, int]:
    """Nam answers a letter, drafts another, and keeps a file; Quý works beside him."""
    colleague()
    return {
        "incoming": id_of(papers.in_progress(cast)),
        "outgoing": id_of(papers.submitted(cast)),
        "casefiles": id_of(keeping.opened(cast.nam)),
    }


def seats(kind: str, paper_id: int) -> set[str]:
    rows = select(Desk.seat).filter_by(paper_kind=kind, paper_id=paper_id)
    return set(db.session.scalars(rows))


def test_everything_of_his_goes_over_in_one_act_and_nothing_is_left(cast: Cast, busy):
    one = begun(leaves=True)
    assert [kind for kind, _ in called(one)] == ["incoming", "outgoing", "casefiles"]
    given(one, QUY)
    confirmed(one, cast.nam.actor, actor(QUY))
    old, new = position("chuyenvien.huyen").id, position(QUY).id
    assert person("chuyenvien.huyen").seal
    services.hand_over(kien(), one.id)
    letter = db.session.get_one(IncomingDocument, busy["incoming"])
    draft = db.session.get_one(OutgoingDocument, busy["outgoing"])
    file = db.session.get_one(CaseFile, busy["casefiles"])
    assert (letter.assignee_id, letter.state) == (new, "IN_PROGRESS")
    assert (draft.drafter_post_id, draft.drafter_id) == (new, person(QUY).id)
    assert (file.keeper_post_id, draft.state) == (new, "SUBMITTED")
    assert seats("incoming", letter.id) & {f"p:{old}", f"p:{new}"} == {f"p:{new}"}
    assert called(one) == [] and one.sums["moved"] == 3
    last = db.session.scalars(select(History).filter_by(transition="hand_on")).all()
    assert len(last) == 3 and all(CODE in row.reason and row.law_id == "AR-04" for row in last)
    assert post_of_is_over(one) and dead_ends() == []
    assert person("chuyenvien.huyen").seal == ""
    revoked = db.session.scalars(select(Job).filter_by(kind=REVOKE)).one()
    assert revoked.payload["stem"] == "chuyenvien.huyen"


def post_of_is_over(one) -> bool:
    return one.appointment.valid_to == today() and queries.posts_of(one.appointment.person_id) == []


def test_quy_reads_and_goes_on_with_what_nam_had(cast: Cast, busy):
    one = begun()
    given(one, QUY)
    confirmed(one, cast.nam.actor, actor(QUY))
    services.hand_over(kien(), one.id)
    quy = Hand(cast.nam.app, QUY)
    assert quy.sees(f"/casefiles/{busy['casefiles']}")["keeper"] == QUY
    papers.ok(quy.does(f"/outgoing/{busy['outgoing']}", "abandon"))
    papers.ok(quy.does(f"/incoming/{busy['incoming']}", "propose_close", {"no_reply_reason": "x"}))


def test_a_thing_without_a_taker_holds_everything_up_by_name(cast: Cast, busy):
    one = begun()
    given(one, QUY, "incoming", "outgoing")
    with pytest.raises(Refused, match="everything_is_named") as no:
        services.present(kien(), one.id)
    assert "hồ sơ" in str(no.value.said["names"])


def test_what_comes_after_the_list_has_nobody_unless_somebody_takes_the_rest(cast: Cast, busy):
    for rest, end in ((None, "everything_is_named"), (QUY, "")):
        one = begun(rest_id=post_of(rest).id if rest else None)
        given(one, QUY)
        confirmed(one, cast.nam.actor, actor(QUY))
        late = id_of(papers.drafted(cast))
        assert why(services.hand_over, kien(), one.id) == end if end else True
        if end:
            services.withdraw(kien(), one.id, reason="Lập lại")
    services.hand_over(kien(), one.id)
    assert one.sums["late"] == 1
    new = position(QUY).id
    assert db.session.get_one(OutgoingDocument, late).drafter_post_id == new


def test_who_gives_and_who_takes_confirm_the_list_that_stands(cast: Cast, busy):
    one = begun()
    given(one, QUY)
    confirmed(one, actor(QUY))
    assert why(services.hand_over, kien(), one.id) == "everybody_has_confirmed"
    said = looking.digest(one)
    assert why(confirming.confirm, actor(QUY), one.id, list_sha256=said) == "has_not_confirmed"
    stale = {"list_sha256": "0" * 64, "pin": cast.pin}
    assert why(confirming.confirm, cast.nam.actor, one.id, **stale) == "list_is_the_same"
    assert why(confirming.confirm, cast.minh.actor, one.id, list_sha256=said) == "not_found"
    services.take_back(kien(), one.id, reason="Thiếu một hồ sơ")
    assert one.confirmations == [] and one.state == "DRAFT"


def test_who_is_not_there_any_more_need_not_confirm_and_the_list_says_why(cast: Cast, busy):
    one = begun(absent="đã từ trần ngày 20/6/2026")
    given(one, QUY)
    confirmed(one, actor(QUY))
    services.hand_over(kien(), one.id)
    assert one.state == "DONE"


def test_before_his_last_day_is_over_he_keeps_it(cast: Cast, busy):
    one = begun(leaves_on=today() + DAY)
    given(one, QUY)
    confirmed(one, cast.nam.actor, actor(QUY))
    assert why(services.hand_over, kien(), one.id) == "day_of_leaving_has_come"
    assert (
        db.session.get_one(CaseFile, busy["casefiles"]).keeper_id == person("chuyenvien.huyen").id
    )


UNFIT = [
    ("incoming", "cv-tckh.huyen", "taker_is_of_another_unit"),
    ("incoming", "vanthu.huyen", "taker_lacks_the_duty"),
    ("outgoing", "cv-tckh.huyen", "taker_is_of_another_unit"),
    ("outgoing", "vanthu.huyen", "taker_lacks_the_duty"),
    ("casefiles", "vanthu.huyen", "taker_lacks_the_duty"),
    ("casefiles", "chuyenvien.hoangphu", "taker_has_no_post"),
    ("casefiles", "chuyenvien.huyen", "taker_has_no_post"),
]


def test_nobody_takes_what_his_post_cannot_go_on_with(cast: Cast, busy):
    one = begun()
    for kind, account, reason in UNFIT:
        assert why(given, one, account, kind) == reason
    keys = [it.key for it in things.things(one)]
    assert why(services.name, kien(), one.id, keys=keys, taker_id=None) == "must_have_a_taker"
    assert why(services.name, kien(), one.id, keys=["x/1"], taker_id=None) == "nothing_chosen"


def test_who_checked_a_draft_is_not_its_next_drafter(cast: Cast):
    papers.ok(cast.hoa.does(papers.submitted(cast), "content_check"))
    assert why(given, begun(), "truongphong.huyen", "outgoing") == "taker_has_checked_it"


def test_where_the_signer_leaves_the_draft_begins_again_with_the_next(cast: Cast):
    path = papers.ready(cast)
    one = begun("chutich.huyen")
    taker = "phochutich.huyen"
    given(one, taker, "outgoing")
    thing = next(it for it in things.things(one) if it.kind == "outgoing")
    assert thing.taker is not None and not thing.unfit
    with db.session.begin_nested():
        move(kien(), thing, one.appointment, CODE, frozenset())
    draft = db.session.get_one(OutgoingDocument, id_of(path))
    assert (draft.state, draft.capacity) == ("DRAFT", "KT")
    assert draft.signer.account == taker and draft.approved_by is None


def test_a_duty_that_nobody_else_has_is_not_left_behind(cast: Cast):
    """Hoa heads the unit: what waits for its head has nobody, until another heads it."""
    papers.directed(cast)
    one = begun("truongphong.huyen", rest_id=post_of("chutich.huyen").id)
    confirmed(one, cast.hoa.actor)
    assert why(services.hand_over, kien(), one.id) == "no_seat_is_left_empty"


def test_mandates_end_or_stay_with_the_post_and_an_absent_ones_desk_is_minded(cast: Cast):
    binh, minh = post_of("phochutich.huyen"), post_of("chutich.huyen")
    row = Delegation(
        agency_id=binh.position.agency_id, kind="KT", position_id=binh.position_id,
        document_code="9/QĐ", doc_types=[], valid_from=today(),
    )  # fmt: skip
    away = Absence(
        person_id=person("truongphong.huyen").id, substitute_id=binh.person_id, valid_from=today()
    )
    db.session.add_all([row, away])
    db.session.commit()
    one = begun("phochutich.huyen")
    mandates = {it.id for it in things.things(one) if it.kind == "mandates"}
    assert row.id in mandates
    assert why(given, one, "chutich.huyen", "mandates") == "mandate_is_the_posts"
    ended(one, "mandates")
    given(one, "chutich.huyen", "absences")
    confirmed(one, cast.binh.actor, cast.minh.actor)
    services.hand_over(kien(), one.id)
    assert row.valid_to == today() and away.substitute_id == minh.person_id


def test_the_seal_goes_to_a_clerk_and_to_nobody_else(cast: Cast):
    one = begun("vanthu.huyen")
    assert called(one) == [("seals", "")]
    assert why(given, one, "chuyenvien.huyen", "seals") == "taker_is_no_clerk"
    given(one, "vanthu2.huyen", "seals")


def test_a_meeting_that_is_planned_has_another_secretary(cast: Cast):
    path = gathering.planned(cast)
    one = begun("chanhvp.huyen")
    assert ("meetings", "") in called(one)
    meeting = db.session.get_one(Meeting, id_of(path))
    assert meeting.secretary.account == "chanhvp.huyen"
    assert why(given, one, "chutich.huyen", "meetings") == "taker_lacks_the_duty"


def test_an_account_is_not_closed_while_its_files_are_open(cast: Cast, busy):
    """D02: Nam leaves, Kiên closes the account: refused while files are open (AR-04)."""
    reason = "nghỉ hưu"
    assert why(people.deactivate, kien(), "chuyenvien.huyen", reason=reason) == "holds_open_files"
    one = begun()
    given(one, QUY)
    confirmed(one, cast.nam.actor, actor(QUY))
    services.hand_over(kien(), one.id)
    people.deactivate(kien(), "chuyenvien.huyen", reason=reason)


def test_one_list_at_a_time_and_an_administrators_hand(cast: Cast):
    one = begun()
    assert why(begun) == "is_handed_over_already"
    assert why(services.withdraw, cast.minh.actor, one.id, reason="x") == "not_allowed"
    services.withdraw(kien(), one.id, reason="Nam ở lại")
    assert begun().id != one.id
