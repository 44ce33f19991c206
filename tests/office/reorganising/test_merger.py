"""Hoằng Phú and Hoằng Đồng become one commune, told by what is pressed (ORG-10 to ORG-12).

It is approved, put off before its day as if nothing had been said, taken up for the next, and then
a midnight does it. `test_split` tells the other way round; `test_midnight` looks at each book.
"""

import html
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from server.database import db
from server.org.models import Agency
from server.reorganising import jobs
from server.reorganising.models import HandedOver, Plan
from tests.cast import Cast, Hand
from tests.office.admin.desk import DAY
from tests.office.front.clicking import Desk
from tests.office.papers import ok
from tests.office.reorganising.merging import NEW, at_midnight, drafted, new_day, tomorrow
from tests.office.reorganising.test_midnight import presented
from tests.office.reorganising.test_pages import ROOT, hanh_signs_in

OLD = ("hoangphu", "hoangdong")


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What is pressed on a page is the same on both databases."""
    return one_app


def decided(cast: Cast, plan_id: int) -> None:
    """Kiên proposes it on its page, Hạnh approves it on hers."""
    here = f"{ROOT}/{plan_id}"
    assert Desk(new_day(cast.kien)).sends(f"{here}/propose", here).status_code == 302
    assert hanh_signs_in(cast).sends(f"{here}/approve", here).status_code == 302


def ends() -> dict[str, object]:
    db.session.expire_all()
    rows = db.session.scalars(select(Agency).where(Agency.code.in_(OLD)))
    return {one.code: one.valid_to for one in rows}


def test_it_is_approved_taken_back_before_its_day_and_carried_out_on_the_next(cast: Cast):
    letters = [presented(cast.dao), presented(cast.dao2)]
    plan = drafted()
    here = f"{ROOT}/{plan.id}"
    decided(cast, plan.id)
    assert "/handing-over/agencies/ahead" in _desk(cast)
    Desk(cast.kien).sends(f"{here}/withdraw", here, reason="Tỉnh hoãn một ngày")
    with at_midnight():
        jobs.begin()
        assert [ends()[code] for code in OLD] == [None, None]
        assert db.session.scalars(select(HandedOver)).all() == []
        assert new_day(cast.anh).actor.agency_code == "hoangphu", "he sits where he sat"
        assert [new_day(hand).sees(path)["state"] for hand, path in _theirs(cast, letters)] == [
            "PRESENTED", "PRESENTED",
        ]  # fmt: skip
        assert "/handing-over/agencies/ahead" not in _desk(cast)
        anew = _taken_up(cast, here)
        decided(cast, anew)
    later = tomorrow() + DAY
    with at_midnight(later):
        jobs.begin()
        assert [ends()[code] for code in OLD] == [later, later]
        went = db.session.scalars(select(HandedOver)).all()
        assert {one.from_agency.code for one in went} == {*OLD}
        assert {one.to_agency.code for one in went} == {NEW.code}
        assert new_day(cast.anh).actor.agency_code == NEW.code
        numbers = [new_day(cast.anh).sees(path)["arrival_no"] for path in letters]
        assert sorted(numbers) == [1, 2], "one book, from 01"
        ok(cast.anh.does(letters[1], "direct", {"text": "Giao", "lead": "vhxh"}))
        assert "Đã thực hiện" in Desk(new_day(cast.kien)).opens(f"{ROOT}/{anew}")


def _desk(cast: Cast) -> str:
    return html.unescape(new_day(cast.anh).browser().get("/").text)


def _theirs(cast: Cast, letters: list[str]) -> Iterator[tuple[Hand, str]]:
    return zip((cast.dao, cast.dao2), letters, strict=True)


def _taken_up(cast: Cast, here: str) -> int:
    """The same plan for the day after; all that was said of it stands there."""
    typed = {"title": "Sáp nhập, lần hai", "decision_code": "12/NQ",
             "effective_on": f"{tomorrow():%d/%m/%Y}"}  # fmt: skip
    desk = Desk(new_day(cast.kien))
    anew = desk.sends(f"{here}/again", f"{here}/again", **typed).headers["Location"]
    assert "Còn thiếu" not in desk.opens(anew)
    return db.session.get_one(Plan, int(anew.rsplit("/", 1)[1])).id
