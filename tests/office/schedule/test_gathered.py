"""Meetings in a week: where they are put off, set anew, over, or called elsewhere (§11.5)."""

import pytest
from flask import Flask

from server.clock import local
from server.database import transaction
from server.meetings.models import Meeting
from server.schedule import clashes, services, views
from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.meetings import gathering
from tests.office.outcome import id_of
from tests.office.schedule.test_week import MON, at, entry, published_week, shown


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def test_a_meeting_that_is_put_off_after_publication_stays_legible_where_it_was(cast: Cast):
    """§11.5: amended, with its changes marked; and what took place stays in the week."""
    path = gathering.planned(cast, starts_at=at(8, day=2).isoformat())
    gathering.does(cast.minh, path, "schedule")
    other = gathering.planned(cast, starts_at=at(14, day=2).isoformat())
    published_week(cast)

    def marks() -> list[tuple[int, str]]:
        rows = [row for row in shown(cast.minh) if not row.entry_id]
        return [(local(row.begins_at).day, row.mark) for row in rows]

    there = at(8, day=2).day
    assert marks() == [(there, "")]
    gathering.does(cast.minh, other, "schedule")
    assert marks() == [(there, ""), (there, "new")]
    gathering.does(cast.minh, path, "postpone", reason="Chờ số liệu của Sở")
    assert marks() == [(there, "struck"), (there, "new")]
    gathering.does(cast.minh, path, "schedule", starts_at=at(9, day=3).isoformat())
    assert marks() == [(there, "struck"), (there, "new"), (at(9, day=3).day, "new")]
    (struck,) = [row for row in shown(cast.minh) if row.mark == "struck"]
    assert struck.why == "Chờ số liệu của Sở"
    (hidden,) = [row for row in shown(cast.thu) if row.mark == "struck"]
    assert (hidden.content, hidden.why) == ("Họp", ""), "not a word of it to who may not read it"
    with transaction() as session:
        session.get_one(Meeting, id_of(path)).state = "CLOSED"
    assert marks()[-1] == (at(9, day=3).day, "new")


def test_a_leader_who_is_only_called_to_a_meeting_is_not_elsewhere_then(cast: Cast):
    """Bình sits in it, Minh has the chair; each reads his own week alone."""
    path = gathering.planned(cast, starts_at=at(8, day=2).isoformat())
    gathering.does(cast.minh, path, "schedule")
    deputy = {"presides": cast.binh.account, "place": "", "begins_at": at(8, day=2)}
    services.propose(cast.tuan.actor, entry(**deputy))
    services.propose(cast.tuan.actor, entry(15, content="Tiếp công dân"))
    week = services.week_of(cast.tuan.actor.agency_id, MON)
    (said,) = clashes.warnings(week)
    assert f"{cast.binh.actor.name} lúc 08:00" in said
    own = views.of_person(shown(cast.minh), cast.binh.actor.person_id)
    assert [row.entry_id is None for row in own] == [True, False]
    page = Desk(cast.minh).opens(f"/schedule?week={MON}&who={cast.tuan.actor.person_id}")
    assert "Tiếp công dân" not in page and "Mọi lãnh đạo" in page


def test_what_its_leaders_are_called_to_elsewhere_stands_in_a_communes_week(cast: Cast):
    people = [cast.binh.account, cast.anh.account]
    path = gathering.planned(cast, starts_at=at(8, day=2).isoformat(), delegates=people)
    gathering.does(cast.minh, path, "schedule")
    (row,) = shown(cast.anh)
    assert (row.presides, row.attends) == (
        f"Chủ tịch {cast.minh.actor.name}", f"Chủ tịch {cast.anh.actor.name}; theo giấy mời"
    )  # fmt: skip
    assert row.content == "Họp", "until he is invited he does not read it"
    assert shown(cast.nam)[0].attends.startswith("Phó Chủ tịch"), "the district's own go there"
