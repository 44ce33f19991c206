"""Hoa is away: what comes to the head of her unit is done in her place, and the history says so."""

import pytest
from sqlalchemy import select

from server.absences import services
from server.absences.services import Wish
from server.clock import dt, today
from server.database import db
from server.desks.models import History
from server.documents.incoming import directing
from server.org import away
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.incoming.desk import directed, in_progress, order, presented
from tests.office.outcome import id_of, refused
from tests.office.papers import ok, submitted


def stands_in(cast: Cast, absent: Hand, other: Hand) -> None:
    days = {"valid_from": today(), "valid_to": today() + dt.timedelta(4)}
    wish = Wish(account=absent.account, substitute=other.account, **days)
    services.stand_in(cast.kien.actor, wish)


def last(path: str) -> History:
    kind, number = path.strip("/").split("/")
    mine = select(History).where(History.paper_kind == kind, History.paper_id == int(number))
    return db.session.scalars(mine.order_by(History.id.desc())).first()


def test_what_is_directed_to_her_unit_lies_before_him_and_he_gives_it_out(one_cast: Cast) -> None:
    path, other = directed(one_cast), one_cast.cv_tckh
    assert refused(other.does(path, "assign", {"person": one_cast.nam.account}), "not_found")
    stands_in(one_cast, one_cast.hoa, other)
    page = other.browser().get("/").text
    given = one_cast.hoa.actor.name.split()[-1]
    assert f'href="{path}"' in page and f"thay {given} · " in page
    assert "assign" in other.browser().get(path).text
    told = f"{one_cast.hoa.actor.name} (vắng, {other.actor.name} nhận việc thay)"
    assert told in one_cast.minh.browser().get(path).text, "where it lies, to whoever waits"
    ok(other.does(path, "assign", {"person": one_cast.nam.account}))
    step = last(path)
    assert step.name == other.actor.name
    assert f"(thay Trưởng phòng {one_cast.hoa.actor.name})" in step.position


def test_he_closes_what_is_not_his_own(one_cast: Cast) -> None:
    path = in_progress(one_cast)
    ok(one_cast.nam.does(path, "propose_close", {"no_reply_reason": "Không cần trả lời"}))
    stands_in(one_cast, one_cast.hoa, one_cast.nam)
    assert "close" not in one_cast.nam.sees(path)["actions"]
    assert refused(one_cast.nam.does(path, "close"), "wrong_role")
    services.come_back(one_cast.kien.actor, 1, on=today())
    stands_in(one_cast, one_cast.hoa, one_cast.cv_tckh)
    ok(one_cast.cv_tckh.does(path, "close"))


def test_he_checks_the_content_of_a_draft_that_another_wrote(one_cast: Cast) -> None:
    path = submitted(one_cast)
    stands_in(one_cast, one_cast.hoa, one_cast.nam)
    assert refused(one_cast.nam.does(path, "content_check"), "wrong_role")
    services.come_back(one_cast.kien.actor, 1, on=today())
    stands_in(one_cast, one_cast.hoa, one_cast.cv_tckh)
    ok(one_cast.cv_tckh.does(path, "content_check"))
    assert "(thay Trưởng phòng" in one_cast.minh.browser().get(path).text


def test_a_leaders_directive_does_not_go_along(one_cast: Cast) -> None:
    path = presented(one_cast)
    stands_in(one_cast, one_cast.minh, one_cast.nam)
    said = {"text": "Giao Phòng.", "lead": "vhtt"}
    assert refused(one_cast.nam.does(path, "direct", said), "wrong_role")
    services.come_back(one_cast.kien.actor, 1, on=today())
    stands_in(one_cast, one_cast.minh, one_cast.binh)
    ok(one_cast.binh.does(path, "direct", said))


def test_the_office_chiefs_directive_does(one_cast: Cast) -> None:
    path = presented(one_cast, to=one_cast.tuan.account)
    said = {"text": "Giao Phòng.", "lead": "vhtt"}
    stands_in(one_cast, one_cast.tuan, one_cast.mai)
    ok(one_cast.mai.does(path, "direct", said))
    assert "(thay Chánh Văn phòng" in last(path).position


def test_a_task_of_the_unit_is_taken_on_and_given_on(one_cast: Cast) -> None:
    said = {"title": "Lập kế hoạch", "lead": "vhtt"}
    task = one_cast.minh.asks("POST", "/tasks", json=said).json["id"]
    stands_in(one_cast, one_cast.hoa, one_cast.cv_tckh)
    ok(one_cast.cv_tckh.does(f"/tasks/{task}", "receive"))
    part = {"title": "Viết dự thảo", "lead": one_cast.nam.account, "parent": task}
    got = one_cast.cv_tckh.asks("POST", "/tasks", json=part)
    assert got.status_code == 201, got.text
    assert one_cast.nam.account in one_cast.cv_tckh.browser().get(f"/tasks/new?parent={task}").text


def test_who_hears_of_a_unit_hears_through_the_substitute(one_cast: Cast) -> None:
    stands_in(one_cast, one_cast.hoa, one_cast.cv_tckh)
    hoa, other = one_cast.hoa.actor, one_cast.cv_tckh.actor
    assert away.with_substitutes([hoa.person_id]) == [hoa.person_id, other.person_id]
    assert away.with_substitutes([]) == []


@pytest.mark.parametrize("where", ["/people", "/registers/in", "/board"])
def test_no_other_room_opens_by_it(one_cast: Cast, where: str) -> None:
    before = one_cast.nam.browser().get(where).status_code
    stands_in(one_cast, one_cast.hoa, one_cast.nam)
    assert one_cast.nam.browser().get(where).status_code == before


def test_several_are_given_out_at_once_to_the_people_of_her_unit(one_cast: Cast) -> None:
    paths, other = [directed(one_cast), presented(one_cast, number="77")], one_cast.cv_tckh
    directing.direct(one_cast.minh.actor, Ref(id_of(paths[1])), order=order())
    assert other.browser().get("/incoming/batch/assign").status_code == 403
    stands_in(one_cast, one_cast.hoa, other)
    browser = other.browser()
    assert "/incoming/batch/assign" in browser.get("/").text
    page = browser.get("/incoming/batch/assign").text
    assert f'value="{one_cast.nam.account}"' in page and f'value="{other.account}"' not in page
    said = {"ids": [id_of(path) for path in paths], "person": one_cast.nam.account}
    ok(other.asks("POST", "/incoming/batch/assign", json=said))
    assert {one_cast.nam.sees(path)["state"] for path in paths} == {"ASSIGNED"}
